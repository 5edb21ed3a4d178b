/**
 * The server is killed while it works on a batch of a Flow, and started again on the same data. Whatever
 * the moment: the batch ends, and every record of it is enriched once.
 */
import { randomUUID } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { CardAnswer } from '../../shared/contract/answer.ts';
import type { BatchAnswer } from '../../shared/contract/salesforce.ts';
import { databases } from '../support/databases.ts';
import { type KilledOrg, prepareKilledOrg } from './support/killing.ts';

type When = 'on arrival' | 'before its answer' | 'after its answer';
const batchSize = 5;

const reading = /FROM%20Contact%20/;
const writing = /"oppspot__Score__c":/;

describe.each(databases)('a server killed during a batch, on $name', (kind) => {
  let org: KilledOrg;
  beforeAll(async () => {
    org = await prepareKilledOrg(kind);
    await org.server.start();
  }, 120_000);
  afterAll(() => org?.close());

  /** @param mark stands in the call that kills */
  function killAt(mark: RegExp, when: When): Promise<void> {
    const { hooks } = org.salesforce;
    const died = Promise.withResolvers<void>();
    const kill = async () => {
      hooks.onRequest = undefined;
      hooks.onBeforeAnswer = undefined;
      await org.server.kill();
      died.resolve();
    };
    const isMeant = (request: object) => mark.test(JSON.stringify(request));
    hooks.onRequest = async (request) => {
      if (when !== 'on arrival' || !isMeant(request)) return;
      await kill();
      throw new Error('Nobody carries this out.');
    };
    hooks.onBeforeAnswer = async (request) => {
      if (!isMeant(request)) return;
      if (when === 'before its answer') await kill();
      if (when === 'after its answer') {
        void (async () => {
          while (request.endedAt === null) await nextTurn();
          await kill();
        })();
      }
    };
    return died.promise;
  }

  /** Contacts, each at an account of its own. */
  function newPeople(): string[] {
    return Array.from({ length: batchSize }, () => {
      const account = org.salesforce.create('Account', {
        Name: 'Tidewright Robotics',
        Website: 'https://tidewright.example',
      });
      const contact = org.salesforce.create('Contact', {
        LastName: 'Person',
        Email: `person.${randomUUID()}@tidewright.example`,
        AccountId: account.id,
        Title: 'Chief Operating Officer',
      });
      return contact.id;
    });
  }

  const valuesOf = (id: string) => org.salesforce.get('Contact', id)?.values;
  const written = (object: string) =>
    org.salesforce.records(object).map(({ values }) => values.oppspot__Key__c);

  it.each<[string, RegExp, When]>([
    ['reads the records', reading, 'on arrival'],
    ['has read the records', reading, 'after its answer'],
    ['is about to write', writing, 'on arrival'],
    ['writes, and never hears that it did', writing, 'before its answer'],
    ['has written', writing, 'after its answer'],
  ])('while it %s', { timeout: 200_000 }, async (_, mark, when) => {
    const people = newPeople();
    const died = killAt(mark, when);
    const ask = async (waitMs: number) => {
      const records = people.map((recordId) => ({
        object: 'Contact',
        recordId,
        mode: 'write',
        refresh: false,
      }));
      const body = { batchId, trigger: 'workflow', waitMs, records };
      const answer = (await (
        await org.call('/salesforce/batch', body)
      ).json()) as CardAnswer<BatchAnswer>;
      if (!answer.ok) throw new Error(answer.error.message);
      return answer.data.results;
    };
    const batchId = randomUUID();
    expect((await ask(0)).map(({ state }) => state)).toEqual(Array(batchSize).fill('accepted'));
    await died;
    await org.restart();
    // A write that is not confirmed in time on a busy machine is looked for again after a lease or two.
    await vi.waitFor(
      async () => {
        const results = await ask(1_000);
        expect(results.map(({ outputs }) => outputs?.status)).toEqual(
          Array(batchSize).fill('completed'),
        );
      },
      { timeout: 150_000, interval: 50 },
    );
    for (const id of people) expect(valuesOf(id)?.oppspot__Score__c).toEqual(expect.any(Number));
    for (const object of ['Task', 'Opportunity']) {
      const keys = written(object).filter((key) => key !== null && key !== undefined);
      expect(keys).toHaveLength(new Set(keys).size);
    }
    const tasks = org.salesforce
      .records('Task')
      .filter(({ values }) => people.includes(String(values.WhoId)));
    expect(tasks.map(({ values }) => values.WhoId).sort()).toEqual([...people].sort());
  });

  it('leaves nothing open, and one run for each record', async () => {
    expect(await org.count(`select count(*) from crm_write_journal where state = 'pending'`)).toBe(
      0,
    );
    expect(await org.count(`select count(*) from crm_sync_queue where done_at is null`)).toBe(0);
    expect(await org.count(`select count(*) from crm_sync_logs where status <> 'completed'`)).toBe(
      0,
    );
    expect(await org.count('select count(*) from crm_sync_logs')).toBe(
      await org.count('select count(*) from crm_sync_queue'),
    );
  });
});
