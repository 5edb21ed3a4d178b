import { Redis } from 'ioredis';

const url = process.env.REDIS_URL ?? 'redis://127.0.0.1:6379';

/** A Redis to test on, or null with a notice; a REDIS_URL that does not answer is a failure. */
export async function reachableRedis(): Promise<Redis | null> {
  const redis = new Redis(url, { lazyConnect: true, maxRetriesPerRequest: 0, retryStrategy: null });
  // The rejected connect tells; without a listener the same error would also be printed.
  redis.on('error', () => {});
  try {
    await redis.connect();
    return redis;
  } catch (error) {
    redis.disconnect();
    if (process.env.REDIS_URL) throw error;
    console.warn('Cache tests run without Redis: none on 127.0.0.1:6379 and REDIS_URL is not set.');
    return null;
  }
}
