import { describe, expect, it } from 'vitest';
import type { Access, SalesforceSession } from '../../server/crm/salesforce/session/session.ts';
import { budgetOf } from '../../server/limits/budget.ts';
import { inBulk } from '../../server/limits/urgency.ts';
import { aloneLimiter, impatientClock } from '../support/limits.ts';
import {
  composite,
  deal,
  failureOf,
  ids,
  newOrg,
  openOrg,
  recordOf,
  type TestOrg,
  task,
  update,
} from './org.ts';

const change = update({ oppspot__Score__c: 72 });
const changeKey = `update:${ids.ada}`;
const read = ({ connector }: TestOrg) => connector.readRecords('contact', [ids.ada]);

describe('a call to Salesforce', () => {
  it('goes to the pinned version with the token, and says who calls', async () => {
    const org = await openOrg();
    await read(org);
    expect(org.calls()).toEqual([composite]);
    expect(org.salesforce.requests()[0]?.status).toBe(200);
  });

  it.each([
    ['503', { kind: 'status', status: 503 }],
    ['500', { kind: 'status', status: 500 }],
    ['a maintenance page', { kind: 'status', status: 503, asPage: true }],
    ['a lost rest', { kind: 'status', status: 406, asPage: true }],
    ['too many long calls', { kind: 'status', status: 420 }],
    ['half a body', { kind: 'malformed' }],
    ['a cut connection', { kind: 'drop', when: 'after' }],
    ['a connection cut before the work', { kind: 'drop', when: 'before' }],
  ] as const)('is read again after %s', async (_, action) => {
    const org = await openOrg();
    org.salesforce.fail({ action });
    expect(recordOf(await read(org), ids.ada).name).toBe('Ada Byron');
    expect(org.pauses).toHaveLength(1);
    expect(org.calls()).toEqual([composite, composite]);
  });

  it('waits as long as Salesforce says', async () => {
    const org = await openOrg();
    org.salesforce.fail({ action: { kind: 'status', status: 503, retryAfter: 3 } });
    await read(org);
    expect(org.pauses[0]).toBeGreaterThanOrEqual(3_000);
  });

  it('gives up after four attempts', async () => {
    const org = await openOrg();
    org.salesforce.fail({ action: { kind: 'status', status: 503 }, times: 9 });
    expect(await failureOf(read(org))).toMatchObject({ kind: 'transient', crmStatus: 503 });
    expect(org.calls()).toHaveLength(4);
  });

  it('ends at its deadline when the answer stalls, and the next one works', async () => {
    const org = await openOrg({}, { timeoutMs: 500 });
    org.salesforce.fail({ action: { kind: 'stall' }, times: 4 });
    const error = await failureOf(read(org));
    expect(error).toMatchObject({ kind: 'transient', crmStatus: null, outcomeUnknown: false });
    expect(error.message).toContain('in time');
    expect(recordOf(await read(org), ids.ada).name).toBe('Ada Byron');
  });

  it('is no call when the org’s answer has no record list', async () => {
    const org = await openOrg();
    org.salesforce.fail({ action: { kind: 'malformed' }, times: 9 });
    expect((await failureOf(read(org))).message).toContain('did not arrive whole');
  });
});

describe('a token that Salesforce refuses', () => {
  function sessionWith(tokens: readonly string[], url: () => string) {
    const refusals: (string | undefined)[] = [];
    const session: SalesforceSession = {
      async current(refused): Promise<Access> {
        refusals.push(refused);
        const accessToken = tokens[Math.min(refusals.length, tokens.length) - 1] ?? '';
        return { accessToken, instanceUrl: url() };
      },
    };
    return { refusals, session };
  }

  it('is replaced once, and the call repeated', async () => {
    let url = '';
    const { refusals, session } = sessionWith(['old', 'token-1'], () => url);
    const org = await newOrg({}, { session });
    url = org.salesforce.url;
    expect((await org.connector.owners()).length).toBeGreaterThan(0);
    expect(refusals).toEqual([undefined, 'old']);
    expect(org.calls()).toHaveLength(2);
  });

  it('twice needs a person, and is no endless loop', async () => {
    let url = '';
    const { session } = sessionWith(['old', 'older'], () => url);
    const org = await newOrg({}, { session });
    url = org.salesforce.url;
    expect((await failureOf(org.connector.owners())).kind).toBe('needs_reauthorisation');
    expect(org.calls()).toHaveLength(2);
  });
});

describe('the day’s calls', () => {
  const account = { crm: 'salesforce', id: 'org' } as const;

  async function limitedOrg(dailyApiRequests: number) {
    const clock = impatientClock();
    const limiter = aloneLimiter({ clock });
    const budget = budgetOf(limiter, account);
    const org = await openOrg({ limits: { dailyApiRequests } }, { budget });
    return { ...org, clock, limiter };
  }

  it('are known from every answer', async () => {
    const { connector, limiter } = await limitedOrg(500);
    await connector.owners();
    expect(limiter.usage(account)).toEqual({ used: 2, limit: 500 });
  });

  it('are left to people when few remain', async () => {
    const { connector, limiter, clock, calls } = await limitedOrg(10);
    for (let call = 2; call <= 9; call += 1) await connector.owners();
    const refusal = await failureOf(inBulk(() => connector.owners()));
    expect(refusal).toMatchObject({ kind: 'rate_limited', retryAfterMs: 900_000 });
    expect(limiter.pausedUntil(account)).not.toBeNull();
    expect(calls()).toHaveLength(8);
    await connector.owners();
    expect(calls()).toHaveLength(9);
    // Nobody told us meanwhile: a call finds out.
    clock.advance(900_001);
    await failureOf(inBulk(() => connector.owners()));
    expect(calls()).toHaveLength(10);
  });

  it('once used up, stop every call until some are free again', async () => {
    const { connector, calls, clock } = await limitedOrg(2);
    await connector.owners();
    const error = await failureOf(connector.owners());
    expect(error).toMatchObject({ kind: 'rate_limited', retryAfterMs: 3_600_000 });
    expect(error.message).toContain('used up');
    const outcome = (await connector.write([change])).get(changeKey);
    expect(outcome).toMatchObject({ status: 'failed', error: { kind: 'rate_limited' } });
    expect(calls()).toHaveLength(2);
    clock.advance(3_600_001);
    await failureOf(connector.owners());
    expect(calls()).toHaveLength(3);
  });
});

describe('a write whose answer is lost', () => {
  it('is sent again when it only changes, which says the same twice', async () => {
    const org = await openOrg();
    org.salesforce.fail({ action: { kind: 'drop', when: 'after' } });
    const outcome = (await org.connector.write([change])).get(changeKey);
    expect(outcome).toMatchObject({ status: 'applied', id: ids.ada });
    expect(org.calls()).toHaveLength(2);
  });

  it.each([
    ['the connection is cut', { kind: 'drop', when: 'after' }],
    ['the answer stalls', { kind: 'stall' }],
    ['half of it arrives', { kind: 'malformed' }],
    ['Salesforce answers 500', { kind: 'status', status: 500, afterWork: true }],
    ['a gateway gives up', { kind: 'status', status: 503, afterWork: true, asPage: true }],
  ] as const)('is unknown and not sent again when %s to a create', async (_, action) => {
    const org = await openOrg({}, { timeoutMs: 500 });
    org.salesforce.fail({ action });
    const outcomes = await org.connector.write([change, task('t'), deal('d')]);
    expect([...outcomes.values()].map(({ status }) => status)).toEqual([
      'unknown',
      'unknown',
      'unknown',
    ]);
    expect(org.calls()).toHaveLength(1);
    const found = await org.connector.reconcile(
      [change, task('t'), deal('d')].map((operation) => ({
        operation,
        before: { oppspot__Score__c: null },
      })),
    );
    expect([...found.values()].map(({ state }) => state)).toEqual([
      'applied',
      'applied',
      'applied',
    ]);
    expect(org.salesforce.records('Task')).toHaveLength(1);
    expect(org.salesforce.records('Opportunity')).toHaveLength(1);
  });

  it('stays unknown when the session ends before it can be sent again', async () => {
    const accesses: Access[] = [];
    const session: SalesforceSession = {
      async current(refused) {
        if (refused !== undefined) throw new Error('vault closed');
        return { accessToken: 'token-1', instanceUrl: accesses[0]?.instanceUrl ?? '' };
      },
    };
    const org = await newOrg({}, { session });
    accesses.push({ accessToken: 'token-1', instanceUrl: org.salesforce.url });
    await org.connector.provision();
    org.salesforce.fail(
      { action: { kind: 'drop', when: 'after' } },
      { action: { kind: 'status', status: 401 } },
    );
    expect((await org.connector.write([change])).get(changeKey)).toMatchObject({
      status: 'unknown',
    });
  });

  it('is certainly not done when no connection could be made', async () => {
    const org = await openOrg();
    await org.salesforce.close();
    const outcome = (await org.connector.write([task('t')])).get('t');
    expect(outcome).toMatchObject({ status: 'failed', error: { kind: 'transient' } });
  });

  it('never throws, even when there is no token', async () => {
    const session: SalesforceSession = {
      current: async () => {
        throw new Error('vault closed');
      },
    };
    const { connector, calls } = await newOrg({}, { session });
    const outcome = (await connector.write([change])).get(changeKey);
    expect(outcome).toMatchObject({ status: 'failed', error: { kind: 'unexpected' } });
    expect(calls()).toEqual([]);
  });
});
