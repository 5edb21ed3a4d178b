/** One answer of one source for one company: kept for a while, asked for once at a time. */
import type { Cache } from '../cache/cache.ts';

export interface Remembered<T> {
  readonly value: T;
  readonly fromCache: boolean;
}

export interface Question<T> {
  /** Names source and company; part of the cache key. */
  readonly key: string;
  /** Milliseconds the load may take; its signal fires then. */
  readonly deadlineMs: number;
  /** Ask again although an answer is kept. */
  readonly refresh: boolean;
  /** Milliseconds an answer is kept. Failures are not kept. */
  ttlMs(value: T): number;
  load(signal: AbortSignal): Promise<T>;
  /** What the answer comes to, where a later look can tell whether it is another; null for no mark. */
  mark?(value: T): string | null;
  /** What the mark belongs to, where the key does not spell it as the source does. */
  readonly subject?: string;
}

export type Remember = <T>(question: Question<T>) => Promise<Remembered<T>>;

/** Raised when the shape of a kept answer changes, so that old ones are not read. */
const version = 'v2';

export function createRemember(cache: Cache): Remember {
  const underWay = new Map<string, Promise<Remembered<unknown>>>();

  return <T>(question: Question<T>) => {
    const key = `research:${version}:${question.key}`;
    const flightKey = question.refresh ? `${key} refresh` : key;
    // The same key is only ever asked with the same type: the key names the source.
    const flight = underWay.get(flightKey) as Promise<Remembered<T>> | undefined;
    if (flight) return flight;
    const started = ask(key, question).finally(() => underWay.delete(flightKey));
    underWay.set(flightKey, started);
    return started;
  };

  async function ask<T>(key: string, question: Question<T>): Promise<Remembered<T>> {
    if (!question.refresh) {
      const kept = await cache.get<{ value: T }>(key);
      if (kept) return { value: kept.value, fromCache: true };
    }
    const value = await question.load(AbortSignal.timeout(question.deadlineMs));
    await cache.set(key, { value }, question.ttlMs(value));
    return { value, fromCache: false };
  }
}
