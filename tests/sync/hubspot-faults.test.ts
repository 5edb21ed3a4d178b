import { describe, expect, it } from 'vitest';
import type { FaultAction } from '../sandbox/hubspot/index.ts';
import { databases } from '../support/databases.ts';
import { openHouse, sharedDatabase } from '../support/house.ts';
import { hero, isWrite, newDeals, tasks, valuesOf, writes } from './support/portal.ts';
import { expectWrittenOnce, recoverLater, settled } from './support/settle.ts';

const status = (code: number, more: { afterWork?: boolean; retryAfter?: number } = {}) =>
  ({ kind: 'status', status: code, ...more }) satisfies FaultAction;

/** Each of the three writes of a click: fields, task, deal. */
const everyWrite = { method: 'POST', path: '/(contacts/batch/update|(tasks|deals)/batch/create)$' };

describe.each(databases)('a write that goes wrong in HubSpot, on $name', (kind) => {
  const database = sharedDatabase(kind);

  it.each<[string, FaultAction]>([
    ['500', status(500)],
    ['502', status(502)],
    ['504', status(504)],
    ['500 after the work was done', status(500, { afterWork: true })],
    ['502 after the work was done', status(502, { afterWork: true })],
    ['504 after the work was done', status(504, { afterWork: true })],
    ['423, locked', status(423)],
    ['477, moving', status(477)],
    ['429 with a second to wait', status(429, { retryAfter: 1 })],
    ['a connection cut before the work', { kind: 'drop', when: 'before' }],
    ['a connection cut after the work', { kind: 'drop', when: 'after' }],
    ['an answer that is not JSON', { kind: 'malformed' }],
    ['an answer that stops half-way', { kind: 'stall' }],
  ])('is written once all the same: %s', async (_, action) => {
    const house = await openHouse(database, {
      callTimeoutMs: action.kind === 'stall' ? 700 : 10_000,
    });
    house.hubspot.fail({ ...everyWrite, times: 3, action });
    const { id } = await house.enrich(hero);
    await expectWrittenOnce(house, await settled(house, id));
  });

  it.each<[string, FaultAction, number]>([
    ['refuses', status(503), 0],
    ['does the work and answers 502', status(502, { afterWork: true }), 1],
    ['asks for an hour', status(429, { retryAfter: 3_600 }), 0],
  ])('stays open while HubSpot %s, and is finished when it is back', async (_, action, already) => {
    const house = await openHouse(database);
    const { hubspot, services, tenant } = house;
    hubspot.fail({ ...everyWrite, times: 1_000, action });
    hubspot.hooks.onRequest = ({ path }) => {
      // From the first write on nothing can be read back.
      if (path.endsWith('/batch/update')) {
        hubspot.fail({ path: '/batch/read$', times: 1_000, action: status(503) });
      }
    };
    const open = await house.enrich(hero);
    expect(open.status).toBe('applying');
    expect(open.written.map((item) => item.status)).toEqual(['pending', 'pending', 'pending']);
    expect(open.finishedAt).toBeNull();
    expect([tasks(hubspot).length, newDeals(hubspot).length]).toEqual([already, already]);

    expect(await recoverLater(house)).toBe(1);
    expect((await services.sync.get(tenant, open.id)).status).toBe('applying');

    hubspot.hooks.onRequest = undefined;
    hubspot.clearFaults();
    await expectWrittenOnce(house, await settled(house, open.id));
  });

  it('does not lose the others when one of them is refused for good', async () => {
    const house = await openHouse(database);
    const { hubspot, run } = house;
    hubspot.fail({ path: '/tasks/batch/create$', times: 99, action: status(403) });
    const enrichment = await house.enrich(hero);
    expect(enrichment.status).toBe('partial');
    expect(enrichment.written.map(({ kind, status }) => `${kind} ${status}`)).toEqual([
      'fields written',
      'task failed',
      'deal written',
    ]);
    expect(await run(enrichment.id)).toMatchObject({
      status: 'partial',
      errorCode: 'crm_missing_scope',
    });
    expect(enrichment.warnings).toMatchObject([{ code: 'crm_missing_scope' }]);
  });

  it('is tried again by the next enrichment when it was refused', async () => {
    const house = await openHouse(database);
    const { hubspot, clock } = house;
    hubspot.fail({ path: '/tasks/batch/create$', times: 99, action: status(403) });
    await house.enrich(hero);
    hubspot.clearFaults();
    clock.advance(60_000);
    expect((await house.enrich(hero)).plan.task).not.toBeNull();
    expect([tasks(hubspot).length, newDeals(hubspot).length]).toEqual([1, 1]);
  });

  it('keeps what a person changed while the outcome was open', async () => {
    const house = await openHouse(database);
    const { hubspot } = house;
    const fields = { method: 'POST', path: '/contacts/batch/update$' };
    hubspot.fail({ ...fields, action: status(502, { afterWork: true }) });
    hubspot.hooks.onBeforeAnswer = ({ path }) => {
      if (path.endsWith('/contacts/batch/update')) {
        hubspot.hooks.onBeforeAnswer = undefined;
        hubspot.update('contacts', '1001', { city: 'Cardiff' });
        hubspot.fail({ ...fields, times: 99, action: status(503) });
      }
    };
    const enrichment = await settled(house, (await house.enrich(hero)).id);
    expect(valuesOf(hubspot)).toMatchObject({
      city: 'Cardiff',
      oppspot_enrichment_id: enrichment.id,
    });
    expect(enrichment.status).toBe('completed');
    hubspot.clearFaults();
    const report = await house.services.sync.undo(house.tenant, enrichment.id);
    expect(report.items.find(({ target }) => target === 'city')?.outcome).toBe('left-alone');
    expect(valuesOf(hubspot).city).toBe('Cardiff');
    expect(valuesOf(hubspot).oppspot_score || null).toBeNull();
  });

  it('is taken back completely although the undo meets faults of its own', async () => {
    const house = await openHouse(database);
    const { hubspot, services, tenant, run } = house;
    const { id } = await house.enrich(hero);
    hubspot.fail(
      { method: 'DELETE', times: 2, action: { kind: 'drop', when: 'after' } },
      { path: '/contacts/batch/update$', action: status(502, { afterWork: true }) },
    );
    const report = await services.sync.undo(tenant, id);
    expect(report.status).toBe('undone');
    expect([tasks(hubspot), newDeals(hubspot)]).toEqual([[], []]);
    expect((await run(report.id)).status).toBe('completed');
  });
});

describe.each(databases)('a record that cannot be read, on $name', (kind) => {
  const database = sharedDatabase(kind);

  it.each([
    [500, 'crm_transient', true],
    [429, 'crm_rate_limited', true],
    [401, 'crm_needs_reauthorisation', false],
    [403, 'crm_missing_scope', false],
  ])('is answered with what HubSpot said, for a person: %i', async (code, expected, retryable) => {
    const house = await openHouse(database);
    const { hubspot, sources, runs } = house;
    hubspot.fail({ method: 'GET', times: 99, action: status(code) });
    await expect(house.enrich(hero)).rejects.toMatchObject({ code: expected, retryable });
    expect(sources.requests()).toEqual([]);
    expect(hubspot.requests().filter(isWrite)).toEqual([]);
    expect(await runs()).toMatchObject([{ status: 'failed', errorCode: expected }]);
  });

  it('is read again after a moment of trouble', async () => {
    const house = await openHouse(database);
    house.hubspot.fail({ method: 'GET', times: 2, action: status(502) });
    await expectWrittenOnce(house, await house.enrich(hero));
  });
});

describe.each(databases)('a database that fails after HubSpot did the work, on $name', (kind) => {
  const database = sharedDatabase(kind);

  it('leaves the run to recovery, which writes nothing a second time', async () => {
    const house = await openHouse(database);
    const { hubspot, runs, database: rows } = house;
    await rows.asOwner(
      `alter table crm_write_journal add constraint never_applied check (state <> 'applied') not valid`,
    );
    await expect(house.enrich(hero)).rejects.toThrow();
    expect(writes(hubspot)).toHaveLength(3);
    expect(await runs()).toMatchObject([{ status: 'applying', finishedAt: null }]);

    await rows.asOwner('alter table crm_write_journal drop constraint never_applied');
    expect(await recoverLater(house)).toBe(1);
    const [run] = await runs();
    await expectWrittenOnce(house, await settled(house, run?.id ?? ''));
    expect(writes(hubspot)).toHaveLength(3);
  });

  it('leaves an undo to recovery, too', async () => {
    const house = await openHouse(database);
    const { hubspot, runs, database: rows, services, tenant } = house;
    const { id } = await house.enrich(hero);
    await rows.asOwner(
      `alter table crm_write_journal add constraint never_undone check (state <> 'undone') not valid`,
    );
    await expect(services.sync.undo(tenant, id)).rejects.toThrow();
    expect(await runs()).toMatchObject([{ status: 'completed' }, { status: 'applying' }]);
    await rows.asOwner('alter table crm_write_journal drop constraint never_undone');
    expect(await recoverLater(house)).toBe(1);
    expect(await runs()).toMatchObject([{ status: 'undone' }, { status: 'completed' }]);
    expect([tasks(hubspot), newDeals(hubspot)]).toEqual([[], []]);
    expect((await services.sync.undo(tenant, id)).status).toBe('undone');
  });
});
