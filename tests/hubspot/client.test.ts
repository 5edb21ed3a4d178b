import { describe, expect, it } from 'vitest';
import type { WriteOperation } from '../../server/crm/connector.ts';
import { isCrmError } from '../../server/crm/errors.ts';
import { budgetOf } from '../../server/limits/budget.ts';
import type { CallKind } from '../../server/limits/limiter.ts';
import { inBulk } from '../../server/limits/urgency.ts';
import { aloneLimiter, impatientClock, testBudget } from '../support/limits.ts';
import {
  batch,
  connectTo,
  objects,
  record,
  refusedProperty,
  scriptedHubSpot,
} from './scripted-hubspot.ts';

const contact = `${objects}/contacts/1001`;
const updates = `${objects}/contacts/batch/update`;
const taskCreation = `${objects}/tasks/batch/create`;

const update: WriteOperation = {
  kind: 'update',
  key: 'u',
  record: { object: 'contact', id: '1001' },
  values: { oppspot_score: '72' },
};
const task: WriteOperation = {
  kind: 'create-task',
  key: 'task:1',
  task: {
    key: 'task:1',
    subject: 'Call Ada',
    body: 'Because.',
    dueAt: '2026-11-23T09:00:00.000Z',
    priority: 'high',
    ownerId: null,
    associations: [{ object: 'contact', id: '1001' }],
    reason: 'Score 82.',
  },
};

async function failureOf(promise: Promise<unknown>) {
  const error = await promise.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!isCrmError(error)) throw new Error(`expected a CrmError, got ${String(error)}`);
  return error;
}

describe('a call to HubSpot', () => {
  it('carries the token and goes to the dated path', async () => {
    const script = await scriptedHubSpot();
    script.on('GET', contact, { body: record('1001') });
    await connectTo(script).connector.readRecords('contact', ['1001']);
    expect(script.requests[0]?.headers.authorization).toBe('Bearer token-1');
    expect(script.paths()).toEqual([`GET ${contact}`]);
  });

  it('takes one from the account’s budget, retries included', async () => {
    const script = await scriptedHubSpot();
    script.on('GET', contact, { status: 503 }).on('GET', contact, { body: record('1001') });
    const taken: string[] = [];
    const budget = testBudget('hubspot');
    const counting = {
      ...budget,
      async acquire(kind?: CallKind) {
        const slot = await budget.acquire(kind);
        taken.push(`${kind} taken`);
        return {
          done() {
            taken.push('answered');
            slot.done();
          },
        };
      },
    };
    await connectTo(script, { budget: counting }).connector.readRecords('contact', ['1001']);
    expect(taken).toEqual(['standard taken', 'answered', 'standard taken', 'answered']);
  });

  it('is not sent, and needs no token, while the account has no calls left for today', async () => {
    const script = await scriptedHubSpot();
    const daily = { message: 'You have reached your daily limit.', policyName: 'DAILY' };
    script.on('GET', contact, { status: 429, body: daily }, 9);
    const clock = impatientClock();
    const limiter = aloneLimiter({ clock });
    const account = { crm: 'hubspot', id: '4711' } as const;
    const { connector } = connectTo(script, { budget: budgetOf(limiter, account) });
    const read = () => failureOf(connector.readRecords('contact', ['1001']));
    expect(await read()).toMatchObject({ kind: 'rate_limited', retryAfterMs: 3_600_000 });
    expect(limiter.pausedUntil(account)).not.toBeNull();
    clock.advance(60_000);
    const refusal = await read();
    expect(refusal).toMatchObject({ kind: 'rate_limited', retryAfterMs: 3_540_000 });
    expect(refusal.message).toContain('used up');
    expect(script.requests).toHaveLength(1);
    const another = { crm: 'hubspot', id: '4712' } as const;
    expect(limiter.pausedUntil(another)).toBeNull();
    clock.advance(3_540_000);
    await read();
    expect(script.requests).toHaveLength(2);
  });

  it('waits out a limit of seconds, which others may have used up: bulk work for minutes', async () => {
    const script = await scriptedHubSpot();
    const policyName = 'TEN_SECONDLY_ROLLING';
    script
      .on('GET', contact, { status: 429, body: { policyName } }, 8)
      .on('GET', contact, { body: record('1001') });
    const { connector } = connectTo(script);
    const result = await inBulk(() => connector.readRecords('contact', ['1001']));
    expect(result.get('1001')?.ok).toBe(true);
    expect(script.requests).toHaveLength(9);
  });

  it.each([502, 503, 504, 477, 423, 429])('is read again after %i', async (status) => {
    const script = await scriptedHubSpot();
    script.on('GET', contact, { status }).on('GET', contact, { body: record('1001') });
    const { connector, pauses } = connectTo(script);
    const result = await connector.readRecords('contact', ['1001']);
    expect(result.get('1001')?.ok).toBe(true);
    expect(pauses).toHaveLength(1);
  });

  it('waits as long as HubSpot says', async () => {
    const script = await scriptedHubSpot();
    script
      .on('GET', contact, { status: 429, headers: { 'retry-after': '3' } })
      .on('GET', contact, { body: record('1001') });
    const { connector, pauses } = connectTo(script);
    await connector.readRecords('contact', ['1001']);
    expect(pauses).toEqual([3_125]);
  });

  it('gives up after four attempts with the error HubSpot gave', async () => {
    const script = await scriptedHubSpot();
    const body = { message: 'down', correlationId: 'c-1' };
    script.on('GET', contact, { status: 503, body }, 9);
    const error = await failureOf(connectTo(script).connector.readRecords('contact', ['1001']));
    expect(error).toMatchObject({ kind: 'transient', crmStatus: 503, correlationId: 'c-1' });
    expect(script.requests).toHaveLength(4);
  });

  it('asks once for a new token when HubSpot refuses the one it had', async () => {
    const script = await scriptedHubSpot();
    const expired = { category: 'EXPIRED_AUTHENTICATION', message: 'expired 7 second(s) ago.' };
    script
      .on('GET', contact, { status: 401, body: expired })
      .on('GET', contact, { body: record('1001') });
    const refusedTokens: (string | undefined)[] = [];
    const accessToken = async (refused?: string) => {
      refusedTokens.push(refused);
      return refused ? 'token-2' : 'token-1';
    };
    const { connector } = connectTo(script, { accessToken });
    expect((await connector.readRecords('contact', ['1001'])).get('1001')?.ok).toBe(true);
    expect(refusedTokens).toEqual([undefined, 'token-1']);
    expect(script.requests[1]?.headers.authorization).toBe('Bearer token-2');
  });

  it('needs a person when there is no other token', async () => {
    const script = await scriptedHubSpot();
    script.on('GET', contact, { status: 401, body: { category: 'INVALID_AUTHENTICATION' } });
    const error = await failureOf(connectTo(script).connector.readRecords('contact', ['1001']));
    expect(error.kind).toBe('needs_reauthorisation');
    expect(script.requests).toHaveLength(1);
  });

  it.each(['silence', 'stall'] as const)(
    'ends at its deadline when the server answers with %s',
    async (instead) => {
      const script = await scriptedHubSpot();
      script.on('GET', contact, { body: record('1001'), instead }, 4);
      const { connector } = connectTo(script, { timeoutMs: 50 });
      const error = await failureOf(connector.readRecords('contact', ['1001']));
      expect(error).toMatchObject({ kind: 'transient', crmStatus: null, outcomeUnknown: false });
      expect(error.message).toContain('in time');
    },
  );

  it('goes on over the same connections after one has timed out', async () => {
    const script = await scriptedHubSpot();
    script.on('GET', contact, { instead: 'silence' }).on('GET', contact, { body: record('1001') });
    const { connector } = connectTo(script, { timeoutMs: 500 });
    expect((await connector.readRecords('contact', ['1001'])).get('1001')?.ok).toBe(true);
  });
});

describe('a write whose answer is lost', () => {
  it('is sent again when it is an update, which says the same twice', async () => {
    const script = await scriptedHubSpot();
    script
      .on('POST', updates, { instead: 'cut' })
      .on('POST', updates, { body: batch([record('1001')]) });
    const outcomes = await connectTo(script).connector.write([update]);
    expect(outcomes.get('u')).toMatchObject({ status: 'applied', id: '1001' });
    expect(script.requests).toHaveLength(2);
  });

  it.each([
    ['the connection is cut', { instead: 'cut' }],
    ['nothing is answered in time', { instead: 'silence' }],
    ['the answer stalls', { status: 201, instead: 'stall' }],
    ['a gateway answers 502', { status: 502, body: '<html>Bad gateway</html>' }],
    ['a gateway answers 504', { status: 504, body: '<html>Timeout</html>' }],
    ['HubSpot answers 500', { status: 500 }],
    ['the answer is not JSON', { status: 201, body: 'created' }],
  ] as const)('is unknown and not sent again when %s to a create', async (_, answer) => {
    const script = await scriptedHubSpot();
    script.on('POST', taskCreation, answer, 2);
    const { connector } = connectTo(script, { timeoutMs: 100 });
    const outcome = (await connector.write([task])).get('task:1');
    expect(outcome?.status).toBe('unknown');
    expect(script.requests).toHaveLength(1);
  });

  it.each([423, 429, 477])(
    'is sent again when a create was refused with %i before any work',
    async (status) => {
      const script = await scriptedHubSpot();
      script.on('POST', taskCreation, { status }).on('POST', taskCreation, (seen) => ({
        status: 201,
        body: batch([record('4001', seen.body.inputs[0].properties)]),
      }));
      const outcome = (await connectTo(script).connector.write([task])).get('task:1');
      expect(outcome).toMatchObject({ status: 'applied', id: '4001' });
    },
  );

  it('is certainly not done when no connection could be made', async () => {
    const script = await scriptedHubSpot();
    const { connector } = connectTo(script, { baseUrl: 'http://127.0.0.1:1' });
    const outcome = (await connector.write([task])).get('task:1');
    expect(outcome).toMatchObject({ status: 'failed', error: { kind: 'transient' } });
  });

  it('stays unknown when later attempts are refused for another reason', async () => {
    const script = await scriptedHubSpot();
    script
      .on('POST', updates, { instead: 'cut' })
      .on('POST', updates, { status: 429, headers: { 'retry-after': '60' } });
    const outcome = (await connectTo(script).connector.write([update])).get('u');
    expect(outcome).toMatchObject({ status: 'unknown', error: { kind: 'rate_limited' } });
  });

  it('never throws, even when there is no token', async () => {
    const script = await scriptedHubSpot();
    const accessToken = async () => {
      throw new Error('vault closed');
    };
    const outcome = (await connectTo(script, { accessToken }).connector.write([update])).get('u');
    expect(outcome).toMatchObject({ status: 'failed', error: { kind: 'unexpected' } });
    expect(script.requests).toEqual([]);
  });

  it('keeps validation failures as they are', async () => {
    const script = await scriptedHubSpot();
    script.on('POST', updates, refusedProperty('oppspot_score', 'INVALID_NUMBER'));
    const outcome = (await connectTo(script).connector.write([update])).get('u');
    expect(outcome).toMatchObject({ status: 'failed', error: { kind: 'validation' } });
  });
});
