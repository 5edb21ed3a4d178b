import type { Cache } from './cache.ts';

export interface LayeredCacheOptions {
  readonly now: () => Date;
  /** Longest time the fast layer keeps a value, and so misses another process's change. Default 60 s. */
  readonly maxFastTtlMs?: number;
}

interface Stored {
  readonly value: unknown;
  /** Milliseconds since 1970; lets the fast layer be filled for the time that is left. */
  readonly expiresAt: number;
}

/** A fast cache in front of one that is shared or survives a restart. */
export class LayeredCache implements Cache {
  readonly #fast: Cache;
  readonly #durable: Cache;
  readonly #now: () => Date;
  readonly #maxFastTtlMs: number;

  constructor(fast: Cache, durable: Cache, options: LayeredCacheOptions) {
    this.#fast = fast;
    this.#durable = durable;
    this.#now = options.now;
    this.#maxFastTtlMs = options.maxFastTtlMs ?? 60_000;
  }

  async get<T>(key: string): Promise<T | null> {
    const near = await this.#fast.get<Stored>(key);
    if (near) return near.value as T;
    const far = await this.#durable.get<Stored>(key);
    if (!far) return null;
    const leftMs = far.expiresAt - this.#now().getTime();
    // The layers' clocks may differ; ours decides.
    if (leftMs <= 0) return null;
    await this.#fast.set(key, far, Math.min(leftMs, this.#maxFastTtlMs));
    return far.value as T;
  }

  async set(key: string, value: unknown, ttlMs: number): Promise<void> {
    const stored: Stored = { value, expiresAt: this.#now().getTime() + ttlMs };
    await Promise.all([
      this.#fast.set(key, stored, Math.min(ttlMs, this.#maxFastTtlMs)),
      this.#durable.set(key, stored, ttlMs),
    ]);
  }

  async delete(key: string): Promise<void> {
    await Promise.all([this.#fast.delete(key), this.#durable.delete(key)]);
  }
}
