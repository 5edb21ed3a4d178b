import { describe, expect, it } from 'vitest';
import type { UndoReport } from '../../shared/contract/v1.ts';
import { databases } from '../support/databases.ts';
import { type House, openHouse, sharedDatabase } from '../support/house.ts';
import { hero, newDeals, plannedValues, tasks, valuesOf } from './support/portal.ts';

const minute = 60_000;
const undo = ({ services, tenant }: House, id: string) => services.sync.undo(tenant, id);

function itemOf(report: UndoReport, target: string | undefined) {
  return report.items.find((item) => item.target === target);
}

describe.each(databases)('an undo, on $name', (kind) => {
  const database = sharedDatabase(kind);

  it('gives every field back and deletes the task and the deal', async () => {
    const house = await openHouse(database);
    const { hubspot, enrich, run, journal } = house;
    hubspot.update('contacts', '1001', { oppspot_summary: 'Before.' });
    const before = valuesOf(hubspot);
    const enrichment = await enrich(hero);
    const written = Object.keys(plannedValues(enrichment));
    const report = await undo(house, enrichment.id);

    expect(report).toMatchObject({ enrichmentId: enrichment.id, status: 'undone' });
    expect(report.items.map(({ outcome }) => outcome)).toEqual([
      ...written.map(() => 'restored'),
      'deleted',
      'deleted',
    ]);
    expect(itemOf(report, 'oppspot_summary')?.restoredTo).toBe('Before.');
    const after = valuesOf(hubspot);
    for (const field of written) expect(after[field] || null).toBe(before[field] ?? null);
    expect([tasks(hubspot), newDeals(hubspot)]).toEqual([[], []]);

    expect((await journal(enrichment.id)).map(({ state }) => state)).toEqual([
      'undone',
      'undone',
      'undone',
    ]);
    expect((await journal(report.id)).map(({ state }) => state)).toEqual([
      'applied',
      'applied',
      'applied',
    ]);
    expect(await run(report.id)).toMatchObject({
      operation: 'undo',
      status: 'completed',
      undoOf: enrichment.id,
      durationMs: expect.any(Number),
    });
    const { status, written: items } = await house.services.sync.get(house.tenant, enrichment.id);
    expect([status, ...items.map((item) => item.status)]).toEqual([
      'undone',
      'undone',
      'undone',
      'undone',
    ]);
  });

  it('leaves a field alone that a person changed, and says so', async () => {
    const house = await openHouse(database);
    const { hubspot, enrich } = house;
    const enrichment = await enrich(hero);
    hubspot.update('contacts', '1001', { country: 'Wales', oppspot_summary: '' });
    const report = await undo(house, enrichment.id);
    expect(report.status).toBe('partial');
    expect(itemOf(report, 'country')).toMatchObject({
      outcome: 'left-alone',
      reason: 'The value was changed after oppSpot wrote it.',
    });
    expect(itemOf(report, 'oppspot_summary')).toMatchObject({
      outcome: 'left-alone',
      reason: 'The earlier value stands here already.',
    });
    expect(valuesOf(hubspot)).toMatchObject({ country: 'Wales' });
    expect(valuesOf(hubspot).oppspot_score || null).toBeNull();
  });

  it.each([
    ['completed', { hs_task_status: 'COMPLETED' }, 'Somebody started or finished the task.'],
    ['given another title', { hs_task_subject: 'Ring them' }, 'Somebody changed the title.'],
    ['given to somebody else', { hubspot_owner_id: '71004' }, 'Somebody changed the owner.'],
  ])('leaves a task alone that was %s', async (_, change, reason) => {
    const house = await openHouse(database);
    const { hubspot, enrich } = house;
    const enrichment = await enrich(hero);
    const [task] = tasks(hubspot);
    hubspot.update('tasks', task?.id ?? '', change);
    const report = await undo(house, enrichment.id);
    expect(itemOf(report, task?.id)).toMatchObject({ outcome: 'left-alone', reason });
    expect([tasks(hubspot).length, newDeals(hubspot).length]).toEqual([1, 0]);
    expect(report.status).toBe('partial');
  });

  it.each([
    ['moved', { dealstage: 'qualifiedtobuy' }, 'Somebody moved the deal to another stage.'],
    ['priced', { amount: '4000' }, 'Somebody entered an amount.'],
  ])('leaves a deal alone that was %s', async (_, change, reason) => {
    const house = await openHouse(database);
    const { hubspot, enrich } = house;
    const enrichment = await enrich(hero);
    const [deal] = newDeals(hubspot);
    hubspot.update('deals', deal?.id ?? '', change);
    const report = await undo(house, enrichment.id);
    expect(itemOf(report, deal?.id)).toMatchObject({ outcome: 'left-alone', reason });
    expect([tasks(hubspot).length, newDeals(hubspot).length]).toEqual([0, 1]);
  });

  it('is content when a person deleted the task and the deal already', async () => {
    const house = await openHouse(database);
    const { hubspot, enrich } = house;
    const enrichment = await enrich(hero);
    const [taskId, dealId] = [tasks(hubspot)[0]?.id ?? '', newDeals(hubspot)[0]?.id ?? ''];
    hubspot.archive('tasks', taskId);
    hubspot.archive('deals', dealId);
    const report = await undo(house, enrichment.id);
    for (const id of [taskId, dealId]) {
      expect(itemOf(report, id)).toMatchObject({
        outcome: 'deleted',
        reason: 'It had been deleted already.',
      });
    }
    expect(report.status).toBe('undone');
  });

  it('still deletes the task and the deal when the record is gone', async () => {
    const house = await openHouse(database);
    const { hubspot, enrich } = house;
    const enrichment = await enrich(hero);
    hubspot.archive('contacts', '1001');
    const report = await undo(house, enrichment.id);
    expect(itemOf(report, 'oppspot_score')).toMatchObject({
      outcome: 'left-alone',
      reason: 'The CRM no longer has this record.',
    });
    expect([tasks(hubspot), newDeals(hubspot)]).toEqual([[], []]);
  });

  it('gives the same report when it is repeated, and writes nothing more', async () => {
    const house = await openHouse(database);
    const enrichment = await house.enrich(hero);
    const [first, second] = await Promise.all([
      undo(house, enrichment.id),
      undo(house, enrichment.id),
    ]);
    house.hubspot.clearRequests();
    const third = await undo(house, enrichment.id);
    expect([second, third]).toEqual([first, first]);
    expect(house.hubspot.requests()).toEqual([]);
  });

  it('lets the record be enriched afresh, with a task and a deal of its own', async () => {
    const house = await openHouse(database);
    const { hubspot, enrich, clock } = house;
    const first = await enrich(hero);
    await undo(house, first.id);
    clock.advance(minute);
    const second = await enrich(hero);
    expect(second).toMatchObject({ status: 'completed' });
    expect([tasks(hubspot).length, newDeals(hubspot).length]).toEqual([1, 1]);
    expect(second.plan.deal?.key).not.toBe(first.plan.deal?.key);
    expect((await undo(house, second.id)).status).toBe('undone');
    expect([tasks(hubspot).length, newDeals(hubspot).length]).toEqual([0, 0]);
  });

  it('of an earlier run keeps the values of a later one', async () => {
    const house = await openHouse(database);
    const { hubspot, enrich, clock } = house;
    const first = await enrich(hero);
    clock.advance(minute);
    const second = await enrich(hero);
    const report = await undo(house, first.id);
    for (const field of Object.keys(plannedValues(second))) {
      expect(itemOf(report, field)).toMatchObject({ outcome: 'left-alone' });
    }
    expect(valuesOf(hubspot)).toMatchObject({ oppspot_enrichment_id: second.id });
  });

  it('of both runs, the later first, brings back what stood before them', async () => {
    const house = await openHouse(database);
    const { hubspot, enrich, clock } = house;
    const before = valuesOf(hubspot);
    const first = await enrich(hero);
    clock.advance(minute);
    const second = await enrich(hero);
    await undo(house, second.id);
    expect(valuesOf(hubspot).oppspot_enrichment_id).toBe(first.id);
    await undo(house, first.id);
    for (const field of Object.keys(plannedValues(first))) {
      expect(valuesOf(hubspot)[field] || null).toBe(before[field] ?? null);
    }
  });

  it('finds nothing to take back of a preview, of a failed run and of an undo', async () => {
    const house = await openHouse(database);
    const { enrich, runs } = house;
    const preview = await enrich({ ...hero, mode: 'preview' });
    await expect(undo(house, preview.id)).rejects.toMatchObject({ code: 'nothing_to_undo' });
    await expect(enrich({ ...hero, recordId: '999999' })).rejects.toThrow();
    const failed = (await runs()).find(({ errorCode }) => errorCode === 'crm_not_found');
    await expect(undo(house, failed?.id ?? '')).rejects.toMatchObject({ code: 'nothing_to_undo' });
    const report = await undo(house, (await enrich(hero)).id);
    await expect(undo(house, report.id)).rejects.toMatchObject({ code: 'nothing_to_undo' });
  });

  it('takes back a preview that was applied', async () => {
    const house = await openHouse(database);
    const { hubspot, enrich, services, tenant } = house;
    const preview = await enrich({ ...hero, mode: 'preview' });
    await services.sync.apply(tenant, preview.id);
    expect((await undo(house, preview.id)).status).toBe('undone');
    expect([tasks(hubspot), newDeals(hubspot)]).toEqual([[], []]);
    await expect(services.sync.apply(tenant, preview.id)).resolves.toMatchObject({
      status: 'undone',
    });
  });

  it('waits for the run that it takes back', async () => {
    const house = await openHouse(database);
    const { hubspot, enrich, runs, services, tenant } = house;
    const arrived = Promise.withResolvers<void>();
    const open = Promise.withResolvers<void>();
    hubspot.hooks.onRequest = async ({ path }) => {
      if (!path.endsWith('/tasks/batch/create')) return;
      arrived.resolve();
      await open.promise;
    };
    const enriching = enrich(hero);
    await arrived.promise;
    const undoing = services.sync.undo(tenant, (await runs())[0]?.id ?? '');
    open.resolve();
    expect((await enriching).status).toBe('completed');
    expect((await undoing).status).toBe('undone');
    expect([tasks(hubspot), newDeals(hubspot)]).toEqual([[], []]);
  });

  it('that could not finish can be repeated until it has', async () => {
    const house = await openHouse(database);
    const { hubspot, enrich } = house;
    const enrichment = await enrich(hero);
    hubspot.fail({
      method: 'DELETE',
      path: '/tasks/',
      times: 99,
      action: { kind: 'status', status: 403 },
    });
    const [task] = tasks(hubspot);
    const refused = await undo(house, enrichment.id);
    expect(refused.status).toBe('partial');
    expect(itemOf(refused, task?.id)).toMatchObject({ outcome: 'failed' });
    expect(newDeals(hubspot)).toEqual([]);
    hubspot.clearFaults();
    const repeated = await undo(house, enrichment.id);
    expect(itemOf(repeated, task?.id)).toMatchObject({ outcome: 'deleted' });
    expect(tasks(hubspot)).toEqual([]);
  });
});
