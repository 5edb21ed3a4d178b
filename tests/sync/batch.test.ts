import { describe, expect, it } from 'vitest';
import { resultKey } from '../../server/sync/enrich-many.ts';
import { databases } from '../support/databases.ts';
import { asked, type House, openHouse, sharedDatabase } from '../support/house.ts';
import { newDeals, reads, skips, tasks, valuesOf, writes } from './support/portal.ts';

/** Thirty people of three companies. */
function staff({ hubspot }: House): string[] {
  const companies = [
    ['2001', 'tidewright.example'],
    ['2003', 'quillstream.example'],
    ['2002', 'oakhollow.example'],
  ] as const;
  return Array.from({ length: 30 }, (_, index) => {
    const [companyId = '', domain = ''] = companies[index % companies.length] ?? [];
    const { id } = hubspot.createContact({
      firstname: `Person ${index}`,
      email: `person.${index}@${domain}`,
      lifecyclestage: 'lead',
      hs_sales_email_last_replied: index === 3 ? new Date().toISOString() : null,
    });
    hubspot.associate({ type: 'contacts', id }, { type: 'companies', id: companyId });
    return id;
  });
}

const contact = (recordId: string) => ({ object: 'contact' as const, recordId });

function enrichAll({ services, tenant }: House, ids: readonly string[], refresh = false) {
  return services.sync.enrichMany(
    tenant,
    ids.map((id) => asked({ ...contact(id), refresh })),
  );
}

describe.each(databases)('many records at once, on $name', (kind) => {
  const database = sharedDatabase(kind);

  it('are read and written together, and each company is researched once', async () => {
    const house = await openHouse(database);
    const { hubspot, sources } = house;
    const ids = staff(house);
    const results = await enrichAll(house, ids, true);

    const enrichments = [...results.values()].map((result) => {
      if (!result.ok) throw result.error;
      return result.enrichment;
    });
    expect(enrichments.map(({ status }) => status)).toEqual(ids.map(() => 'completed'));
    for (const { id, record } of enrichments) {
      expect(valuesOf(hubspot, record.id).oppspot_enrichment_id).toBe(id);
    }
    expect(reads(hubspot).length).toBeLessThanOrEqual(4);
    expect(writes(hubspot).length).toBeLessThanOrEqual(3);
    const profiles = sources
      .requests()
      .map(({ target }) => target)
      .filter((target) => /\/companies-house\/company\/\d{8}$/.test(target));
    expect(profiles).toHaveLength(3);
    expect(new Set(profiles).size).toBe(3);
  });

  it('share the deal of their company, which the strongest of them gets', async () => {
    const house = await openHouse(database);
    const ids = staff(house);
    const results = await enrichAll(house, ids);
    const keys = newDeals(house.hubspot).map(({ properties }) => properties.oppspot_external_id);
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys).toContain('oppspot-deal-company-2001-1');

    const colleagues = ids
      .filter((_, index) => index % 3 === 0)
      .map((id) => results.get(resultKey(contact(id))))
      .flatMap((result) => (result?.ok ? [result.enrichment] : []));
    const scores = colleagues.map(({ score }) => score.value ?? 0);
    const [chosen, ...others] = colleagues.filter(({ plan }) => plan.deal);
    expect(others).toEqual([]);
    expect(chosen?.score.value).toBe(Math.max(...scores));
    expect(Math.min(...scores)).toBeLessThan(Math.max(...scores));
    for (const colleague of colleagues.filter(({ plan }) => !plan.deal)) {
      expect(skips(colleague)).toMatchObject({ deal: 'shared' });
    }
  });

  it('are not lost with one that is bad', async () => {
    const house = await openHouse(database);
    const { hubspot } = house;
    const good = ['1001', '1002', '1003'];
    const results = await enrichAll(house, [...good, '999999', 'nonsense', '1032']);
    const outcome = (id: string) => results.get(resultKey(contact(id)));
    for (const id of good) expect(outcome(id)).toMatchObject({ ok: true });
    expect(outcome('999999')).toMatchObject({ ok: false, error: { code: 'crm_not_found' } });
    expect(outcome('nonsense')).toMatchObject({ ok: false, error: { code: 'crm_not_found' } });
    expect(outcome('1032')).toMatchObject({ ok: false, error: { code: 'suppressed' } });
    expect(tasks(hubspot)).toHaveLength(3);
    const runs = await house.runs();
    expect(runs.map(({ status }) => status).toSorted()).toEqual([
      'completed',
      'completed',
      'completed',
      'failed',
      'failed',
      'failed',
    ]);
  });

  it('of several kinds are enriched in one call, a record named twice once', async () => {
    const house = await openHouse(database);
    const results = await house.services.sync.enrichMany(house.tenant, [
      asked(contact('1001')),
      asked(contact('1001')),
      asked({ object: 'company', recordId: '2002' }),
      asked({ ...contact('1002'), mode: 'preview' }),
    ]);
    expect(
      [...results].map(([key, result]) => [key, result.ok && result.enrichment.status]),
    ).toEqual([
      ['contact 1001', 'completed'],
      ['company 2002', 'completed'],
      ['contact 1002', 'previewed'],
    ]);
    expect(await house.runs()).toHaveLength(3);
  });

  it('leave one alone that is being enriched by somebody else', async () => {
    const house = await openHouse(database);
    const { hubspot } = house;
    const arrived = Promise.withResolvers<void>();
    const open = Promise.withResolvers<void>();
    hubspot.hooks.onRequest = async ({ path }) => {
      if (!path.endsWith('/contacts/1001')) return;
      arrived.resolve();
      await open.promise;
    };
    const click = house.enrich(contact('1001'));
    await arrived.promise;
    const results = await enrichAll(house, ['1001', '1002']);
    open.resolve();
    expect(results.get('contact 1001')).toMatchObject({
      ok: false,
      error: { code: 'enrichment_in_progress', retryable: true },
    });
    expect(results.get('contact 1002')).toMatchObject({ ok: true });
    expect((await click).status).toBe('completed');
    expect(tasks(hubspot)).toHaveLength(2);
  });

  it('are two batches that want the same deals, and neither fails', async () => {
    const house = await openHouse(database);
    const ids = staff(house);
    const halves = [ids.slice(0, 15), ids.slice(15).toReversed()];
    const results = await Promise.all(halves.map((half) => enrichAll(house, half)));
    const all = results.flatMap((map) => [...map.values()]);
    expect(all.map((result) => result.ok)).toEqual(ids.map(() => true));
    const keys = newDeals(house.hubspot).map(({ properties }) => properties.oppspot_external_id);
    expect(new Set(keys).size).toBe(keys.length);
    expect(house.logs()).toEqual([]);
  });
});
