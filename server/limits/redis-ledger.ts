import { Redis } from '@upstash/redis';
import { z } from 'zod';
import type { Answer, Ledger, LedgerKey, Question } from './ledger.ts';
import type { OpenSlot } from './memory-ledger.ts';
import { exchangeScript, postponeScript } from './redis-script.ts';

export interface RedisLedgerOptions {
  readonly url: string;
  readonly token: string;
  /** Before every key, so that several programs can share a database. Default `smartsync:limits:`. */
  readonly prefix?: string;
  /** For one call, in milliseconds. Default 1,000. */
  readonly timeoutMs?: number;
  readonly newId: () => string;
  /** Milliseconds, in place of Redis' own clock. */
  readonly now?: () => number;
}

const answerForm = z.tuple([
  z.coerce.number(),
  z.coerce.number(),
  z.coerce.number(),
  z.coerce.number(),
  z.string().min(1),
  z.string(),
  z.string(),
  z.string(),
]);

/** Counts of all processes together, in Redis over Upstash's REST protocol. */
export class RedisLedger implements Ledger {
  readonly #redis: Redis;
  readonly #prefix: string;
  readonly #newId: () => string;
  readonly #now: (() => number) | undefined;
  /** Which life of Redis' memory each account's count was last seen in. */
  readonly #epochs = new Map<string, string>();

  constructor(options: RedisLedgerOptions) {
    const timeoutMs = options.timeoutMs ?? 1_000;
    this.#prefix = options.prefix ?? 'smartsync:limits:';
    this.#newId = options.newId;
    this.#now = options.now;
    this.#redis = new Redis({
      url: options.url,
      token: options.token,
      enableTelemetry: false,
      automaticDeserialization: false,
      readYourWrites: false,
      enableAutoPipelining: false,
      // Who asks decides whether to ask again: what was asked may have been granted.
      retry: { retries: 0 },
      signal: () => AbortSignal.timeout(timeoutMs),
    });
  }

  exchange(key: LedgerKey, question: Question): Promise<Answer> {
    return this.exchangeWith(key, question, []);
  }

  /** The same, and notes slots that were granted elsewhere. */
  async exchangeWith(
    { account, kind }: LedgerKey,
    question: Question,
    adopted: readonly OpenSlot[],
  ): Promise<Answer> {
    const { policy, clicks, bulk, ended, usage, deadlineMs } = question;
    const told = await this.#run(
      exchangeScript,
      [
        this.#key(account, `${kind}:slots`),
        this.#key(account, `${kind}:paced`),
        this.#key(account),
      ],
      [
        this.#time(),
        kind,
        policy.limit,
        policy.bulkLimit,
        policy.holdMs,
        policy.pace?.limit ?? 0,
        policy.pace?.intervalMs ?? 0,
        deadlineMs,
        this.#epochs.get(account) ?? '',
        this.#newId(),
        usage?.used ?? '',
        usage?.limit ?? '',
        ended.length,
        ...ended.flatMap(({ id, agoMs }) => [id, agoMs]),
        adopted.length,
        ...adopted.flatMap(({ id, leftMs }) => [id, leftMs]),
        clicks.length,
        bulk.length,
        ...clicks,
        ...bulk,
      ],
    );
    const [grantedClicks, grantedBulk, waitMs, pausedMs, epoch, used, limit, ageMs] =
      answerForm.parse(String(told).split(' '));
    this.#epochs.set(account, epoch);
    return {
      clicks: grantedClicks,
      bulk: grantedBulk,
      waitMs,
      pausedMs,
      usage:
        ageMs === '' ? null : { used: Number(used), limit: Number(limit), ageMs: Number(ageMs) },
    };
  }

  pause(key: LedgerKey, milliseconds: number): Promise<void> {
    return this.#postpone(key, 'paused', milliseconds);
  }

  hold(key: LedgerKey, milliseconds: number): Promise<void> {
    return this.#postpone(key, `held:${key.kind}`, milliseconds);
  }

  async #postpone({ account }: LedgerKey, name: string, milliseconds: number): Promise<void> {
    await this.#run(postponeScript, [this.#key(account)], [this.#time(), name, milliseconds]);
  }

  #run(script: string, keys: string[], values: (string | number)[]): Promise<unknown> {
    // By its digest first; Redis is sent the text only when it does not know it.
    return this.#redis.createScript(script).exec(keys, values.map(String));
  }

  #time(): string {
    return this.#now ? String(this.#now()) : '';
  }

  /** The braces keep an account's keys together in a cluster. */
  #key(account: string, rest?: string): string {
    return `${this.#prefix}{${account}}${rest === undefined ? '' : `:${rest}`}`;
  }
}
