import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { UpstashCache } from '../../server/cache/upstash.ts';
import { reachableRedis } from './support/redis.ts';
import { type RestProxy, startRestProxy } from './support/rest-proxy.ts';

const redis = await reachableRedis();

describe.runIf(redis)('a Redis that fails', () => {
  let proxy: RestProxy;
  let warnings: unknown[];
  const logger = { warn: (details: object) => void warnings.push(details) };
  const open = (overrides: { token?: string; url?: string; timeoutMs?: number } = {}) =>
    new UpstashCache({ ...proxy, prefix: `smartsync-test-${randomUUID()}:`, logger, ...overrides });

  beforeAll(async () => {
    if (redis) proxy = await startRestProxy(redis);
  });
  beforeEach(() => {
    warnings = [];
  });
  afterAll(async () => {
    await proxy.close();
    redis?.disconnect();
  });

  it.each(['error', 'nonsense'] as const)('with an %s is a miss and a warning', async (fault) => {
    const cache = open({ timeoutMs: 5_000 });
    await cache.set('key', 'value', 60_000);
    proxy.faults.push(fault);
    expect(await cache.get('key')).toBeNull();
    expect(warnings).toMatchObject([{ operation: 'get' }]);
    expect(await cache.get('key')).toBe('value');
  });

  it('by not answering is given up after the time allowed', async () => {
    proxy.faults.push('hang', 'hang');
    expect(await open({ timeoutMs: 50 }).get('key')).toBeNull();
    expect(warnings).toEqual([{ operation: 'get', reason: 'TimeoutError' }]);
    proxy.faults.length = 0;
  });

  it('by refusing the token never throws and repeats no value in the log', async () => {
    const cache = open({ token: 'wrong' });
    await cache.set('key', 'a company fact', 60_000);
    await cache.delete('key');
    expect(warnings).toHaveLength(2);
    expect(JSON.stringify(warnings)).not.toContain('company fact');
  });

  it('says so when something has to be gone for certain', async () => {
    const cache = open({ timeoutMs: 5_000 });
    await cache.set('key', 'a summary', 60_000);
    proxy.faults.push('error');
    await expect(cache.erase('key')).rejects.toMatchObject({
      code: 'cache_unavailable',
      retryable: true,
    });
    await cache.erase('key');
    expect(await cache.get('key')).toBeNull();
  });

  it('by being away never throws', async () => {
    const cache = open({ url: 'http://127.0.0.1:9' });
    await cache.set('key', 'value', 60_000);
    expect(await cache.get('key')).toBeNull();
    expect(warnings).toHaveLength(2);
  });

  it('keeps keys of other programs apart by its prefix', async () => {
    const cache = new UpstashCache({ ...proxy, logger, timeoutMs: 5_000 });
    proxy.commands.length = 0;
    await cache.set('key', 'value', 1_500);
    expect(proxy.commands).toEqual([['set', 'smartsync:key', '"value"', 'px', '1500']]);
    await cache.delete('key');
  });
});
