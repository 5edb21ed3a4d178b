import type { ErasableCache } from './cache.ts';

export interface MemoryCacheOptions {
  readonly now: () => Date;
  /** Default 10,000. */
  readonly maxEntries?: number;
  /** Of all values' JSON together. Default 32 million. */
  readonly maxCharacters?: number;
}

interface Entry {
  readonly json: string;
  readonly expiresAt: number;
}

/**
 * A cache in this process that forgets the least recently used entries beyond its limits. Values are
 * kept as JSON, so that no caller can change what another one gets.
 */
export class MemoryCache implements ErasableCache {
  readonly #now: () => Date;
  readonly #maxEntries: number;
  readonly #maxCharacters: number;
  /** Least recently used first: a Map keeps the order of insertion. */
  readonly #entries = new Map<string, Entry>();
  #characters = 0;

  constructor(options: MemoryCacheOptions) {
    this.#now = options.now;
    this.#maxEntries = options.maxEntries ?? 10_000;
    this.#maxCharacters = options.maxCharacters ?? 32_000_000;
  }

  async get<T>(key: string): Promise<T | null> {
    const entry = this.#entries.get(key);
    if (!entry) return null;
    this.#remove(key);
    if (entry.expiresAt <= this.#now().getTime()) return null;
    this.#add(key, entry);
    return JSON.parse(entry.json) as T;
  }

  async set(key: string, value: unknown, ttlMs: number): Promise<void> {
    this.#remove(key);
    if (ttlMs <= 0) return;
    this.#add(key, { json: JSON.stringify(value), expiresAt: this.#now().getTime() + ttlMs });
    for (const oldest of this.#entries.keys()) {
      if (this.#entries.size <= this.#maxEntries && this.#characters <= this.#maxCharacters) break;
      this.#remove(oldest);
    }
  }

  async delete(key: string): Promise<void> {
    this.#remove(key);
  }

  async erase(key: string): Promise<void> {
    this.#remove(key);
  }

  #add(key: string, entry: Entry): void {
    this.#entries.set(key, entry);
    this.#characters += entry.json.length;
  }

  #remove(key: string): void {
    const entry = this.#entries.get(key);
    if (entry && this.#entries.delete(key)) this.#characters -= entry.json.length;
  }
}
