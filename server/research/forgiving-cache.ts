import type { Cache } from '../cache/cache.ts';

export interface ForgivingCache extends Cache {
  /** Resolves when nothing is being written any more. */
  settled(): Promise<void>;
}

/**
 * A cache that never costs an answer, and no time either: one that is down is empty, and nobody waits
 * for a value to be kept. Whoever asks for that value meanwhile does.
 */
export function forgivingCache(cache: Cache, onError: (error: unknown) => void): ForgivingCache {
  const writes = new Map<string, Promise<void>>();
  return {
    async get<T>(key: string) {
      try {
        await writes.get(key);
        return await cache.get<T>(key);
      } catch (error) {
        onError(error);
        return null;
      }
    },
    async set(key, value, ttlMs) {
      const write = cache.set(key, value, ttlMs).catch(onError);
      writes.set(key, write);
      void write.then(() => {
        if (writes.get(key) === write) writes.delete(key);
      });
    },
    async delete(key) {
      await writes.get(key);
      await cache.delete(key).catch(onError);
    },
    async settled() {
      await Promise.all(writes.values());
    },
  };
}
