import { describe, expect, it } from 'vitest';
import { takeOverRun } from '../../server/store/run-claims.ts';
import { LEASE_MS } from '../../server/sync/dependencies.ts';
import type { Enrichment, EnrichRequestInput } from '../../shared/contract/v1.ts';
import { type FreshWorld, freshWorld } from '../bench/support/fresh-world.ts';
import { databases } from '../support/databases.ts';
import { asked, type House, type Instance, openHouse, sharedDatabase } from '../support/house.ts';
import { newDeals, skips, tasks, valuesOf, writes } from './support/portal.ts';

const minutes = 60_000;

const idsOf = ({ companies }: FreshWorld) => companies.flatMap(({ contactIds }) => contactIds);

async function enrichList(
  { tenant }: House,
  { services }: Pick<Instance, 'services'>,
  ids: readonly string[],
  more: Partial<EnrichRequestInput> = {},
) {
  const requests = ids.map((recordId) =>
    asked({ object: 'contact', recordId, trigger: 'list', ...more }),
  );
  const found = await services.sync.enrichMany(tenant, requests);
  const results = ids.map((id) => found.get(`contact ${id}`));
  return {
    errors: results.flatMap((result) => (result && !result.ok ? [result.error] : [])),
    enrichments: results.flatMap((result): Enrichment[] => (result?.ok ? [result.enrichment] : [])),
  };
}

/** Home pages that were read, one for each research of a company nobody knew. */
function researches({ sources }: House): string[] {
  return sources
    .requests()
    .map(({ target }) => target)
    .filter((target) => /\.example\/$/.test(target));
}

/** Whether every source answered in time. */
function wasRead({ sources }: Enrichment): boolean {
  return sources.every(({ status }) => status !== 'late' && status !== 'failed');
}

describe.each(databases)('a list of records, on $name', (kind) => {
  const database = sharedDatabase(kind);
  // The embedded database shares its one processor with everything else here.
  const companies = kind.name === 'postgres' ? 200 : 40;
  const of = `of ${companies * 5} contacts at ${companies} companies`;

  it(`${of} is ${companies} researches, a task each and a deal a company`, {
    timeout: 5 * minutes,
  }, async () => {
    const fresh = freshWorld(new Date(), companies, 5);
    // The register may be asked six hundred times in five minutes, and nothing here is about it.
    const env = { COMPANIES_HOUSE_API_KEY: '' };
    const house = await openHouse(database, { world: fresh.world, env });
    const { hubspot } = house;
    const ids = idsOf(fresh);
    const before = newDeals(hubspot).length;

    const first = await enrichList(house, house, ids);
    expect(first.errors).toEqual([]);
    expect(new Set(first.enrichments.map(({ status }) => status))).toEqual(new Set(['completed']));
    expect(researches(house)).toHaveLength(companies);
    expect(new Set(researches(house)).size).toBe(companies);
    expect(tasks(hubspot)).toHaveLength(ids.length);
    const dealt = first.enrichments.filter(({ plan }) => plan.deal);
    expect(newDeals(hubspot)).toHaveLength(before + dealt.length);
    const wholly = new Set(first.enrichments.filter(wasRead).map(({ record }) => record.id));
    for (const { contactIds } of fresh.companies) {
      const deals = dealt.filter(({ record }) => contactIds.includes(record.id)).length;
      if (contactIds.every((id) => wholly.has(id))) expect(deals).toBe(1);
      else expect(deals).toBeLessThanOrEqual(1);
    }
    for (const { id, record } of first.enrichments) {
      expect(valuesOf(hubspot, record.id).oppspot_enrichment_id).toBe(id);
    }

    expect(wholly.size).toBeGreaterThan(0);
    const second = await enrichList(house, house, ids);
    const isUpdated = ({ written }: Enrichment) => written.length > 0;
    const known = second.enrichments.filter(({ record }) => wholly.has(record.id));
    expect(known.filter(isUpdated).map(({ record, written }) => [record.id, written])).toEqual([]);

    // On a machine under load a source may have been late, and be news later.
    const steady = async () => !(await enrichList(house, house, ids)).enrichments.some(isUpdated);
    for (let attempt = 0; attempt < 4 && !(await steady()); attempt += 1);
    const deals = newDeals(hubspot).length;
    hubspot.clearRequests();
    const third = await enrichList(house, house, ids);
    expect(third.errors).toEqual([]);
    expect(new Set(third.enrichments.map(({ status }) => status))).toEqual(new Set(['completed']));
    expect(writes(hubspot)).toEqual([]);
    expect(tasks(hubspot)).toHaveLength(ids.length);
    expect(newDeals(hubspot)).toHaveLength(deals);
    expect(deals).toBeLessThanOrEqual(before + companies);
  });

  it('has nothing new the second time, and says since when; a person who asks leaves a mark', async () => {
    const fresh = freshWorld(new Date(), 2, 2);
    const house = await openHouse(database, {
      world: fresh.world,
      settings: { automation: { createDeals: false } },
    });
    const ids = idsOf(fresh);
    const [one = ''] = ids;
    await enrichList(house, house, ids);
    const marked = valuesOf(house.hubspot, one);
    house.hubspot.clearRequests();

    for (const trigger of ['list', 'workflow', 'webhook', 'refresh'] as const) {
      const { enrichments } = await enrichList(house, house, ids, { trigger });
      for (const { status, written, plan } of enrichments) {
        expect({ status, written }).toEqual({ status: 'completed', written: [] });
        const reasons = plan.changes.map(({ decision, reason }) => `${decision}: ${reason}`);
        expect(new Set(reasons)).toEqual(
          new Set([expect.stringMatching(/^skip: Nothing has changed since the enrichment of \d/)]),
        );
      }
    }
    expect(writes(house.hubspot)).toEqual([]);
    expect(valuesOf(house.hubspot, one)).toEqual(marked);

    const { id } = await house.enrich({ object: 'contact', recordId: one, trigger: 'card' });
    expect(valuesOf(house.hubspot, one)).toMatchObject({ oppspot_enrichment_id: id });
  });

  it('fails where records went away while it was written, for these and for no other', async () => {
    const fresh = freshWorld(new Date(), 20, 6);
    const house = await openHouse(database, { world: fresh.world });
    const { hubspot } = house;
    const ids = idsOf(fresh);
    const gone = new Set(ids.filter((_, index) => index % 6 === 5));
    hubspot.hooks.onRequest = async ({ method, path }) => {
      if (method !== 'POST' || !path.endsWith('/contacts/batch/update')) return;
      hubspot.hooks.onRequest = undefined;
      for (const id of gone) hubspot.archive('contacts', id);
    };
    const { enrichments, errors } = await enrichList(house, house, ids);
    expect(errors).toEqual([]);
    expect(enrichments).toHaveLength(ids.length);
    for (const { record, status, written } of enrichments) {
      const fields = written.find((item) => item.kind === 'fields')?.status;
      expect([record.id, fields]).toEqual([record.id, gone.has(record.id) ? 'failed' : 'written']);
      if (gone.has(record.id)) expect(['partial', 'failed']).toContain(status);
      else expect(status).toBe('completed');
    }
    const remembered = await house.database.asOwner<{ crm_record_id: string }>(
      `select crm_record_id from crm_entity_mappings
       where integration_id = $1 and last_enrichment_id is not null`,
      [house.tenant.integrationId],
    );
    expect(new Set(remembered.map((row) => row.crm_record_id))).toEqual(
      new Set(ids.filter((id) => !gone.has(id))),
    );
  });

  it('loses the one record that another process has taken over, and no other', async () => {
    const fresh = freshWorld(new Date(), 3, 2);
    const house = await openHouse(database, { world: fresh.world });
    const { hubspot, tenant, clock } = house;
    const ids = idsOf(fresh);
    const [taken = '', ...others] = ids;
    hubspot.hooks.onRequest = async ({ path }) => {
      if (!path.endsWith('/companies/batch/read')) return;
      hubspot.hooks.onRequest = undefined;
      const run = (await house.runs()).find(({ record }) => record.id === taken);
      const later = new Date(clock.now().getTime() + 2 * LEASE_MS);
      const lease = { owner: 'somebody else', expiresAt: later };
      await house.database.withOrganization(tenant.organizationId, (trx) =>
        takeOverRun(trx, tenant, run?.id ?? '', lease, later),
      );
    };
    const { enrichments, errors } = await enrichList(house, house, ids);
    expect(errors).toEqual([expect.objectContaining({ code: 'enrichment_in_progress' })]);
    expect(enrichments.map(({ record, status }) => [record.id, status])).toEqual(
      others.map((id) => [id, 'completed']),
    );
    expect(valuesOf(hubspot, taken).oppspot_enrichment_id ?? null).toBeNull();
    expect(tasks(hubspot)).toHaveLength(others.length);
    const runs = await house.runs();
    expect(runs.find(({ record }) => record.id === taken)).toMatchObject({ status: 'running' });
  });

  it('gives a company one deal although two processes enrich its people at the same time', async () => {
    const fresh = freshWorld(new Date(), 30, 4);
    const house = await openHouse(database, { world: fresh.world });
    const { hubspot } = house;
    const before = newDeals(hubspot).length;
    const other = await house.another();
    const ids = idsOf(fresh);
    const halves = await Promise.all([
      enrichList(
        house,
        house,
        ids.filter((_, index) => index % 2 === 0),
      ),
      enrichList(house, other, ids.filter((_, index) => index % 2 === 1).toReversed()),
    ]);
    const enrichments = halves.flatMap((half) => half.enrichments);
    expect(halves.flatMap((half) => half.errors)).toEqual([]);
    expect(enrichments.map(({ status }) => status)).toEqual(ids.map(() => 'completed'));
    expect(tasks(hubspot)).toHaveLength(ids.length);
    const created = newDeals(hubspot).length - before;
    expect(created).toBe(30);
    const chosen = enrichments.filter(({ plan }) => plan.deal);
    expect(chosen).toHaveLength(30);
    for (const enrichment of enrichments.filter(({ plan }) => !plan.deal)) {
      expect(['exists', 'shared', 'open-deal']).toContain(skips(enrichment).deal);
    }
    expect([...house.logs(), ...other.logs()]).toEqual([]);
  });

  it('takes turns among owners in one order, and every turn once', async () => {
    const fresh = freshWorld(new Date(), 4, 3);
    const contacts = fresh.world.hubspot.contacts?.map((contact) => ({
      ...contact,
      properties: { ...contact.properties, hubspot_owner_id: null },
    }));
    const owners = fresh.world.hubspot.owners?.slice(0, 2).map(({ id }) => String(id)) ?? [];
    const house = await openHouse(database, {
      world: { ...fresh.world, hubspot: { ...fresh.world.hubspot, contacts } },
      settings: { assignment: [{ id: 'all', name: 'All', when: {}, ownerIds: owners }] },
    });
    const ids = idsOf(fresh);
    const { enrichments } = await enrichList(house, house, ids);
    const assigned = ids.map((id) => valuesOf(house.hubspot, id).hubspot_owner_id);
    expect(owners).toHaveLength(2);
    for (const owner of owners) {
      expect(assigned.filter((id) => id === owner)).toHaveLength(ids.length / 2);
    }
    expect(enrichments.map(({ status }) => status)).toEqual(ids.map(() => 'completed'));
    const [row] = await house.database.asOwner<{ turns_taken: string }>(
      'select turns_taken::text from assignment_turns where integration_id = $1',
      [house.tenant.integrationId],
    );
    expect(row?.turns_taken).toBe(String(ids.length));
  });
});
