/** What has become stale is enriched again, where a tenant wants that. */
import { describe, expect, it } from 'vitest';
import { refreshStale } from '../../server/bulk/refresh.ts';
import { noJobs } from '../../server/jobs/jobs.ts';
import { updateSettings } from '../../server/store/organizations.ts';
import { enrichRequest } from '../../shared/contract/v1.ts';
import { tenantSettings } from '../../shared/tenant/settings.ts';
import { databases } from '../support/databases.ts';
import { type House, openHouse, sharedDatabase } from '../support/house.ts';

const DAY_MS = 86_400_000;
const inDays = (days: number) => new Date(Date.now() + days * DAY_MS);

async function refresh(house: House, at: Date): Promise<number> {
  const runtime = { now: () => at, newId: () => crypto.randomUUID(), random: () => 0 };
  const deps = { database: house.database, jobs: noJobs, runtime };
  return refreshStale(deps, new AbortController().signal);
}

async function wants(house: House, freshness: object): Promise<void> {
  await house.database.withOrganization(house.tenant.organizationId, (trx) =>
    updateSettings(trx, house.tenant.organizationId, tenantSettings.parse({ freshness })),
  );
}

describe.each(databases)('refreshing on $name', (kind) => {
  const shared = sharedDatabase(kind);

  it('takes what is stale once, and leaves fresh records and unwilling tenants alone', async () => {
    const house = await openHouse(shared);
    const request = enrichRequest.parse({ object: 'contact', recordId: '1001' });
    await house.services.sync.enrich(house.tenant, request);
    expect(await refresh(house, inDays(31))).toBe(0);
    await wants(house, { refresh: true, staleAfterDays: 30 });
    expect(await refresh(house, inDays(29))).toBe(0);
    expect(await refresh(house, inDays(31))).toBe(1);
    expect(await refresh(house, inDays(31))).toBe(0);
    const { items } = await house.services.bulk.queue(house.tenant, { limit: 10 });
    expect(items).toMatchObject([{ origin: 'refresh', recordId: '1001', priority: 1 }]);
  });

  it('counts a look that found nothing new as an enrichment', async () => {
    const house = await openHouse(shared);
    const enrichedAt = async () => {
      const [row] = await house.database.asOwner<{ at: Date }>(
        "select last_enriched_at at from crm_entity_mappings where crm_record_id = '1001' and organization_id = $1",
        [house.tenant.organizationId],
      );
      return row?.at.getTime() ?? 0;
    };
    const ask = (trigger: 'api' | 'refresh') =>
      house.services.sync.enrichMany(house.tenant, [
        enrichRequest.parse({ object: 'contact', recordId: '1001', trigger }),
      ]);
    await ask('api');
    const written = house.hubspot.get('contacts', '1001')?.updatedAt;
    const before = await enrichedAt();
    await ask('refresh');
    expect(house.hubspot.get('contacts', '1001')?.updatedAt).toBe(written);
    expect(await enrichedAt()).toBeGreaterThan(before);
  });
});
