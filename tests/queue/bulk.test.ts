/** Many records at once, through the real engine. */
import { describe, expect, it, onTestFinished } from 'vitest';
import { createLogger } from '../../server/http/logger.ts';
import { systemRuntime } from '../../server/runtime.ts';
import { startWorker } from '../../server/worker.ts';
import { bulkRequest } from '../../shared/contract/bulk.ts';
import { databases } from '../support/databases.ts';
import { type House, openHouse, sharedDatabase } from '../support/house.ts';

const logger = createLogger({ level: 'silent' });

async function working(house: House): Promise<void> {
  const worker = await startWorker(house.services, systemRuntime, logger);
  onTestFinished(() => worker.close());
}

async function ended(house: House, bulkId: string) {
  const owner = { ...house.tenant, integrationId: null };
  const signal = AbortSignal.timeout(20_000);
  let last = await house.services.bulk.get(owner, bulkId);
  for await (const now of house.services.bulk.watch(owner, bulkId, signal)) last = now;
  return last;
}

const start = (house: House, request: object, idempotencyKey: string | null = null) => {
  const { integrationId, ...asked } = bulkRequest.parse({ object: 'contact', ...request });
  return house.services.bulk.start(house.tenant, asked, { origin: 'api', idempotencyKey });
};

describe.each(databases)('a bulk enrichment on $name', (kind) => {
  const shared = sharedDatabase(kind);

  it('enriches every record it names, once, and tells what came of it', async () => {
    const house = await openHouse(shared);
    await working(house);
    const ids = ['1001', '1002', '1003', '1001', '999999'];
    const begun = await start(house, { selection: { kind: 'records', recordIds: ids } });
    expect(begun.state).toBe('collecting');
    const end = await ended(house, begun.id);
    expect(end).toMatchObject({ state: 'completed', progress: { total: 4, done: 4, waiting: 0 } });
    expect(end.result.skipped).toBeGreaterThanOrEqual(1);
    expect(end.result.skippedBecause[0]?.reason).toMatch(/HubSpot does not have this record/);
    expect(end.result.written).toBeGreaterThanOrEqual(1);
    const { items } = await house.services.bulk.queue(house.tenant, {
      bulkId: begun.id,
      limit: 50,
    });
    expect(items.map(({ state }) => state)).toEqual(Array(4).fill('completed'));
  });

  it('writes nothing when it is a preview, and is undone as a whole when it is not', async () => {
    const house = await openHouse(shared);
    await working(house);
    const selection = { kind: 'records', recordIds: ['1001'] };
    const before = house.hubspot.get('contacts', '1001');
    const preview = await ended(house, (await start(house, { selection, mode: 'preview' })).id);
    expect(preview.result).toMatchObject({ written: 1, tasks: 1, deals: 1 });
    expect(house.hubspot.get('contacts', '1001')).toEqual(before);
    const written = await ended(house, (await start(house, { selection })).id);
    expect(written.result).toEqual(preview.result);
    expect(house.hubspot.get('contacts', '1001')).not.toEqual(before);
    const undo = await house.services.bulk.undo(house.tenant, written.id);
    expect(await house.services.bulk.undo(house.tenant, written.id)).toMatchObject({ id: undo.id });
    const undone = await ended(house, undo.id);
    expect(undone).toMatchObject({ kind: 'undo', undoOf: written.id, state: 'completed' });
    expect(undone.result.fields).toBeGreaterThan(0);
  });
});
