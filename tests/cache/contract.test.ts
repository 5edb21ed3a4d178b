/** What every cache keeps to, whatever is behind it. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Cache } from '../../server/cache/cache.ts';
import { LayeredCache } from '../../server/cache/layered.ts';
import { MemoryCache } from '../../server/cache/memory.ts';
import { UpstashCache } from '../../server/cache/upstash.ts';
import { ResearchCache } from '../../server/store/research-cache.ts';
import { databases } from '../support/databases.ts';
import { reachableRedis } from './support/redis.ts';
import { startRestProxy } from './support/rest-proxy.ts';

interface Subject {
  readonly cache: Cache;
  /** Lets time pass for this cache. */
  readonly advance: (ms: number) => Promise<void>;
  readonly close: () => Promise<void>;
}

const silent = { warn: () => {} };

function handClock() {
  let time = Date.parse('2026-11-21T12:00:00Z');
  return {
    now: () => new Date(time),
    advance: async (ms: number) => {
      time += ms;
    },
  };
}

const subjects: { name: string; open(): Promise<Subject> }[] = [
  {
    name: 'memory',
    async open() {
      const { now, advance } = handClock();
      return { cache: new MemoryCache({ now }), advance, close: async () => {} };
    },
  },
  {
    name: 'memory before memory',
    async open() {
      const { now, advance } = handClock();
      const cache = new LayeredCache(new MemoryCache({ now }), new MemoryCache({ now }), { now });
      return { cache, advance, close: async () => {} };
    },
  },
  ...databases.map((kind) => ({
    name: `a table on ${kind.name}`,
    async open() {
      const { now, advance } = handClock();
      const database = await kind.open();
      const cache = new ResearchCache(database, { now, logger: silent });
      return { cache, advance, close: () => database.close() };
    },
  })),
];

const redis = await reachableRedis();
if (redis) {
  afterAll(() => redis.disconnect());
  subjects.push({
    name: 'Redis over REST',
    async open() {
      const proxy = await startRestProxy(redis);
      const prefix = `smartsync-test-${randomUUID()}:`;
      const cache = new UpstashCache({ ...proxy, prefix, logger: silent, timeoutMs: 5_000 });
      // Redis has a clock of its own: what it holds is moved towards its end instead.
      const advance = async (ms: number) => {
        for (const key of await redis.keys(`${prefix}*`)) {
          const left = await redis.pttl(key);
          await redis.pexpire(key, Math.max(left - ms, 0));
        }
      };
      return { cache, advance, close: () => proxy.close() };
    },
  });
}

describe.each(subjects)('a cache in $name', ({ open }) => {
  let cache: Cache;
  let advance: Subject['advance'];
  let close: Subject['close'];

  beforeAll(async () => {
    ({ cache, advance, close } = await open());
  });
  afterAll(() => close());

  it('gives null for what it never held', async () => {
    expect(await cache.get(randomUUID())).toBeNull();
  });

  it.each([
    ['an object', { name: 'Acme & Söhne', list: [1, 2.5, null], nested: { yes: true } }],
    ['a list', ['a', 'b']],
    ['text that looks like a number', '007'],
    ['text that looks like JSON', '{"a":1}'],
    ['emoji and right-to-left text', '🙂 שלום'],
    ['a number', 0],
    ['false', false],
    ['a long text', 'x'.repeat(300_000)],
  ])('gives back %s', async (_what, value) => {
    const key = randomUUID();
    await cache.set(key, value, 60_000);
    expect(await cache.get(key)).toEqual(value);
  });

  it('takes keys with any characters', async () => {
    const key = `company:https://acme.example/?a=1&b=ü%20:${randomUUID()}`;
    await cache.set(key, 1, 60_000);
    expect(await cache.get(key)).toBe(1);
  });

  it('replaces a value and its time', async () => {
    const key = randomUUID();
    await cache.set(key, 'old', 60_000);
    await cache.set(key, 'new', 600_000);
    await advance(120_000);
    expect(await cache.get(key)).toBe('new');
  });

  it('keeps a value until its time and no longer', async () => {
    const key = randomUUID();
    await cache.set(key, 'value', 600_000);
    await advance(590_000);
    expect(await cache.get(key)).toBe('value');
    await advance(10_001);
    expect(await cache.get(key)).toBeNull();
  });

  it('keeps nothing whose time is over before it starts', async () => {
    const key = randomUUID();
    await cache.set(key, 'value', 60_000);
    await cache.set(key, 'value', 0);
    expect(await cache.get(key)).toBeNull();
  });

  it('deletes, also what is not there', async () => {
    const key = randomUUID();
    await cache.set(key, 'value', 60_000);
    await cache.delete(key);
    await cache.delete(key);
    expect(await cache.get(key)).toBeNull();
  });

  it('gives everybody a value of their own', async () => {
    const key = randomUUID();
    const value = { list: [1] };
    await cache.set(key, value, 60_000);
    value.list.push(2);
    (await cache.get<typeof value>(key))?.list.push(3);
    expect(await cache.get(key)).toEqual({ list: [1] });
  });

  it('bears simultaneous use of one key', async () => {
    const key = randomUUID();
    await Promise.all(Array.from({ length: 20 }, (_, index) => cache.set(key, index, 60_000)));
    expect(await cache.get<number>(key)).toBeGreaterThanOrEqual(0);
  });
});
