/**
 * The count of a process among others: in Redis while that answers, else by its share of the limit.
 *
 * A process that cannot reach Redis says so in the database, and all others keep to their shares as well
 * until it can. It grants nothing before they have heard of it and a window has passed. A process whose
 * Redis is back counts in both places until nobody is apart any more, so that no call is forgotten.
 */
import type { Logger } from 'pino';
import type { LimiterClock } from './clock.ts';
import type { Answer, Ledger, LedgerKey, Question } from './ledger.ts';
import type { LimiterState } from './limiter.ts';
import type { MemoryLedger } from './memory-ledger.ts';
import type { Presence } from './presence.ts';
import type { RedisLedger } from './redis-ledger.ts';
import { type SharedOut, sharedOut } from './shared-out.ts';

/** One failure may be chance; for so long the question is repeated and nothing granted. */
const patienceMs = 2_000;
/** How often a Redis that failed is tried again. */
const probeEveryMs = 2_000;

export interface CommonLedgerOptions {
  readonly own: MemoryLedger;
  readonly redis: RedisLedger;
  readonly presence: Presence;
  readonly clock: LimiterClock;
  readonly logger: Pick<Logger, 'warn'>;
}

/**
 * `shared`: Redis counts. `apart`: it does not answer, and our share counts. `returning`: both, until the
 * others have been told that we are back.
 */
type Mode = 'shared' | 'apart' | 'returning';

export class CommonLedger implements Ledger {
  readonly #options: CommonLedgerOptions;
  readonly #share: SharedOut;
  #mode: Mode = 'shared';
  /** Since when Redis has failed without an answer in between; null while it answers. */
  #failingSince: number | null = null;
  #going: Promise<void> | null = null;
  #triedAt = Number.NEGATIVE_INFINITY;
  /** The last question of each limit: by it our slots are told when Redis is back. */
  readonly #seen = new Map<string, { readonly key: LedgerKey; readonly question: Question }>();

  constructor(options: CommonLedgerOptions) {
    this.#options = options;
    this.#share = sharedOut(options.own, options.presence);
  }

  async exchange(key: LedgerKey, question: Question): Promise<Answer> {
    const { presence } = this.#options;
    await presence.known;
    this.#seen.set(`${key.account} ${key.kind}`, { key, question });
    if (this.#mode === 'apart') void this.#tryAgain();
    if (this.#mode === 'apart') return this.#share.exchange(key, question);
    return this.#mode === 'returning' || presence.live()?.anotherIsApart
      ? this.#inBoth(key, question)
      : this.#inRedis(key, question);
  }

  async pause(key: LedgerKey, milliseconds: number): Promise<void> {
    await this.#options.own.pause(key, milliseconds);
    await this.#options.redis.pause(key, milliseconds);
  }

  async hold(key: LedgerKey, milliseconds: number): Promise<void> {
    await this.#options.own.hold(key, milliseconds);
    await this.#options.redis.hold(key, milliseconds);
  }

  state(): LimiterState {
    const isShared = this.#mode === 'shared' && !this.#options.presence.live()?.anotherIsApart;
    return isShared ? 'shared' : 'fallback';
  }

  /** Redis grants; our memory notes it, for the time when it has to do without. */
  async #inRedis(key: LedgerKey, question: Question): Promise<Answer> {
    const { own, redis } = this.#options;
    const answer = await this.#asked(() => redis.exchange(key, question));
    const { clicks, bulk, deadlineMs, policy } = question;
    const granted = [...clicks.slice(0, answer.clicks), ...bulk.slice(0, answer.bulk)];
    own.adopt(key, granted, deadlineMs + policy.holdMs);
    await own.exchange(key, { ...question, clicks: [], bulk: [] });
    return answer;
  }

  /** What our share allows, and Redis, too. */
  async #inBoth(key: LedgerKey, question: Question): Promise<Answer> {
    const { redis } = this.#options;
    const ours = await this.#share.exchange(key, question);
    const clicks = question.clicks.slice(0, ours.clicks);
    const bulk = question.bulk.slice(0, ours.bulk);
    try {
      const theirs = await this.#asked(() => redis.exchange(key, { ...question, clicks, bulk }));
      await this.#giveBack(key, question, [
        ...clicks.slice(theirs.clicks),
        ...bulk.slice(theirs.bulk),
      ]);
      return { ...theirs, waitMs: Math.max(theirs.waitMs, ours.waitMs) };
    } catch (error) {
      await this.#giveBack(key, question, [...clicks, ...bulk]);
      throw error;
    }
  }

  async #giveBack(key: LedgerKey, question: Question, ids: readonly string[]): Promise<void> {
    const ended = ids.map((id) => ({ id, agoMs: question.policy.holdMs }));
    await this.#options.own.exchange(key, { ...question, ...asksNothing, ended });
  }

  async #asked<T>(ask: () => Promise<T>): Promise<T> {
    const { clock } = this.#options;
    const askedAt = clock.now();
    try {
      const answer = await ask();
      this.#failingSince = null;
      return answer;
    } catch (error) {
      this.#failingSince ??= askedAt;
      if (clock.now() - this.#failingSince > patienceMs) await this.#goApart();
      throw error;
    }
  }

  #goApart(): Promise<void> {
    this.#going ??= this.#tellAndGoApart().finally(() => {
      this.#going = null;
    });
    return this.#going;
  }

  async #tellAndGoApart(): Promise<void> {
    if (this.#mode === 'apart') return;
    const { logger, clock, presence } = this.#options;
    // First: it also tells how many we are now.
    await presence.setApart(true);
    this.#share.assumeFull();
    this.#mode = 'apart';
    this.#triedAt = clock.now();
    logger.warn('the common count of CRM calls cannot be reached: this process keeps to its share');
  }

  async #tryAgain(): Promise<void> {
    const { own, redis, clock, presence, logger } = this.#options;
    if (clock.now() - this.#triedAt < probeEveryMs) return;
    this.#triedAt = clock.now();
    const tell = async ({ key, question }: { key: LedgerKey; question: Question }) => {
      await redis.exchangeWith(key, { ...question, ...asksNothing }, own.open(key));
    };
    try {
      const [first] = this.#seen.values();
      if (first) await tell(first);
      // From here on Redis is told of every slot; those before are told now.
      this.#mode = 'returning';
      this.#failingSince = null;
      for (const limit of this.#seen.values()) await tell(limit);
    } catch {
      this.#mode = 'apart';
      return;
    }
    await presence.setApart(false);
    this.#mode = 'shared';
    logger.warn('the common count of CRM calls is reached again');
  }
}

const asksNothing = { clicks: [], bulk: [], ended: [], usage: null } as const;
