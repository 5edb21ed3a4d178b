import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { databases, seedTenant } from '../support/databases.ts';
import { openHouse, sharedDatabase } from '../support/house.ts';
import { hero, newDeals, tasks, writes } from './support/portal.ts';

describe.each(databases)('the enrichments of a tenant, on $name', (kind) => {
  const database = sharedDatabase(kind);

  it('are not there for another tenant', async () => {
    const house = await openHouse(database);
    const { services, hubspot, database: rows } = house;
    const stranger = await seedTenant(rows);
    const written = await house.enrich(hero);
    const preview = await house.enrich({ ...hero, recordId: '1002', mode: 'preview' });
    hubspot.clearRequests();

    for (const { id } of [written, preview]) {
      for (const act of ['get', 'apply', 'undo', 'discard'] as const) {
        await expect(services.sync[act](stranger, id)).rejects.toMatchObject({
          code: 'enrichment_not_found',
          status: 404,
        });
      }
    }
    expect(await services.sync.list(stranger, { limit: 10 })).toEqual([]);
    expect(writes(hubspot)).toEqual([]);
    expect([tasks(hubspot).length, newDeals(hubspot).length]).toEqual([1, 1]);
    expect(await services.sync.get(house.tenant, preview.id)).toMatchObject({
      status: 'previewed',
    });
  });

  it('are listed for their tenant, the newest first', async () => {
    const house = await openHouse(database);
    const { services, tenant, clock } = house;
    const first = await house.enrich(hero);
    clock.advance(60_000);
    const second = await house.enrich({ ...hero, recordId: '1002' });
    const list = (filter: { recordId?: string }) =>
      services.sync.list(tenant, { ...filter, limit: 10 });
    expect((await list({})).map(({ id }) => id)).toEqual([second.id, first.id]);
    expect(await list({ recordId: '1001' })).toMatchObject([
      { id: first.id, status: 'completed', score: first.score.value, errorCode: null },
    ]);
  });

  it.each([randomUUID(), 'no-id', ''])(
    'of an id that nobody gave do not exist: “%s”',
    async (id) => {
      const { services, tenant } = await openHouse(database);
      for (const act of ['get', 'apply', 'undo', 'discard'] as const) {
        await expect(services.sync[act](tenant, id)).rejects.toMatchObject({
          code: 'enrichment_not_found',
        });
      }
    },
  );
});
