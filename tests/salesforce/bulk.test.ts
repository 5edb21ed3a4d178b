/** A thousand contacts at once: how many calls they cost, and that nothing is lost to save them. */
import { describe, expect, it } from 'vitest';
import type { CrmRecord, ReadResult } from '../../server/crm/connector.ts';
import { slimmed, withValueOnFirst } from '../support/many-records.ts';
import { accountOf, bulkOrg, contactIds, enrichmentOfAll, everyField } from './bulk-org.ts';
import { composite, recordOf } from './org.ts';

const recordsOf = (results: ReadonlyMap<string, ReadResult>): CrmRecord[] =>
  [...results.values()].flatMap((result) => (result.ok ? [result.record] : []));

describe('a thousand contacts of 200 accounts', () => {
  it('are described in one call, read in two and written in two', async () => {
    const { salesforce, connector, calls } = await bulkOrg();
    await connector.provision();
    const read = recordsOf(await connector.readRecords('contact', contactIds));
    expect(calls()).toEqual([composite, composite, composite]);
    expect(read).toHaveLength(1_000);
    expect(read.every(({ company, ref }) => company?.id === accountOf(ref.id))).toBe(true);
    expect(read.every(({ deals }) => deals.length === 1 && deals[0]?.isOpen)).toBe(true);
    expect(read.filter(({ engagement }) => engagement.lastMeetingAt !== null)).toHaveLength(500);

    salesforce.clearRequests();
    const outcomes = await connector.write(enrichmentOfAll());
    expect(calls()).toEqual([composite, composite]);
    expect(outcomes.size).toBe(1_400);
    expect([...outcomes.values()].every(({ status }) => status === 'applied')).toBe(true);
    expect(salesforce.get('Contact', contactIds[999] ?? '')?.values).toMatchObject(everyField);
    const tasks = salesforce.records('Task');
    expect(tasks.map(({ values }) => values.WhoId)).toEqual(contactIds.slice(0, 300));
    expect(tasks.every(({ values }) => values.AccountId === accountOf(String(values.WhoId)))).toBe(
      true,
    );
    const made = salesforce.records('Opportunity').slice(200);
    expect(new Set(made.map(({ values }) => values.AccountId)).size).toBe(100);
    expect(salesforce.records('OpportunityContactRole')).toHaveLength(100);
  });

  it('cost reads alone when run again', async () => {
    const { salesforce, connector, calls } = await bulkOrg();
    await connector.write(enrichmentOfAll());
    salesforce.clearRequests();
    const read = recordsOf(await connector.readRecords('contact', contactIds));
    expect(calls()).toEqual([composite, composite]);
    const ours = read.filter(({ deals }) => deals.some(({ ownKey }) => ownKey !== null));
    expect(ours).toHaveLength(500);
    expect(connector.bulk).toEqual({ recordsAtOnce: 1_000 });
  });

  it('of which some are missing cost no more', async () => {
    const { salesforce, connector, calls } = await bulkOrg();
    await connector.provision();
    for (const id of contactIds.slice(0, 50)) salesforce.delete('Contact', id);
    salesforce.clearRequests();
    const read = await connector.readRecords('contact', contactIds);
    expect(calls()).toEqual([composite, composite]);
    const missing = [...read].filter(([, result]) => !result.ok).map(([id]) => id);
    expect(missing).toEqual(contactIds.slice(0, 50));
  });

  it('of which some rows are refused: those alone are sent again, together', async () => {
    const { salesforce, connector, calls } = await bulkOrg({
      org: {
        validationRules: [
          {
            object: 'Contact',
            errorWhen: "Department = 'No'",
            message: 'No',
            errorField: 'Department',
          },
        ],
      },
    });
    await connector.provision();
    salesforce.clearRequests();
    const operations = withValueOnFirst(6, enrichmentOfAll(), { Department: 'No' });
    const outcomes = await connector.write(operations);
    expect(calls()).toEqual([composite, composite, composite]);
    expect(slimmed(outcomes)).toEqual(contactIds.slice(0, 6).map((id) => `update:${id}`));
    expect([...outcomes.values()].every(({ status }) => status === 'applied')).toBe(true);
  });

  it('whose tasks and deals stand there already get those, looked up in one call', async () => {
    const { salesforce, connector, calls } = await bulkOrg();
    const operations = enrichmentOfAll();
    const first = await connector.write(operations);
    salesforce.clearRequests();
    const second = await connector.write(operations);
    expect(calls()).toEqual([composite, composite, composite]);
    const created = operations.filter(({ kind }) => kind !== 'update').map(({ key }) => key);
    const idOf = (outcomes: typeof first, key: string) => {
      const outcome = outcomes.get(key);
      return outcome?.status === 'applied' ? outcome.id : null;
    };
    expect(created.map((key) => idOf(second, key))).toEqual(created.map((key) => idOf(first, key)));
    expect(created.every((key) => second.get(key)).valueOf()).toBe(true);
    expect(salesforce.records('Task')).toHaveLength(300);
    expect(salesforce.records('Opportunity')).toHaveLength(300);
  });

  it('without the right to see deals are read in the same calls', async () => {
    const { salesforce, connector, calls } = await bulkOrg();
    salesforce.setPermissions({ objects: { Opportunity: [], OpportunityContactRole: [] } });
    await connector.provision();
    salesforce.clearRequests();
    const read = recordsOf(await connector.readRecords('contact', contactIds));
    expect(calls()).toEqual([composite, composite]);
    expect(read.every(({ deals }) => deals.length === 0)).toBe(true);
  });

  it('are all there when their deals take more than one page', async () => {
    const { salesforce, connector, calls } = await bulkOrg();
    await connector.provision();
    for (let n = 0; n < 2_500; n += 1) {
      salesforce.create('Opportunity', {
        Name: `More ${n}`,
        AccountId: accountOf(contactIds[0] ?? ''),
        StageName: 'Prospecting',
        CloseDate: '2027-01-31',
      });
    }
    salesforce.clearRequests();
    const read = await connector.readRecords('contact', contactIds);
    expect(recordOf(read, contactIds[0] ?? '').deals).toHaveLength(2_501);
    expect(recordOf(read, contactIds[999] ?? '').deals).toHaveLength(1);
    expect(calls()).toHaveLength(3);
  });
});
