/** More rows than collections are made for: they go as one job of Bulk API 2.0. */
import { describe, expect, it } from 'vitest';
import type { WriteOperation, WriteOutcome } from '../../server/crm/connector.ts';
import type { CrmValue } from '../../shared/plan/plan.ts';
import { recordId } from '../sandbox/salesforce/ids.ts';
import type { SalesforceStandinOptions } from '../sandbox/salesforce/index.ts';
import { composite, openOrg, task } from './org.ts';

const contactIds = Array.from({ length: 2_500 }, (_, n) => recordId('003', n + 1));
const seed = {
  records: contactIds.map((id, n) => ({
    type: 'Contact',
    id,
    values: { LastName: `L${n}`, Department: 'Sales' },
  })),
};
const jobs = '/services/data/v68.0/jobs/ingest';
const job = `${jobs}/${recordId('750', 1)}`;
const wholeJob = [
  `POST ${jobs}`,
  `PUT ${job}/batches`,
  `PATCH ${job}`,
  `GET ${job}`,
  `GET ${job}`,
  `GET ${job}/successfulResults`,
  `GET ${job}/failedResults`,
];

const bigOrg = (options: SalesforceStandinOptions = {}) =>
  openOrg({ seed, ...options }, { timeoutMs: 60_000 });

const summary = 'They said “yes, now”,\nthen "no".';

function updates(
  values: (index: number) => Record<string, CrmValue> = (index) => ({
    oppspot__Score__c: index % 100,
    oppspot__Summary__c: summary,
  }),
  ids: readonly string[] = contactIds,
): WriteOperation[] {
  return ids.map((id, index) => ({
    kind: 'update',
    key: `update:${id}`,
    record: { object: 'contact', id },
    values: values(index),
  }));
}

const statuses = (outcomes: ReadonlyMap<string, WriteOutcome>) => {
  const of = Object.groupBy([...outcomes.values()], ({ status }) => status);
  return Object.fromEntries(Object.entries(of).map(([status, all]) => [status, all?.length]));
};

describe('2,500 updates of one object', () => {
  it('are one job, in seven calls', async () => {
    const { salesforce, connector, calls, pauses } = await bigOrg();
    const outcomes = await connector.write(updates());
    expect(calls()).toEqual(wholeJob);
    expect(statuses(outcomes)).toEqual({ applied: 2_500 });
    expect(pauses).toEqual([500, 1_000]);
    expect(salesforce.get('Contact', contactIds[1_234] ?? '')?.values).toMatchObject({
      oppspot__Score__c: 34,
      oppspot__Summary__c: summary,
      Department: 'Sales',
    });
    expect(outcomes.get(`update:${contactIds[0]}`)).toMatchObject({
      id: contactIds[0],
      existing: false,
      rejected: [],
    });
  });

  it('empty what is to be emptied and leave alone what they do not name', async () => {
    const { salesforce, connector } = await bigOrg();
    const outcomes = await connector.write(
      updates((index): Record<string, CrmValue> => {
        return index % 2 === 0 ? { Department: null } : { oppspot__Score__c: 7 };
      }),
    );
    expect(statuses(outcomes)).toEqual({ applied: 2_500 });
    const [even, odd] = contactIds.map((id) => salesforce.get('Contact', id)?.values ?? {});
    expect(even?.Department ?? null).toBeNull();
    expect(odd).toMatchObject({ Department: 'Sales', oppspot__Score__c: 7 });
  });

  it('take 2,000 rows as collections, which cost less', async () => {
    const { connector, calls } = await bigOrg();
    const outcomes = await connector.write(updates(undefined, contactIds.slice(0, 2_000)));
    expect(statuses(outcomes)).toEqual({ applied: 2_000 });
    expect(calls()).toEqual([composite, composite]);
  });

  it('never take what is created with them along', async () => {
    const { salesforce, connector, calls } = await bigOrg();
    const associations = [{ object: 'contact' as const, id: contactIds[0] ?? '' }];
    const about = { associations, ownerId: null };
    const made = [task('task:1', about), task('task:2', about)];
    const outcomes = await connector.write([...updates(), ...made]);
    expect(statuses(outcomes)).toEqual({ applied: 2_502 });
    expect(calls()).toEqual([...wholeJob, composite]);
    expect(salesforce.records('Task')).toHaveLength(2);
  });

  it('keep a text that would mean something else in such a job out of it', async () => {
    const { salesforce, connector, calls } = await bigOrg();
    const outcomes = await connector.write(
      updates((index) => ({ Department: index === 3 ? '#N/A' : 'Research' })),
    );
    expect(statuses(outcomes)).toEqual({ applied: 2_500 });
    expect(calls()).toEqual([...wholeJob, composite]);
    expect(salesforce.get('Contact', contactIds[3] ?? '')?.values.Department).toBe('#N/A');
  });
});

describe('a row of a job', () => {
  it('that is refused fails by itself, or is written without the field', async () => {
    const { salesforce, connector, calls } = await bigOrg({
      org: {
        validationRules: [
          {
            object: 'Contact',
            errorWhen: "Department = 'No'",
            message: 'Not: that',
            errorField: 'Department',
          },
        ],
      },
    });
    salesforce.delete('Contact', contactIds[5] ?? '');
    salesforce.clearRequests();
    const outcomes = await connector.write(
      updates((index) => ({
        oppspot__Score__c: 50,
        ...(index === 9 && { Department: 'No' }),
      })),
    );
    expect(outcomes.get(`update:${contactIds[5]}`)).toMatchObject({
      status: 'failed',
      error: { kind: 'not_found' },
    });
    expect(outcomes.get(`update:${contactIds[9]}`)).toMatchObject({
      status: 'applied',
      rejected: [{ field: 'Department', message: 'Not: that' }],
    });
    expect(statuses(outcomes)).toEqual({ applied: 2_499, failed: 1 });
    expect(calls()).toEqual([...wholeJob, composite]);
  });

  it('that somebody else holds is sent again', async () => {
    const { salesforce, connector, calls } = await bigOrg();
    salesforce.lockRow(contactIds[7] ?? '');
    expect(statuses(await connector.write(updates()))).toEqual({ applied: 2_500 });
    expect(calls()).toEqual([...wholeJob, composite]);
  });
});

describe('a job', () => {
  it('whose results are lost leaves every row open, and reading finds out', async () => {
    const { salesforce, connector, calls } = await bigOrg();
    salesforce.fail({
      path: `${job}/successfulResults`,
      times: 9,
      action: { kind: 'status', status: 503 },
    });
    const operations = updates();
    const outcomes = await connector.write(operations);
    expect(statuses(outcomes)).toEqual({ unknown: 2_500 });
    salesforce.clearRequests();
    const pending = operations.map((operation) => ({
      operation,
      before: { oppspot__Score__c: null, oppspot__Summary__c: null },
    }));
    const found = [...(await connector.reconcile(pending)).values()];
    expect(found.every(({ state }) => state === 'applied')).toBe(true);
    expect(calls()).toEqual([composite, composite, composite]);
  });

  it('whose closing brought no answer goes on', async () => {
    const { salesforce, connector } = await bigOrg();
    salesforce.fail({
      method: 'PATCH',
      path: job,
      times: 1,
      action: { kind: 'drop', when: 'after' },
    });
    expect(statuses(await connector.write(updates()))).toEqual({ applied: 2_500 });
    expect(salesforce.get('Contact', contactIds[99] ?? '')?.values.oppspot__Score__c).toBe(99);
  });

  it('that never ends is given up after ten minutes, and was not carried out', async () => {
    const { salesforce, connector, pauses } = await bigOrg();
    salesforce.org().ingestJobs.looksUntilDone = Number.POSITIVE_INFINITY;
    const operations = updates();
    expect(statuses(await connector.write(operations))).toEqual({ unknown: 2_500 });
    const waited = pauses.reduce((sum, pause) => sum + pause, 0);
    expect(waited).toBeGreaterThan(9 * 60_000);
    expect(waited).toBeLessThanOrEqual(10 * 60_000);
    expect(salesforce.org().ingestJobs.find(recordId('750', 1))?.state).toBe('Aborted');
    const [first] = operations.map((operation) => ({
      operation,
      before: { oppspot__Score__c: null, oppspot__Summary__c: null },
    }));
    const found = await connector.reconcile(first ? [first] : []);
    expect([...found.values()]).toEqual([{ state: 'absent' }]);
  });

  it('that the org does not allow is no reason not to write', async () => {
    const { salesforce, connector, calls } = await bigOrg();
    salesforce.fail({
      method: 'POST',
      path: jobs,
      times: 1,
      action: { kind: 'status', status: 403, errorCode: 'FUNCTIONALITY_NOT_ENABLED' },
    });
    expect(statuses(await connector.write(updates()))).toEqual({ applied: 2_500 });
    expect(calls()).toEqual([`POST ${jobs}`, composite, composite, composite]);
  });

  it('that fails over a field hidden since then is followed by collections without the field', async () => {
    const { salesforce, connector } = await bigOrg();
    salesforce.setPermissions({ hiddenFields: ['Contact.oppspot__Summary__c'] });
    const outcomes = await connector.write(updates());
    expect(statuses(outcomes)).toEqual({ applied: 2_500 });
    expect(outcomes.get(`update:${contactIds[8]}`)).toMatchObject({
      rejected: [{ field: 'oppspot__Summary__c' }],
    });
    expect(salesforce.get('Contact', contactIds[8] ?? '')?.values.oppspot__Score__c).toBe(8);
  });

  it('that cannot be opened for a moment writes nothing', async () => {
    const { salesforce, connector } = await bigOrg();
    salesforce.fail({
      method: 'PUT',
      path: `${job}/batches`,
      times: 9,
      action: { kind: 'drop', when: 'before' },
    });
    const outcomes = await connector.write(updates());
    expect(statuses(outcomes)).toEqual({ failed: 2_500 });
    expect(outcomes.get(`update:${contactIds[0]}`)).toMatchObject({ error: { kind: 'transient' } });
    expect(salesforce.get('Contact', contactIds[0] ?? '')?.values).not.toHaveProperty(
      'oppspot__Score__c',
    );
  });
});
