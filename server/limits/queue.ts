/** What waits in this process for one limit of one account, and what it is told to do. */
import type { LimiterClock } from './clock.ts';
import type { Answer, EndedSlot, Ledger, LedgerKey } from './ledger.ts';
import type { DailyUsage, Slot } from './limiter.ts';
import type { Policy } from './policies.ts';
import type { Urgency } from './urgency.ts';

/** How long the other processes may not know of an answer that has arrived. */
const flushMs = 50;
/** When a ledger that failed is asked again. */
const againMs = 200;

export interface QueueDependencies {
  readonly key: LedgerKey;
  readonly policy: Policy;
  readonly ledger: Ledger;
  readonly clock: LimiterClock;
  /** How long a call may take from its slot to its answer, in milliseconds. */
  readonly deadlineMs: number;
  /** Names slots, uniquely among all processes. */
  readonly newId: () => string;
  /** Takes what is to be told of the day's calls, once. */
  readonly takeUsage: () => DailyUsage | null;
  /** Every answer, before it is acted on. */
  readonly noteAnswer: (answer: Answer) => void;
  /** Why nobody is to wait now, told to those who do. */
  readonly refusal: (urgency: Urgency) => Error | null;
}

interface Waiter {
  readonly urgency: Urgency;
  readonly grant: (slot: Slot) => void;
  readonly refuse: (reason: unknown) => void;
}

/** Asks the ledger one question at a time, for all that wait; clicks before bulk. */
export class SlotQueue {
  readonly #deps: QueueDependencies;
  readonly #waiting: Record<Urgency, Waiter[]> = { click: [], bulk: [] };
  readonly #ended: { id: string; at: number; unused: boolean }[] = [];
  /** Who waits has been told to; a question before the time is up would get the same answer. */
  readonly #told: Record<Urgency, boolean> = { click: false, bulk: false };
  #asking: Promise<void> | null = null;
  #askAgain = false;
  #cancelTimer: () => void = () => {};

  constructor(deps: QueueDependencies) {
    this.#deps = deps;
  }

  wait(urgency: Urgency, signal?: AbortSignal): Promise<Slot> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) {
        reject(signal.reason);
        return;
      }
      const leave = () => {
        this.#waiting[urgency] = this.#waiting[urgency].filter((one) => one !== waiter);
        reject(signal?.reason);
      };
      const waiter: Waiter = {
        urgency,
        grant: (slot) => {
          signal?.removeEventListener('abort', leave);
          resolve(slot);
        },
        refuse: (reason) => {
          signal?.removeEventListener('abort', leave);
          reject(reason);
        },
      };
      signal?.addEventListener('abort', leave, { once: true });
      this.#waiting[urgency].push(waiter);
      if (!this.#told[urgency]) this.#ask();
    });
  }

  /** Tells the ledger what it does not know yet. */
  async settle(): Promise<void> {
    await this.#asking;
    this.#cancelTimer();
    if (this.#ended.length > 0) await this.#exchange([], []);
  }

  #end(id: string, unused = false): void {
    this.#ended.push({ id, at: this.#deps.clock.now(), unused });
    const isWaitedFor = this.#waiting.click.length + this.#waiting.bulk.length > 0;
    // A limit of calls under way has a place now; any other has one only a window later.
    if (isWaitedFor && this.#deps.policy.holdMs === 0) this.#ask();
    else if (!isWaitedFor && this.#ended.length === 1) this.#askIn(flushMs);
  }

  #ask(): void {
    if (this.#asking) {
      this.#askAgain = true;
      return;
    }
    this.#askAgain = false;
    this.#asking = this.#exchangeAll().finally(() => {
      this.#asking = null;
      // Somebody came while the question was on its way, and may not be among those it was for.
      if (this.#askAgain) this.#ask();
    });
  }

  #askIn(milliseconds: number): void {
    this.#cancelTimer();
    this.#cancelTimer = this.#deps.clock.after(milliseconds, () => this.#ask());
  }

  async #exchangeAll(): Promise<void> {
    // Those who come in the same moment are asked for together.
    await Promise.resolve();
    this.#cancelTimer();
    const { newId, policy } = this.#deps;
    const named = (urgency: Urgency) =>
      this.#waiting[urgency].slice(0, policy.limit).map(() => newId());
    const next = await this.#exchange(named('click'), named('bulk'));
    if (next !== null) this.#askIn(next);
  }

  /** @returns when to ask again, in milliseconds; null when nobody waits and nothing is to be told */
  async #exchange(clicks: readonly string[], bulk: readonly string[]): Promise<number | null> {
    const { key, policy, ledger, clock, deadlineMs, takeUsage, noteAnswer } = this.#deps;
    const askedAt = clock.now();
    const ended = this.#ended.splice(0);
    const told: EndedSlot[] = ended.map(({ id, at, unused }) => ({
      id,
      agoMs: unused ? policy.holdMs : askedAt - at,
    }));
    let answer: Answer;
    try {
      const usage = takeUsage();
      answer = await ledger.exchange(key, { policy, clicks, bulk, deadlineMs, ended: told, usage });
    } catch {
      // What was asked for may have been granted without our hearing of it.
      this.#ended.unshift(
        ...ended,
        ...[...clicks, ...bulk].map((id) => ({ id, at: askedAt, unused: true })),
      );
      return againMs;
    }
    noteAnswer(answer);
    const isLate = clock.now() - askedAt > deadlineMs / 4;
    this.#hand('click', clicks.slice(0, answer.clicks), isLate);
    this.#hand('bulk', bulk.slice(0, answer.bulk), isLate);
    this.#told.click = answer.clicks < clicks.length;
    this.#told.bulk = answer.bulk < bulk.length;
    this.#refuseWhoNeedNotWait();
    const { click, bulk: bulkWaiters } = this.#waiting;
    if (click.length + bulkWaiters.length === 0) {
      this.#told.click = this.#told.bulk = false;
      return this.#ended.length > 0 ? flushMs : null;
    }
    const isNew =
      (click.length > 0 && !this.#told.click) || (bulkWaiters.length > 0 && !this.#told.bulk);
    return isNew || isLate ? 0 : answer.waitMs;
  }

  /** A slot that arrives too late, or that nobody waits for any more, is given back. */
  #hand(urgency: Urgency, ids: readonly string[], isLate: boolean): void {
    for (const id of ids) {
      const waiter = isLate ? undefined : this.#waiting[urgency].shift();
      if (!waiter) {
        this.#end(id, true);
        continue;
      }
      let isOpen = true;
      waiter.grant({
        done: () => {
          if (isOpen) this.#end(id);
          isOpen = false;
        },
      });
    }
  }

  #refuseWhoNeedNotWait(): void {
    for (const urgency of ['click', 'bulk'] as const) {
      const reason = this.#deps.refusal(urgency);
      if (reason) for (const waiter of this.#waiting[urgency].splice(0)) waiter.refuse(reason);
    }
  }
}
