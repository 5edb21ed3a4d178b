import { Redis } from '@upstash/redis';
import type { Logger } from 'pino';
import { AppError } from '../errors.ts';
import type { ErasableCache } from './cache.ts';

export interface UpstashCacheOptions {
  readonly url: string;
  readonly token: string;
  readonly logger: Pick<Logger, 'warn'>;
  /** Before every key, so that several programs can share a database. Default `smartsync:`. */
  readonly prefix?: string;
  /** For one call; a cache slower than this is no help. Default 500. */
  readonly timeoutMs?: number;
}

/** A cache in Redis over Upstash's REST protocol. A failing Redis is a miss and a warning, no more. */
export class UpstashCache implements ErasableCache {
  readonly #redis: Redis;
  readonly #prefix: string;
  readonly #logger: Pick<Logger, 'warn'>;

  constructor(options: UpstashCacheOptions) {
    const timeoutMs = options.timeoutMs ?? 500;
    this.#prefix = options.prefix ?? 'smartsync:';
    this.#logger = options.logger;
    this.#redis = new Redis({
      url: options.url,
      token: options.token,
      enableTelemetry: false,
      automaticDeserialization: false,
      readYourWrites: false,
      // One slow or refused command must not take its neighbours with it.
      enableAutoPipelining: false,
      retry: { retries: 1, backoff: () => 20 },
      // As a function it is one deadline per call, and its end is an error: a plain signal's end
      // comes back as if it were Redis' answer.
      signal: () => AbortSignal.timeout(timeoutMs),
    });
  }

  async get<T>(key: string): Promise<T | null> {
    return this.#orMiss('get', async () => {
      const json = await this.#redis.get<string>(this.#prefix + key);
      return json === null ? null : (JSON.parse(json) as T);
    });
  }

  async set(key: string, value: unknown, ttlMs: number): Promise<void> {
    if (ttlMs <= 0) return this.delete(key);
    await this.#orMiss('set', () =>
      this.#redis.set(this.#prefix + key, JSON.stringify(value), { px: Math.ceil(ttlMs) }),
    );
  }

  async delete(key: string): Promise<void> {
    await this.#orMiss('delete', () => this.#redis.del(this.#prefix + key));
  }

  async erase(key: string): Promise<void> {
    try {
      await this.#redis.del(this.#prefix + key);
    } catch (error) {
      throw new AppError('The shared cache does not answer at the moment; try again shortly.', {
        code: 'cache_unavailable',
        status: 503,
        retryable: true,
        retryAfterMs: 2_000,
        cause: error instanceof Error ? error.name : 'unknown',
      });
    }
  }

  async #orMiss<T>(operation: string, call: () => Promise<T | null>): Promise<T | null> {
    try {
      return await call();
    } catch (error) {
      // The client's message repeats the command with its values; the name is enough.
      const reason = error instanceof Error ? error.name : 'unknown';
      this.#logger.warn({ operation, reason }, 'the shared cache did not answer');
      return null;
    }
  }
}
