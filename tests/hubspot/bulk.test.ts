/** A thousand contacts at once: how many calls they cost, and that nothing is lost to save them. */
import { describe, expect, it } from 'vitest';
import { slimmed, withValueOnFirst } from '../support/many-records.ts';
import {
  bulkAccount,
  companyIds,
  companyOf,
  contactIds,
  enrichmentOfAll,
  everyField,
  recordsOf,
  sum,
} from './bulk-account.ts';

const reads = {
  'POST /objects/contacts/batch/read': 10,
  'POST /associations/contacts/deals/batch/read': 1,
  'POST /objects/companies/batch/read': 2,
  'POST /objects/deals/batch/read': 2,
};
const writes = {
  'POST /objects/contacts/batch/update': 10,
  'POST /objects/tasks/batch/create': 3,
  'POST /objects/deals/batch/create': 1,
};

describe('a thousand contacts of 200 companies', () => {
  it('are read with company, deals and engagement in 15 calls and written in 14', async () => {
    const { standin, connector, calls } = await bulkAccount();
    const read = recordsOf(await connector.readRecords('contact', contactIds));
    expect(calls()).toEqual(reads);
    expect(read).toHaveLength(1_000);
    expect(read.every(({ company, ref }) => company?.id === companyOf(ref.id))).toBe(true);
    expect(read.every(({ deals }) => deals.length === 1 && deals[0]?.isOpen)).toBe(true);
    expect(new Set(read.map(({ engagement }) => engagement.lastReplyAt))).toEqual(
      new Set(['2026-11-01T09:00:00.000Z']),
    );

    const outcomes = await connector.write(enrichmentOfAll());
    expect(calls()).toEqual(writes);
    expect(sum(reads) + sum(writes)).toBe(29);
    expect(outcomes.size).toBe(1_400);
    expect(new Set([...outcomes.values()].map(({ status }) => status))).toEqual(
      new Set(['applied']),
    );
    const stored = standin.get('contacts', contactIds[999] ?? '')?.properties;
    expect(stored).toMatchObject(everyField);
    const tasks = standin.records('tasks');
    expect(tasks).toHaveLength(300);
    const people = tasks.flatMap(({ id }) => standin.associated({ type: 'tasks', id }, 'contacts'));
    expect(people.toSorted()).toEqual(contactIds.slice(0, 300));
    const made = standin
      .records('deals')
      .filter(({ properties }) => properties.oppspot_external_id?.startsWith('deal:'));
    expect(made).toHaveLength(100);
    const at = made.flatMap(({ id }) => standin.associated({ type: 'deals', id }, 'companies'));
    expect(at).toEqual(companyIds.filter((_, index) => index % 2 === 0));
  });

  it('cost reads alone when run again, and the new deals are read in one call more', async () => {
    const { connector, calls } = await bulkAccount();
    await connector.write(enrichmentOfAll());
    calls();
    const read = recordsOf(await connector.readRecords('contact', contactIds));
    expect(calls()).toEqual({ ...reads, 'POST /objects/deals/batch/read': 3 });
    expect(read.filter(({ deals }) => deals.some(({ ownKey }) => ownKey !== null))).toHaveLength(
      100,
    );
  });

  it('are what `bulk` asks a batch to have, for fewer calls than 500 at a time', async () => {
    const { connector, calls } = await bulkAccount();
    expect(connector.bulk).toEqual({ recordsAtOnce: 1_000 });
    await connector.readRecords('contact', contactIds.slice(0, 500));
    await connector.readRecords('contact', contactIds.slice(500));
    expect(sum(calls())).toBeGreaterThan(sum(reads));
  });

  it('of which some are missing: those are told so, and the calls are the same', async () => {
    const { standin, connector, calls } = await bulkAccount();
    for (const id of contactIds.slice(0, 50)) standin.archive('contacts', id);
    const read = await connector.readRecords('contact', contactIds);
    expect(calls()).toEqual(reads);
    const missing = [...read].filter(([, result]) => !result.ok);
    expect(missing.map(([id]) => id)).toEqual(contactIds.slice(0, 50));
    expect(missing[0]?.[1]).toMatchObject({ error: { kind: 'not_found' } });
  });

  it('of which some values are refused: each of those is tried once more by itself', async () => {
    const { connector, calls } = await bulkAccount();
    const operations = withValueOnFirst(6, enrichmentOfAll(), { numemployees: 'a lot' });
    const outcomes = await connector.write(operations);
    const counts = calls();
    expect(counts['POST /objects/contacts/batch/update']).toBe(10 + 6);
    expect(sum(counts)).toBe(sum(writes) + 6);
    expect(slimmed(outcomes)).toEqual(contactIds.slice(0, 6).map((id) => `update:${id}`));
    expect([...outcomes.values()].every(({ status }) => status === 'applied')).toBe(true);
  });

  it('of which some are gone when they are written: only those fail', async () => {
    const { standin, connector, calls } = await bulkAccount();
    for (const id of contactIds.slice(501, 504)) standin.archive('contacts', id);
    const outcomes = await connector.write(enrichmentOfAll());
    const failed = [...outcomes].filter(([, { status }]) => status !== 'applied');
    expect(failed.map(([key]) => key)).toEqual(['update:100501', 'update:100502', 'update:100503']);
    expect(sum(calls())).toBeLessThanOrEqual(40);
  });

  it('without the deals’ permission cost one refusal the first time and none the second', async () => {
    const { connector, calls, standin } = await bulkAccount();
    standin.addToken({
      token: 'token-1',
      scopes: ['crm.objects.contacts.read', 'crm.objects.companies.read'],
    });
    const withoutDeals = { ...reads, 'POST /objects/deals/batch/read': undefined };
    const read = recordsOf(await connector.readRecords('contact', contactIds));
    expect(calls()).toEqual(JSON.parse(JSON.stringify(withoutDeals)));
    expect(read.every(({ deals, company }) => deals.length === 0 && company !== null)).toBe(true);
    await connector.readRecords('contact', contactIds);
    expect(sum(calls())).toBe(12);
  });
});

describe('contacts with many deals', () => {
  it('are paged through for those alone', async () => {
    const { standin, connector, calls } = await bulkAccount({ limits: { associationsPerPage: 2 } });
    const [busy = ''] = contactIds;
    for (const name of ['b', 'c', 'd', 'e']) {
      const deal = standin.createDeal({ dealname: name });
      standin.associate({ type: 'deals', id: deal.id }, { type: 'contacts', id: busy });
    }
    const [first] = recordsOf(await connector.readRecords('contact', contactIds));
    expect(first?.deals.map(({ name }) => name)).toEqual(['Deal 0', 'b', 'c', 'd', 'e']);
    expect(calls()).toMatchObject({ 'POST /associations/contacts/deals/batch/read': 3 });
  });
});
