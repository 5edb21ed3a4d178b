import { describe, expect, it } from 'vitest';
import { LEASE_MS, MAX_ATTEMPTS } from '../../server/sync/dependencies.ts';
import type { LoggedRequest } from '../sandbox/hubspot/index.ts';
import { databases } from '../support/databases.ts';
import { asked, type House, openHouse, sharedDatabase } from '../support/house.ts';
import {
  hero,
  isWrite,
  newDeals,
  plannedValues,
  tasks,
  valuesOf,
  writes,
} from './support/portal.ts';
import { expectWrittenOnce, recoverLater, settled } from './support/settle.ts';

const taskCreate = '/tasks/batch/create';
const dealCreate = '/deals/batch/create';
const update = '/contacts/batch/update';

interface Held {
  /** Resolves when all of them are held. */
  readonly all: Promise<void>;
  letGo(): void;
}

/** Holds the first call of each path: on arrival, or when the work is done. */
function hold(
  { hubspot }: House,
  where: 'onRequest' | 'onBeforeAnswer',
  ...paths: readonly string[]
): Held {
  const waiting = new Set(paths);
  const all = Promise.withResolvers<void>();
  const open = Promise.withResolvers<void>();
  hubspot.hooks[where] = async ({ path }: LoggedRequest) => {
    const held = [...waiting].find((end) => path.endsWith(end));
    if (!held) return;
    waiting.delete(held);
    if (waiting.size === 0) all.resolve();
    await open.promise;
  };
  return { all: all.promise, letGo: () => open.resolve() };
}

/** The connection of these calls is cut, so that what a held worker sent is never carried out. */
function cut({ hubspot }: House, ...paths: readonly string[]): void {
  for (const path of paths) {
    hubspot.fail({ method: 'POST', path: `${path}$`, action: { kind: 'drop', when: 'before' } });
  }
}

describe.each(databases)('a run whose process stands still, on $name', (kind) => {
  const database = sharedDatabase(kind);

  it('starts again on another process when it had planned nothing', async () => {
    const house = await openHouse(database);
    const other = await house.another();
    const held = hold(house, 'onRequest', '/contacts/1001');
    const stuck = house.enrich(hero);
    await held.all;
    expect(await recoverLater(house, other)).toBe(1);
    const [run] = await house.runs();
    await expectWrittenOnce(house, await settled(house, run?.id ?? ''));
    expect(run?.attempts).toBe(2);

    // It comes back to life: the run is no longer its own, and it answers with the other's result.
    held.letGo();
    expect((await stuck).id).toBe(run?.id);
    expect(writes(house.hubspot)).toHaveLength(3);
  });

  it.each([
    ['none of its writes', [], [update, taskCreate, dealCreate]],
    ['the fields', [update], [taskCreate, dealCreate]],
    ['the task', [taskCreate], [update, dealCreate]],
    ['the deal', [dealCreate], [update, taskCreate]],
    ['fields and task', [update, taskCreate], [dealCreate]],
    ['everything', [update, taskCreate, dealCreate], []],
  ])('is completed by another process when HubSpot carried out %s', async (_, done, lost) => {
    const house = await openHouse(database);
    const other = await house.another();
    cut(house, ...lost);
    const carriedOut = hold(house, 'onBeforeAnswer', ...done);
    const arrived = hold(house, 'onRequest', ...lost);
    const stuck = house.enrich(hero);
    await Promise.all([
      done.length > 0 ? carriedOut.all : undefined,
      lost.length > 0 ? arrived.all : undefined,
    ]);
    expect((await house.runs()).map(({ status }) => status)).toEqual(['applying']);

    expect(await recoverLater(house, other)).toBe(1);
    const [run] = await house.runs();
    await expectWrittenOnce(house, await settled(house, run?.id ?? ''));

    carriedOut.letGo();
    arrived.letGo();
    expect(await stuck).toMatchObject({ id: run?.id, status: 'completed' });
    await expectWrittenOnce(house, await settled(house, run?.id ?? ''));
  });

  it('leaves its preview as it was when it had not begun to apply it', async () => {
    const house = await openHouse(database);
    const other = await house.another();
    const preview = await house.enrich({ ...hero, mode: 'preview' });
    const held = hold(house, 'onRequest', '/contacts/1001');
    const stuck = house.services.sync.apply(house.tenant, preview.id);
    await held.all;
    expect(await recoverLater(house, other)).toBe(1);
    expect((await house.run(preview.id)).status).toBe('previewed');
    const applied = await other.services.sync.apply(house.tenant, preview.id);
    expect(applied.plan).toEqual(preview.plan);
    held.letGo();
    await stuck;
    await expectWrittenOnce(house, applied);
  });

  it('has its preview applied to the end when it had begun', async () => {
    const house = await openHouse(database);
    const other = await house.another();
    const preview = await house.enrich({ ...hero, mode: 'preview' });
    cut(house, taskCreate);
    const carriedOut = hold(house, 'onBeforeAnswer', update, dealCreate);
    const arrived = hold(house, 'onRequest', taskCreate);
    const stuck = house.services.sync.apply(house.tenant, preview.id);
    await Promise.all([carriedOut.all, arrived.all]);
    expect(await recoverLater(house, other)).toBe(1);
    const applied = await settled(house, preview.id);
    expect(applied.plan).toEqual(preview.plan);
    await expectWrittenOnce(house, applied);
    carriedOut.letGo();
    arrived.letGo();
    expect(await stuck).toMatchObject({ status: 'completed' });
  });

  it('has its undo finished by another process', async () => {
    const house = await openHouse(database);
    const other = await house.another();
    const { hubspot } = house;
    const enrichment = await house.enrich(hero);
    const [task] = tasks(hubspot);
    const held = hold(house, 'onBeforeAnswer', `/tasks/${task?.id}`, update);
    const stuck = house.services.sync.undo(house.tenant, enrichment.id);
    await held.all;
    expect(await recoverLater(house, other)).toBe(1);
    const report = await other.services.sync.undo(house.tenant, enrichment.id);
    expect(report.status).toBe('undone');
    expect([tasks(hubspot), newDeals(hubspot)]).toEqual([[], []]);
    for (const field of Object.keys(plannedValues(enrichment))) {
      expect(valuesOf(hubspot)[field] || null).toBeNull();
    }
    held.letGo();
    await expect(stuck).resolves.toEqual(report);
    expect((await house.run(report.id)).status).toBe('completed');
  });

  it('can have its undo started again when it had planned nothing of it', async () => {
    const house = await openHouse(database);
    const other = await house.another();
    const enrichment = await house.enrich(hero);
    const held = hold(house, 'onRequest', '/contacts/1001');
    const stuck = house.services.sync.undo(house.tenant, enrichment.id);
    await held.all;
    expect(await recoverLater(house, other)).toBe(1);
    expect((await house.run(enrichment.id)).status).toBe('completed');
    expect((await house.runs()).at(-1)).toMatchObject({
      operation: 'undo',
      status: 'failed',
      errorCode: 'interrupted',
    });
    expect((await other.services.sync.undo(house.tenant, enrichment.id)).status).toBe('undone');
    held.letGo();
    await expect(stuck).rejects.toMatchObject({ code: 'enrichment_in_progress' });
    expect([tasks(house.hubspot), newDeals(house.hubspot)]).toEqual([[], []]);
  });
});

describe.each(databases)('recovery, on $name', (kind) => {
  const database = sharedDatabase(kind);

  it('leaves a run alone whose process is at work', async () => {
    const house = await openHouse(database);
    const other = await house.another();
    const held = hold(house, 'onRequest', taskCreate);
    const enriching = house.enrich(hero);
    await held.all;
    expect(await other.services.sync.recover()).toBe(0);
    house.clock.advance(LEASE_MS + 1);
    expect(await house.services.sync.recover()).toBe(0);
    held.letGo();
    await expectWrittenOnce(house, await enriching);
  });

  it('is harmless when it is repeated, alone or at the same time', async () => {
    const house = await openHouse(database);
    const others = await Promise.all([house.another(), house.another()]);
    cut(house, taskCreate);
    const carriedOut = hold(house, 'onBeforeAnswer', update, dealCreate);
    const arrived = hold(house, 'onRequest', taskCreate);
    const stuck = house.enrich(hero);
    await Promise.all([carriedOut.all, arrived.all]);
    house.clock.advance(LEASE_MS + 1);
    const taken = await Promise.all(others.map(({ services }) => services.sync.recover()));
    expect(taken.toSorted()).toEqual([0, 1]);
    for (const { services } of others) expect(await services.sync.recover()).toBe(0);
    carriedOut.letGo();
    arrived.letGo();
    await expectWrittenOnce(house, await stuck);
    house.clock.advance(LEASE_MS + 1);
    expect(await others[0]?.services.sync.recover()).toBe(0);
    await expectWrittenOnce(house, await settled(house, (await stuck).id));
  });

  it('finishes every run of a batch that was cut short', async () => {
    const house = await openHouse(database);
    const other = await house.another();
    const ids = ['1001', '1002', '1003', '1017'];
    cut(house, taskCreate);
    const carriedOut = hold(house, 'onBeforeAnswer', update);
    const arrived = hold(house, 'onRequest', taskCreate);
    const stuck = house.services.sync.enrichMany(
      house.tenant,
      ids.map((recordId) => asked({ ...hero, recordId })),
    );
    await Promise.all([carriedOut.all, arrived.all]);
    expect(await recoverLater(house, other)).toBe(ids.length);
    expect((await house.runs()).map(({ status }) => status)).toEqual(ids.map(() => 'completed'));
    expect(tasks(house.hubspot)).toHaveLength(ids.length);
    carriedOut.letGo();
    arrived.letGo();
    await stuck;
    expect(tasks(house.hubspot)).toHaveLength(ids.length);
    const keys = newDeals(house.hubspot).map(({ properties }) => properties.oppspot_external_id);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('gives up after many attempts, and the task is not created a second time', async () => {
    const house = await openHouse(database);
    const { hubspot, clock, services } = house;
    hubspot.fail({ path: taskCreate, action: { kind: 'drop', when: 'after' } });
    hubspot.hooks.onRequest = (request) => {
      if (isWrite(request)) {
        hubspot.fail({
          path: '/tasks/batch/read$',
          times: 999,
          action: { kind: 'status', status: 503 },
        });
      }
    };
    const open = await house.enrich(hero);
    expect(open.status).toBe('applying');
    await house.database.asOwner('update crm_sync_logs set attempts = $1 where id = $2', [
      MAX_ATTEMPTS,
      open.id,
    ]);
    expect(await recoverLater(house)).toBe(1);
    expect(await house.run(open.id)).toMatchObject({
      status: 'partial',
      errorCode: 'not_confirmed',
    });
    clock.advance(3_600_001);
    expect(await services.sync.recover()).toBe(0);

    hubspot.hooks.onRequest = undefined;
    hubspot.clearFaults();
    const next = await house.enrich(hero);
    expect(next.plan.skipped).toContainEqual(
      expect.objectContaining({ action: 'task', code: 'exists' }),
    );
    expect(tasks(hubspot)).toHaveLength(1);
  });
});
