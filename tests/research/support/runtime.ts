import type { Cache } from '../../../server/cache/cache.ts';
import type { Runtime } from '../../../server/runtime.ts';

export interface TestRuntime extends Runtime {
  advance(ms: number): void;
}

/** A clock that stands still until it is told to move. */
export function testRuntime(start = '2026-11-20T09:00:00.000Z'): TestRuntime {
  let time = Date.parse(start);
  let ids = 0;
  return {
    now: () => new Date(time),
    newId: () => `00000000-0000-4000-8000-${String(++ids).padStart(12, '0')}`,
    random: () => 0.5,
    advance: (ms) => {
      time += ms;
    },
  };
}

/** Keeps JSON text, as a cache outside the process would. */
export function testCache(runtime: Runtime): Cache & { keys(): string[] } {
  const kept = new Map<string, { text: string; until: number }>();
  return {
    async get<T>(key: string) {
      const entry = kept.get(key);
      if (!entry || entry.until <= runtime.now().getTime()) return null;
      return JSON.parse(entry.text) as T;
    },
    async set(key, value, ttlMs) {
      kept.set(key, { text: JSON.stringify(value), until: runtime.now().getTime() + ttlMs });
    },
    async delete(key) {
      kept.delete(key);
    },
    keys: () => [...kept.keys()],
  };
}
