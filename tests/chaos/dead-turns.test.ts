/** As many turns at a connection as there may be died together, as a killed process' turns do. */
import { describe, expect, it } from 'vitest';
import { collectBulk } from '../../server/bulk/collect.ts';
import { claimWork } from '../../server/store/work.ts';
import { databases } from '../support/databases.ts';
import { openHouse } from '../support/house.ts';
import { askForBulk } from './support/ask.ts';

/** How many a connection may have. */
const turnsAtOnce = 3;

describe.each(databases)('a connection on $name all of whose turns died', (kind) => {
  it('is worked on again when their claims are over, and not before', async () => {
    const { services, tenant, database, clock } = await openHouse(kind);
    const { organizationId } = tenant;
    const people = ['1001', '1002', '1003', '1004'];
    const { id: bulkId } = await askForBulk({ services, tenant }, people, 'four');
    await collectBulk(services.collecting, { ...tenant, bulkId });
    for (let turn = 1; turn <= turnsAtOnce; turn += 1) {
      const claim = {
        worker: crypto.randomUUID(),
        until: new Date(clock.now().getTime() + 60_000),
      };
      const filter = { dueBefore: clock.now(), takeHeld: false };
      await database.withOrganization(organizationId, (trx) =>
        claimWork(trx, 'crm_sync_queue', tenant, claim, filter, 1),
      );
    }
    const { turns } = services.inbound;
    const done = async () => (await services.bulk.get(tenant, bulkId)).progress.done;
    await turns.take('crm_sync_queue', tenant, turnsAtOnce);
    expect(await done()).toBe(0);
    clock.advance(61_000);
    await turns.take('crm_sync_queue', tenant, turnsAtOnce);
    expect(await done()).toBe(people.length);
  });
});
