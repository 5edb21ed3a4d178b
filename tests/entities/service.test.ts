import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { listAudit } from '../../server/store/audit-events.ts';
import type { TenantTransaction } from '../../server/store/database.ts';
import { updateSettings } from '../../server/store/organizations.ts';
import { claimWork } from '../../server/store/work.ts';
import { emailHash } from '../../server/sync/refusal.ts';
import type { SyncEntity } from '../../shared/contract/integrations.ts';
import { tenantSettings } from '../../shared/tenant/settings.ts';
import { databases, seedTenant, type TestDatabaseKind } from '../support/databases.ts';
import { openHouse, sharedDatabase } from '../support/house.ts';
import { company, contact, historyOf, integrator } from './support/entities.ts';

async function open(kind: TestDatabaseKind) {
  const house = await openHouse(kind);
  const { entities } = house.services;
  const { organizationId } = house.tenant;
  return {
    ...house,
    sync: (...sent: SyncEntity[]) => entities.sync(house.tenant, integrator, sent),
    history: (query: Parameters<typeof historyOf>[0] = {}) =>
      entities.history(organizationId, historyOf(query)),
    inTenant: <T>(work: (trx: TenantTransaction) => Promise<T>) =>
      house.database.withOrganization(organizationId, work),
    executions: () =>
      house.database.asOwner<{ record_id: string; priority: number; origin: string }>(
        'select record_id, priority, origin from crm_sync_queue where organization_id = $1 order by priority desc, received_at, id',
        [organizationId],
      ),
    async suppress(suppression: object) {
      await house.database.withOrganization(organizationId, (trx) =>
        updateSettings(trx, organizationId, tenantSettings.parse({ suppression })),
      );
    },
  };
}

const ada = { email: 'ada@loomworks.example', firstName: 'Ada', lastName: 'Weaver' };

describe.each(databases)('entities, on $name', (kind) => {
  const database = sharedDatabase(kind);

  it('does not ask the CRM about whoever is suppressed', async () => {
    const house = await open(database);
    const known = await house.sync(contact('known', { email: 'kay@spindle.example' }));
    await house.suppress({
      domains: ['loomworks.example'],
      emailHashes: [emailHash('bo@spindle.example')],
      recordIds: [known[0]?.recordId ?? ''],
    });
    house.hubspot.clearRequests();
    const results = await house.sync(
      contact('by-mail-domain', ada),
      contact('by-hash', { email: ' BO@spindle.example'.trim() }),
      contact('by-company', {
        email: 'x@gmail.com',
        company: { website: 'shop.loomworks.example' },
      }),
      contact(
        'known',
        { email: 'kay@spindle.example', jobTitle: 'Spinner' },
        { skipEnrichment: false },
      ),
      company('by-domain', { name: 'Loomworks', domain: 'loomworks.example' }),
    );
    expect(results.map(({ status, error }) => [status, error?.code])).toEqual(
      Array.from({ length: 5 }, () => ['failed', 'suppressed']),
    );
    expect(house.hubspot.requests()).toEqual([]);
    expect(await house.executions()).toEqual([]);
  });

  it('writes to nobody whose record turns out to be on the list', async () => {
    const house = await open(database);
    const made = house.hubspot.createContact({ email: 'ada@loomworks.example' });
    await house.suppress({ recordIds: [made.id] });
    const [result] = await house.sync(contact('c-1', ada));
    expect(result).toMatchObject({ status: 'failed', error: { code: 'suppressed' } });
    expect(house.hubspot.get('contacts', made.id)?.properties.firstname ?? null).toBeNull();
  });

  it('keeps nothing of somebody who is erased while HubSpot is asked', async () => {
    const house = await open(database);
    const [made] = await house.sync(contact('c-1', ada));
    const record = { object: 'contact', id: made?.recordId ?? '' } as const;
    house.hubspot.hooks.onRequest = async ({ path }) => {
      if (!path.endsWith('/contacts/batch/update')) return;
      await house.services.privacy.erase(house.tenant, integrator, record, { suppress: false });
    };
    const again = contact('c-1', { ...ada, jobTitle: 'Weaver' }, { skipEnrichment: false });
    const [result] = await house.sync(again);
    expect(result).toMatchObject({ status: 'failed', error: { code: 'record_erased' } });
    expect(await house.executions()).toEqual([]);
    const kept = await house.database.asOwner<{ entity_id: string }>(
      'select entity_id from crm_entities where organization_id = $1',
      [house.tenant.organizationId],
    );
    expect(kept).toEqual([]);
    const memories = await house.database.asOwner<{ last_written: object }>(
      'select last_written from crm_entity_mappings where organization_id = $1 and crm_record_id = $2',
      [house.tenant.organizationId, record.id],
    );
    expect(memories).toEqual([{ last_written: {} }]);
  });

  it('keeps one row of history for each, who sent it, and what was written', async () => {
    const house = await open(database);
    const [made, failed] = await house.sync(
      contact('c-1', { ...ada, company: { name: 'Loomworks' } }),
      contact('c-2', { firstName: 'Nobody' }),
    );
    const { items } = await house.history();
    expect(items).toHaveLength(2);
    const rows = new Map(items.map((item) => [item.id, item]));
    expect(rows.get(made?.syncId ?? '')).toMatchObject({
      operation: 'sync',
      trigger: 'api',
      object: 'contact',
      recordId: made?.recordId,
      status: 'completed',
      integrationId: house.tenant.integrationId,
      error: null,
    });
    expect(rows.get(failed?.syncId ?? '')).toMatchObject({
      recordId: 'c-2',
      status: 'failed',
      error: { code: 'unidentified' },
    });
    const events = await house.inTenant((trx) =>
      listAudit(trx, house.tenant.organizationId, { action: 'record.synced' }, null, 10),
    );
    expect(events.map((event) => [event.object_type, event.run_id]).sort()).toEqual([
      ['company', made?.syncId],
      ['contact', made?.syncId],
    ]);
    expect(events[0]).toMatchObject({
      actor_kind: 'api-token',
      actor_id: integrator.id,
      source: 'api',
      ip_address: integrator.ip,
    });
    expect(events.find((event) => event.object_type === 'contact')?.after).toMatchObject({
      email: 'ada@loomworks.example',
      lastname: 'Weaver',
    });
  });

  it('is no run: a card and the enrichments know nothing of it', async () => {
    const house = await open(database);
    const [made] = await house.sync(contact('c-1', ada));
    const { sync } = house.services;
    await expect(sync.get(house.tenant, made?.syncId ?? '')).rejects.toMatchObject({
      code: 'enrichment_not_found',
    });
    const record = { object: 'contact', recordId: made?.recordId ?? '', limit: 10 } as const;
    expect(await sync.list(house.tenant, record)).toEqual([]);
  });

  it('takes records in for enrichment, the urgent ones first', async () => {
    const house = await open(database);
    const many = Array.from({ length: 60 }, (_, index) =>
      company(
        `w-${index}`,
        { name: `Works ${index}`, domain: `works${index}.example` },
        { skipEnrichment: false, priority: 'low' },
      ),
    );
    const results = await house.sync(
      ...many,
      company('plain', { domain: 'plain.example' }, { skipEnrichment: false }),
      company('skipped', { domain: 'skipped.example' }, { skipEnrichment: true }),
    );
    const [urgent] = await house.sync(
      contact('urgent', ada, { skipEnrichment: false, priority: 'high' }),
    );
    expect(results.map(({ enrichment }) => enrichment)).toEqual([
      ...many.map(() => 'queued'),
      'queued',
      'skipped',
    ]);
    expect(await house.executions()).toHaveLength(62);
    const now = house.clock.now();
    const claim = { worker: randomUUID(), until: new Date(now.getTime() + 60_000) };
    const filter = { dueBefore: now, takeHeld: false };
    const taken = await house.inTenant(async (trx) => {
      const ids = await claimWork(trx, 'crm_sync_queue', house.tenant, claim, filter, 3);
      const rows = await trx
        .selectFrom('crm_sync_queue')
        .select(['record_id', 'priority', 'origin'])
        .where('id', 'in', ids)
        .orderBy('priority', 'desc')
        .execute();
      return rows;
    });
    expect(taken).toMatchObject([
      { record_id: urgent?.recordId, priority: 8, origin: 'api' },
      { record_id: results[60]?.recordId, priority: 5 },
      { priority: 2 },
    ]);
  });

  it('enriches in the name of whoever sent it', async () => {
    const house = await open(database);
    const [hero] = await house.sync(
      company('hero', { domain: 'tidewright.example' }, { skipEnrichment: false }),
    );
    expect(hero).toMatchObject({ recordId: '2001', enrichment: 'queued' });
    await house.services.inbound.drain();
    const { items } = await house.history();
    expect(items.map(({ operation, trigger, status }) => [operation, trigger, status])).toEqual([
      ['enrich', 'api', 'completed'],
      ['sync', 'api', 'completed'],
    ]);
    expect(items[0]).toMatchObject({ recordId: '2001', score: expect.any(Number) });
    const [event] = await house.inTenant((trx) =>
      listAudit(trx, house.tenant.organizationId, { action: 'enrichment.written' }, null, 1),
    );
    expect(event).toMatchObject({ actor_kind: 'api-token', actor_id: integrator.id });
  });

  it('shows pages that stay as they are while rows are added', async () => {
    const house = await open(database);
    const send = (count: number, name: string) =>
      house.sync(...Array.from({ length: count }, (_, i) => contact(`${name}-${i}`, {})));
    for (const round of ['a', 'b', 'c']) {
      await send(5, round);
      house.clock.advance(1_000);
    }
    const whole = await house.history();
    expect(whole.nextCursor).toBeNull();
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await house.history({ limit: 4, ...(cursor && { cursor }) });
      seen.push(...page.items.map(({ id }) => id));
      await send(2, `meanwhile-${seen.length}`);
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    expect(seen).toEqual(whole.items.map(({ id }) => id));
    await expect(house.history({ cursor: 'nonsense' })).rejects.toMatchObject({
      code: 'cursor_unusable',
    });
  });

  it('filters by connection, status and time', async () => {
    const house = await open(database);
    await house.sync(contact('failed', {}), contact('made', ada));
    const noon = house.clock.now();
    house.clock.advance(60_000);
    await house.sync(contact('made', { ...ada, jobTitle: 'Weaver' }));
    const failed = await house.history({ status: 'failed' });
    expect(failed.items.map(({ recordId }) => recordId)).toEqual(['failed']);
    const later = new Date(noon.getTime() + 1_000).toISOString();
    expect((await house.history({ from: later })).items).toHaveLength(1);
    expect((await house.history({ to: later })).items).toHaveLength(2);
    const { integrationId } = house.tenant;
    expect((await house.history({ integrationId })).items).toHaveLength(3);
    expect((await house.history({ integrationId: randomUUID() })).items).toEqual([]);
  });

  it('shows nothing to anybody else, and lets nobody act for another', async () => {
    const house = await open(database);
    const [made] = await house.sync(contact('c-1', ada));
    const { entities } = house.services;
    const other = await seedTenant(house.database);
    const theirs = await entities.history(other.organizationId, historyOf());
    expect(theirs.items).toEqual([]);
    const stolen = { ...other, integrationId: house.tenant.integrationId };
    house.hubspot.clearRequests();
    await expect(entities.sync(stolen, integrator, [contact('c-1', ada)])).rejects.toMatchObject({
      code: 'not_connected',
    });
    expect(house.hubspot.requests()).toEqual([]);
    const mine = await entities.history(house.tenant.organizationId, historyOf());
    expect(mine.items.map(({ recordId }) => recordId)).toEqual([made?.recordId]);
  });

  it('tells each what became of it when the connection is gone', async () => {
    const house = await open(database);
    house.hubspot.fail({ action: { kind: 'status', status: 401 }, times: 50 });
    const [result] = await house.sync(contact('c-1', ada));
    expect(result).toMatchObject({
      status: 'failed',
      error: { code: 'crm_needs_reauthorisation' },
    });
  });

  it('writes what an admin’s mapping says', async () => {
    const house = await open(database);
    await house.services.mappings.read(house.tenant).then(({ version }) =>
      house.services.mappings.save(house.tenant, integrator, {
        version,
        items: [
          {
            object: 'company',
            oppspotField: 'company_city',
            crmField: 'city',
            direction: 'write',
            policy: 'fill-blank',
            required: false,
            defaultValue: null,
            transforms: [{ name: 'case', to: 'upper' }],
          },
        ],
      }),
    );
    const [made] = await house.sync(company('w', { domain: 'works.example', city: 'Leeds' }));
    const city = () => house.hubspot.get('companies', made?.recordId ?? '')?.properties.city;
    expect(city()).toBe('LEEDS');
    const [again] = await house.sync(company('w', { domain: 'works.example', city: 'York' }));
    expect(city()).toBe('LEEDS');
    expect(again?.warnings.join()).toContain('only empty ones are filled');
  });
});
