/** Sources are looked at; what changed is enriched again, and nothing else. */
import { describe, expect, it } from 'vitest';
import { updateSettings } from '../../server/store/organizations.ts';
import { tenantSettings } from '../../shared/tenant/settings.ts';
import { salesforceId, worldSettings } from '../sandbox/world/world.ts';
import { databases } from '../support/databases.ts';
import { type House, openHouse } from '../support/house.ts';
import { openSalesforceHouse } from '../support/salesforce-house.ts';
import { asking, contact, DAY_MS, fileAllotment, look, nextDay } from './support/looking.ts';

const wanting = (freshness: object) => ({ settings: { freshness } });
const daily = wanting({ look: 'daily' });

async function decide(house: House, freshness: object): Promise<void> {
  const { organizationId } = house.tenant;
  const settings = tenantSettings.parse({ ...worldSettings, freshness });
  await house.database.withOrganization(organizationId, (trx) =>
    updateSettings(trx, organizationId, settings),
  );
}

/** Other people of the same company, as a portal knows them. */
async function colleagues(house: House, ids: readonly string[]): Promise<void> {
  for (const id of ids) {
    await house.database.asOwner(
      `insert into crm_entity_mappings (organization_id, integration_id, object_type, crm_record_id,
         last_written, last_enriched_at, evidence_marks)
       select organization_id, integration_id, object_type, $1, '{}', last_enriched_at, evidence_marks
       from crm_entity_mappings where crm_record_id = '1001' and organization_id = $2`,
      [id, house.tenant.organizationId],
    );
  }
}

async function queued(house: House) {
  const { items } = await house.services.bulk.queue(house.tenant, { limit: 100 });
  return items;
}

describe.each(databases)('looking for changes on $name', (kind) => {
  it('finds a filing that arrived, enriches once, and the card says what changed', async () => {
    const house = await openHouse(kind, daily);
    const before = await house.enrich(contact);
    expect(before.sinceLast).toBeUndefined();
    fileAllotment(house);
    const calls = house.hubspot.requests().length;
    expect(await nextDay(house)).toEqual({ looks: 1, changed: 1 });
    expect(house.hubspot.requests().length).toBeGreaterThan(calls);
    const [, again] = await house.runs();
    expect(again).toMatchObject({ status: 'completed', trigger: 'refresh' });
    const card = await house.services.sync.card(
      house.tenant,
      { object: 'contact', id: '1001' },
      null,
    );
    const since = card.latest?.sinceLast;
    expect(since).toMatchObject({ enrichmentId: before.id });
    const shares = since?.items.find((item) => item.kind === 'signal' && item.change === 'new');
    expect(shares?.text).toMatch(/^New: Raised capital \(share issue\)/);
    const evidence = card.latest?.evidence.find(({ id }) => id === shares?.evidenceIds[0]);
    expect(evidence).toMatchObject({ kind: 'filing', source: { provider: 'companies-house' } });
    expect(await nextDay(house)).toEqual({ looks: 1, changed: 0 });
    expect(await house.runs()).toHaveLength(2);
  });

  it('leaves a company alone that is as it was, and asks little to know it', async () => {
    const house = await openHouse(kind, daily);
    const enriching = await asking(house, () => house.enrich(contact));
    expect(await look(house)).toEqual({ looks: 0, changed: 0 });
    expect(await asking(house, () => nextDay(house))).toHaveLength(7);
    const again = await asking(house, async () => {
      expect(await nextDay(house)).toEqual({ looks: 1, changed: 0 });
    });
    expect(again.length).toBeLessThan(enriching.length / 2);
    expect(again.filter((asked) => asked.startsWith('304')).sort()).toEqual([
      '304 /greenhouse/v1/boards/tidewrightrobotics/jobs',
      '304 tidewright.example/',
      '304 tidewright.example/news/feed.xml',
    ]);
    expect(await house.runs()).toHaveLength(1);
    expect(await queued(house)).toEqual([]);
  });

  it('looks once at a company that many contacts hang on, and enriches each of them', async () => {
    const house = await openHouse(kind, daily);
    await house.enrich(contact);
    await colleagues(house, ['1701', '1702', '1703']);
    fileAllotment(house);
    house.clock.advance(DAY_MS + 1);
    const asked = await asking(house, async () => {
      expect(await look(house)).toEqual({ looks: 1, changed: 4 });
    });
    expect(asked).toHaveLength(7);
    expect(await look(house)).toEqual({ looks: 0, changed: 0 });
  });

  it('looks on the days of the schedule, and not at all where nobody wants it', async () => {
    const house = await openHouse(kind);
    await house.enrich(contact);
    house.clock.advance(6 * DAY_MS);
    expect(await look(house)).toEqual({ looks: 0, changed: 0 });
    await decide(house, { look: 'weekly' });
    expect(await look(house)).toEqual({ looks: 0, changed: 0 });
    house.clock.advance(DAY_MS + 1);
    expect(await look(house)).toEqual({ looks: 1, changed: 0 });
    house.clock.advance(6 * DAY_MS);
    expect(await look(house)).toEqual({ looks: 0, changed: 0 });
  });

  it('keeps to the quota of a day, also where several processes look at once', async () => {
    const house = await openHouse(kind, wanting({ look: 'daily', enrichmentsPerDay: 2 }));
    await house.enrich(contact);
    await colleagues(house, ['1701', '1702', '1703']);
    fileAllotment(house);
    house.clock.advance(DAY_MS + 1);
    const other = await house.another();
    const reports = await Promise.all([look(house), look(house, other)]);
    expect(reports.reduce((sum, { changed }) => sum + changed, 0)).toBeLessThanOrEqual(2);
    expect(await queued(house)).toHaveLength(2);
    expect(await look(house)).toEqual({ looks: 0, changed: 0 });
    house.clock.advance(DAY_MS + 1);
    // The two that were left; those in the queue are not looked at.
    expect(await look(house)).toEqual({ looks: 1, changed: 2 });
  });

  it('counts looks before it looks: a process that dies has used them', async () => {
    const house = await openHouse(kind, wanting({ look: 'daily', looksPerDay: 1 }));
    await house.enrich(contact);
    await house.enrich({ object: 'contact', recordId: '1002' });
    house.clock.advance(DAY_MS + 1);
    expect(await look(house)).toEqual({ looks: 1, changed: 0 });
    expect(await look(house)).toEqual({ looks: 0, changed: 0 });
    // As if the process had died behind the looks: what it found is lost, the quota is not given back.
    await house.database.asOwner('update crm_entity_mappings set looked_at = null', []);
    expect(await look(house)).toEqual({ looks: 0, changed: 0 });
    house.clock.advance(DAY_MS);
    expect(await look(house)).toEqual({ looks: 1, changed: 0 });
  });

  it('takes a source that does not answer for neither changed nor unchanged', async () => {
    const house = await openHouse(kind, wanting({ look: 'weekly' }));
    await house.enrich(contact);
    fileAllotment(house);
    house.clock.advance(7 * DAY_MS + 1);
    house.sources.fail('/companies-house/company', 100, 503);
    expect(await look(house)).toEqual({ looks: 1, changed: 0 });
    expect(await look(house)).toEqual({ looks: 0, changed: 0 });
    // Not in a week: as soon as the source may be back.
    house.sources.heal();
    house.clock.advance(DAY_MS + 1);
    expect(await look(house)).toEqual({ looks: 1, changed: 1 });
  });

  it('asks nothing more when the server stops, and what was not looked at stays due', async () => {
    const house = await openHouse(kind, daily);
    await house.enrich(contact);
    house.clock.advance(DAY_MS + 1);
    const stopped = AbortSignal.abort();
    expect(await asking(house, () => look(house, house, stopped))).toEqual([]);
    expect(await look(house)).toEqual({ looks: 1, changed: 0 });
  });

  it('asks once for what tenants of both CRMs rest on, and each of them has it', async () => {
    const both = await openSalesforceHouse(kind, daily);
    const { house } = both;
    await house.enrich(contact);
    await both.enrich({ object: 'contact', recordId: salesforceId('contact', '1001') });
    fileAllotment(house);
    house.clock.advance(DAY_MS + 1);
    const asked = await asking(house, async () => {
      expect(await look(house)).toEqual({ looks: 2, changed: 2 });
    });
    expect(asked.filter((one) => one.includes('items_per_page=1'))).toHaveLength(1);
    await house.services.inbound.turns.take('crm_sync_queue', both.tenant, 1);
    const ref = { object: 'contact', id: salesforceId('contact', '1001') } as const;
    const { latest } = await house.services.sync.card(both.tenant, ref, null);
    expect(latest?.sinceLast?.text).toMatch(/change.* since/);
    expect(latest?.sinceLast?.items.map(({ text }) => text).join('\n')).toContain(
      'New: Raised capital',
    );
  });
});
