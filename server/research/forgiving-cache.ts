import type { Cache } from '../cache/cache.ts';

/** A cache that is down costs time, never an answer. */
export function forgivingCache(cache: Cache, onError: (error: unknown) => void): Cache {
  return {
    get: <T>(key: string) =>
      cache.get<T>(key).catch((error: unknown) => {
        onError(error);
        return null;
      }),
    set: (key, value, ttlMs) => cache.set(key, value, ttlMs).catch(onError),
    delete: (key) => cache.delete(key).catch(onError),
  };
}
