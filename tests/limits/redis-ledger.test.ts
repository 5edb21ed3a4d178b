/** The count in Redis is the count in memory, kept where all processes reach it. */
import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LedgerKey, Question } from '../../server/limits/ledger.ts';
import { MemoryLedger } from '../../server/limits/memory-ledger.ts';
import type { Policy } from '../../server/limits/policies.ts';
import { RedisLedger } from '../../server/limits/redis-ledger.ts';
import { reachableRedis } from '../cache/support/redis.ts';
import { type RestProxy, startRestProxy } from '../cache/support/rest-proxy.ts';

const redis = await reachableRedis();
const key: LedgerKey = { account: 'hubspot:4711', kind: 'standard' };
const policy: Policy = {
  limit: 5,
  bulkLimit: 4,
  holdMs: 10_000,
  pace: { limit: 2, intervalMs: 1_000 },
};
const atOnce: Policy = { limit: 5, bulkLimit: 3, holdMs: 0, pace: null };
const nothing: Question = {
  policy,
  clicks: [],
  bulk: [],
  deadlineMs: 12_000,
  ended: [],
  usage: null,
};

interface Asking {
  readonly do: 'ask';
  readonly clicks: number;
  readonly bulk: number;
  readonly ends: number;
}
interface Waiting {
  readonly do: 'wait';
  readonly milliseconds: number;
}
interface Closing {
  readonly do: 'pause' | 'hold';
  readonly milliseconds: number;
}

const steps = fc.array(
  fc.oneof(
    {
      weight: 5,
      arbitrary: fc.record<Asking>({
        do: fc.constant('ask' as const),
        clicks: fc.nat({ max: 4 }),
        bulk: fc.nat({ max: 4 }),
        ends: fc.nat({ max: 3 }),
      }),
    },
    {
      weight: 3,
      arbitrary: fc.record<Waiting>({
        do: fc.constant('wait' as const),
        milliseconds: fc.nat({ max: 9_000 }),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record<Closing>({
        do: fc.constantFrom('pause' as const, 'hold' as const),
        milliseconds: fc.nat({ max: 15_000 }),
      }),
    },
  ),
  { minLength: 5, maxLength: 40 },
);

describe.runIf(redis)('the count in Redis', () => {
  let proxy: RestProxy;
  beforeAll(async () => {
    if (redis) proxy = await startRestProxy(redis);
  });
  afterAll(async () => {
    await proxy.close();
    redis?.disconnect();
  });
  const open = (options: { prefix?: string; now?: () => number } = {}) =>
    new RedisLedger({
      ...proxy,
      prefix: `smartsync-test-${randomUUID()}:`,
      newId: randomUUID,
      timeoutMs: 5_000,
      ...options,
    });

  it.each([
    ['calls of a window', policy],
    ['calls under way', atOnce],
  ])('answers as the one in memory does, for %s', async (_, rule) => {
    await fc.assert(
      fc.asyncProperty(steps, async (schedule) => {
        // A true time of day: Redis keeps it as a float, and the keys must not expire by it.
        let now = Date.now();
        const clock = { now: () => now };
        const inMemory = new MemoryLedger(clock);
        const inRedis = open(clock);
        const waiting: string[] = [];
        for (const [index, step] of schedule.entries()) {
          if (step.do === 'wait') now += step.milliseconds;
          else if (step.do !== 'ask') {
            await inMemory[step.do](key, step.milliseconds);
            await inRedis[step.do](key, step.milliseconds);
          } else {
            const named = (kind: string, count: number) =>
              Array.from({ length: count }, (_unused, wish) => `${index}.${kind}.${wish}`);
            const question = {
              ...nothing,
              policy: rule,
              clicks: named('click', step.clicks),
              bulk: named('bulk', step.bulk),
              ended: waiting.splice(0, step.ends).map((id) => ({ id, agoMs: 100 })),
              usage: index % 7 === 0 ? { used: index, limit: 100 } : null,
            };
            const expected = await inMemory.exchange(key, question);
            const answer = await inRedis.exchange(key, question);
            expect(rounded(answer)).toEqual(rounded(expected));
            waiting.push(...question.clicks.slice(0, answer.clicks));
            waiting.push(...question.bulk.slice(0, answer.bulk));
          }
        }
      }),
      { numRuns: 40 },
    );
  });

  it('is one for all who use it', async () => {
    const prefix = `smartsync-test-${randomUUID()}:`;
    const [first, second] = [open({ prefix }), open({ prefix })];
    expect(await first.exchange(key, { ...nothing, clicks: ['a', 'b', 'c'] })).toMatchObject({
      clicks: 3,
    });
    const answer = await second.exchange(key, { ...nothing, clicks: ['d', 'e', 'f'] });
    expect(answer).toMatchObject({ clicks: 2, pausedMs: 0 });
    await first.pause(key, 60_000);
    const refused = await second.exchange(key, nothing);
    expect(refused.pausedMs).toBeGreaterThan(59_000);
    const other = { account: 'hubspot:4712', kind: 'standard' };
    expect(await second.exchange(other, { ...nothing, clicks: ['g'] })).toMatchObject({
      clicks: 1,
      pausedMs: 0,
    });
  });

  it('goes by Redis’ clock, whatever that of the process says', async () => {
    const ledger = open();
    const full = ['a', 'b', 'c', 'd', 'e'];
    await ledger.exchange(key, { ...nothing, clicks: full });
    const ended = full.map((id) => ({ id, agoMs: 9_900 }));
    const early = await ledger.exchange(key, { ...nothing, ended, clicks: ['f'] });
    expect(early.clicks).toBe(0);
    expect(early.waitMs).toBeLessThanOrEqual(100);
    await new Promise((resolve) => setTimeout(resolve, 120));
    expect(await ledger.exchange(key, { ...nothing, clicks: ['g'] })).toMatchObject({ clicks: 1 });
  });

  it('that has lost its memory makes every window count as used up once', async () => {
    let now = Date.now();
    const prefix = `smartsync-test-${randomUUID()}:`;
    const ledger = open({ prefix, now: () => now });
    await ledger.exchange(key, { ...nothing, clicks: ['a', 'b', 'c', 'd', 'e'] });
    const lost = await redis?.keys(`${prefix}*`);
    if (lost && lost.length > 0) await redis?.del(lost);
    expect(await ledger.exchange(key, { ...nothing, clicks: ['f'] })).toMatchObject({ clicks: 0 });
    now += 10_001;
    expect(await ledger.exchange(key, { ...nothing, clicks: ['g'] })).toMatchObject({ clicks: 1 });
  });

  it('leaves nothing in Redis for ever', async () => {
    const prefix = `smartsync-test-${randomUUID()}:`;
    const ledger = open({ prefix });
    await ledger.exchange(key, { ...nothing, clicks: ['a'], bulk: ['b'] });
    await ledger.pause(key, 1_000);
    const kept = (await redis?.keys(`${prefix}*`)) ?? [];
    expect(kept).toHaveLength(3);
    for (const name of kept) expect(await redis?.pttl(name)).toBeGreaterThan(0);
  });

  it.each(['error', 'nonsense'] as const)(
    'that answers with an %s has not answered',
    async (fault) => {
      const ledger = open();
      proxy.faults.push(fault, fault);
      await expect(ledger.exchange(key, nothing)).rejects.toThrow();
      proxy.faults.length = 0;
    },
  );
});

/** Redis keeps moments to the microsecond. */
function rounded<T extends object>(answer: T): object {
  return JSON.parse(JSON.stringify(answer), (_, value) =>
    typeof value === 'number' ? Math.round(value) : value,
  );
}
