/** What several processes do when they cannot count together: each has its share, and no more. */

import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import type { Limiter } from '../../server/limits/limiter.ts';
import { openLimiter } from '../../server/limits/open-limiter.ts';
import { shareOf, usualPolicies } from '../../server/limits/policies.ts';
import type { Urgency } from '../../server/limits/urgency.ts';
import { beat, leave } from '../../server/store/processes.ts';
import { reachableRedis } from '../cache/support/redis.ts';
import { startRestProxy } from '../cache/support/rest-proxy.ts';
import { databases, type TestDatabase } from '../support/databases.ts';
import { type VirtualTime, virtualTime } from './support/virtual-time.ts';

const redis = await reachableRedis();
/** Redis outlives the tests. */
const account = { crm: 'hubspot', id: randomUUID() } as const;

describe('a share of a limit', () => {
  it.each([1, 2, 3, 7, 40])(
    'of %i processes: all together have no more than the limit',
    (count) => {
      const { hubspot, salesforce } = usualPolicies();
      for (const policy of [hubspot?.standard, salesforce?.standard]) {
        if (!policy) throw new Error('There is no such limit.');
        const share = shareOf(policy, count);
        if (count <= policy.limit) expect(share.limit * count).toBeLessThanOrEqual(policy.limit);
        expect(share.bulkLimit).toBeLessThanOrEqual(share.limit);
        expect(share.limit).toBeGreaterThanOrEqual(1);
      }
    },
  );
});

describe.each(databases)('the processes on one database, on $name', (kind) => {
  let database: TestDatabase;
  beforeEach(async () => {
    database = await kind.open();
  });
  afterEach(() => database.close());
  const alive = (instanceId: string, apart = false, countsForMs = 30_000) =>
    database.asSystem((trx) => beat(trx, { instanceId, role: 'server', apart, countsForMs }));

  it('count each other, and hear of one that is apart', async () => {
    expect(await alive('a')).toEqual({ count: 1, anotherIsApart: false });
    expect(await alive('b', true)).toEqual({ count: 2, anotherIsApart: false });
    expect(await alive('a')).toEqual({ count: 2, anotherIsApart: true });
    await alive('b', false);
    expect(await alive('a')).toEqual({ count: 2, anotherIsApart: false });
  });

  it('forget one that has been silent too long, and one that left a while ago', async () => {
    await alive('dead', true, 1);
    await alive('leaving', true);
    await database.asSystem((trx) => leave(trx, 'leaving', 1));
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(await alive('a')).toEqual({ count: 1, anotherIsApart: false });
  });
});

const postgres = databases.find(({ name }) => name === 'postgres');

describe.runIf(postgres)('limiters of several processes', () => {
  let database: TestDatabase;
  beforeEach(async () => {
    if (postgres) database = await postgres.open();
  });
  afterEach(() => database.close());

  interface Running {
    readonly limiter: Limiter;
    readonly time: VirtualTime;
    readonly warnings: string[];
  }

  function start(at: { url: string; token: string } | null): Running {
    const time = virtualTime();
    const warnings: string[] = [];
    const limiter = openLimiter({
      database,
      redis: at,
      instanceId: randomUUID(),
      role: 'server',
      newId: randomUUID,
      now: () => new Date(),
      logger: { warn: (text: unknown) => void warnings.push(String(text)) },
      crmCallTimeoutMs: 8_000,
      bulkDayShare: 0.9,
      clock: time,
    });
    onTestFinished(() => limiter.close());
    return { limiter, time, warnings };
  }

  /** How many of `wanted` clicks are let through until the clock says `until`. */
  async function letThrough(
    { limiter, time }: Running,
    wanted: number,
    until: number,
    urgency: Urgency = 'click',
  ) {
    let count = 0;
    const leaving = new AbortController();
    const wishes = Array.from({ length: wanted }, () =>
      limiter.acquire(account, { signal: leaving.signal, urgency }).then(
        () => {
          count += 1;
        },
        () => {},
      ),
    );
    // What is asked of Redis and the database takes real time, whatever the clock says.
    const step = (until - time.now()) / 40;
    while (time.now() < until) {
      await new Promise((resolve) => setTimeout(resolve, 20));
      await time.run(Math.min(until, time.now() + step));
    }
    leaving.abort();
    await Promise.all(wishes);
    return count;
  }

  it('without Redis: one alone has all of the limit', async () => {
    const alone = start(null);
    expect(await letThrough(alone, 200, 1_000)).toBe(110);
    expect(alone.limiter.state()).toBe('alone');
  });

  it('without Redis: one that comes later lets people’s calls through and holds all others back, then has its share', async () => {
    const first = start(null);
    await letThrough(first, 1, 10);
    const second = start(null);
    expect(await letThrough(second, 200, 13_000, 'bulk')).toBe(0);
    expect(await letThrough(second, 1, 14_000)).toBe(1);
    expect(await letThrough(second, 200, 15_500)).toBe(54);
    expect(second.limiter.state()).toBe('fallback');
  });

  it.runIf(redis)(
    'with a Redis that goes: each keeps to its share and says so once; then it counts there again',
    async () => {
      if (!redis) return;
      const proxy = await startRestProxy(redis);
      const at = { url: proxy.url, token: proxy.token };
      const process = start(at);
      await database.asSystem((trx) =>
        beat(trx, { instanceId: 'another', role: 'server', apart: false, countsForMs: 60_000 }),
      );
      const before = await letThrough(process, 5, 100);
      expect(before).toBe(5);
      expect(process.limiter.state()).toBe('shared');

      proxy.faults.push(...Array.from({ length: 10_000 }, () => 'error' as const));
      const { time, limiter, warnings } = process;
      expect(await letThrough(process, 200, time.now() + 4_000, 'bulk')).toBe(0);
      expect(limiter.state()).toBe('fallback');
      expect(warnings).toHaveLength(1);
      expect(warnings[0]).toContain('keeps to its share');

      proxy.faults.length = 0;
      proxy.faults.push(...Array.from({ length: 10_000 }, () => 'error' as const));
      const share = await letThrough(process, 200, time.now() + 40_000);
      expect(share).toBeGreaterThanOrEqual(55);
      expect(share % 55).toBe(0);

      proxy.faults.length = 0;
      await letThrough(process, 5, time.now() + 10_000);
      await letThrough(process, 5, time.now() + 10_000);
      expect(limiter.state()).toBe('shared');
      expect(warnings.at(-1)).toContain('reached again');
      await proxy.close();
    },
  );
});
