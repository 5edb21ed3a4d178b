/** Two workers close the last records of a bulk enrichment at the same moment. */
import { describe, expect, it } from 'vitest';
import { collectBulk } from '../../server/bulk/collect.ts';
import { finishBulk } from '../../server/store/bulk-enrichments.ts';
import { closeQueueItems } from '../../server/store/sync-queue.ts';
import { claimWork } from '../../server/store/work.ts';
import { databases } from '../support/databases.ts';
import { openHouse } from '../support/house.ts';
import { askForBulk } from './support/ask.ts';

// The embedded database has one connection: there nothing is at the same moment.
const ofManyConnections = databases.filter(({ name }) => name === 'postgres');

describe.runIf(ofManyConnections.length > 0)('the end of a bulk enrichment', () => {
  it.each(ofManyConnections)('is seen by one of the two', async (kind) => {
    const { services, tenant, database, clock } = await openHouse(kind);
    const { organizationId } = tenant;
    const { id: bulkId } = await askForBulk({ services, tenant }, ['1001', '1002'], 'two');
    await collectBulk(services.collecting, { ...tenant, bulkId });
    const take = async (worker: string) => ({
      worker,
      ids: await database.withOrganization(organizationId, (trx) => {
        const claim = { worker, until: new Date(clock.now().getTime() + 60_000) };
        const filter = { dueBefore: clock.now(), takeHeld: false };
        return claimWork(trx, 'crm_sync_queue', tenant, claim, filter, 1);
      }),
    });
    const taken = [await take(crypto.randomUUID()), await take(crypto.randomUUID())];
    expect(taken.map(({ ids }) => ids.length)).toEqual([1, 1]);

    const closed = taken.map(() => Promise.withResolvers<void>());
    await Promise.all(
      taken.map(({ worker, ids }, index) =>
        database.withOrganization(organizationId, async (trx) => {
          const items = ids.map((id) => ({ id, outcome: 'completed' as const, error: null }));
          await closeQueueItems(trx, tenant, { worker }, items, clock.now());
          closed[index]?.resolve();
          await Promise.all(closed.map(({ promise }) => promise));
          await finishBulk(trx, tenant, [bulkId], clock.now());
        }),
      ),
    );
    expect(await services.bulk.get(tenant, bulkId)).toMatchObject({ state: 'completed' });
  });
});
