/** More than a connection can be done with is refused for a while, and counted seldom. */
import { describe, expect, it } from 'vitest';
import { createPressure } from '../../server/inbound/pressure.ts';
import { enqueue } from '../../server/store/sync-queue.ts';
import { databases } from '../support/databases.ts';
import { openHouse, sharedDatabase } from '../support/house.ts';

describe.each(databases)('pressure on $name', (kind) => {
  const shared = sharedDatabase(kind);

  it('refuses with a time while the queue is full, and takes more when it is not', async () => {
    const { database, tenant } = await openHouse(shared);
    let at = Date.now();
    const pressure = createPressure(database, { now: () => new Date(at) }, 2);
    await pressure.requireRoom(tenant);
    const item = (callbackId: string) => ({
      id: crypto.randomUUID(),
      callbackId,
      origin: 'hubspot-workflow' as const,
      record: { object: 'contact' as const, id: '1001' },
      mode: 'write' as const,
      refresh: false,
      priority: 5,
      receivedAt: new Date(at),
      expiresAt: new Date(at + 86_400_000),
    });
    await database.withOrganization(tenant.organizationId, (trx) =>
      enqueue(trx, tenant, [item('ap-1'), item('ap-2')]),
    );
    at += 6_000;
    await expect(pressure.requireRoom(tenant)).rejects.toMatchObject({
      code: 'queue_full',
      status: 429,
      retryAfterMs: 60_000,
    });
    await database.withOrganization(tenant.organizationId, (trx) =>
      trx.deleteFrom('crm_sync_queue').execute(),
    );
    at += 6_000;
    await pressure.requireRoom(tenant);
  });
});
