import type { LimiterClock } from './clock.ts';
import { type Answer, type Ledger, type LedgerKey, type Question, waitWithin } from './ledger.ts';
import type { DailyUsage } from './limiter.ts';

/** A slot that counts. */
export interface OpenSlot {
  readonly id: string;
  /** From now on, in milliseconds. */
  readonly leftMs: number;
}

interface Count {
  /** Slots by name, with the moment from which they no longer count. */
  readonly slots: Map<string, number>;
  /** Until when each grant counts for the pace of bulk work. */
  paced: number[];
  heldUntil: number;
}

interface AccountState {
  /** Null while the account may be called. */
  pause: { until: number; probe: string | null; probeUntil: number } | null;
  usage: (DailyUsage & { readonly at: number }) | null;
}

/** The counts of one process, in its memory. */
export class MemoryLedger implements Ledger {
  readonly #clock: Pick<LimiterClock, 'now'>;
  readonly #counts = new Map<string, Count>();
  readonly #accounts = new Map<string, AccountState>();
  #fullUntil = Number.NEGATIVE_INFINITY;

  constructor(clock: Pick<LimiterClock, 'now'>) {
    this.#clock = clock;
  }

  async exchange(key: LedgerKey, question: Question): Promise<Answer> {
    const now = this.#clock.now();
    const account = this.#account(key);
    const count = this.#count(key);
    const { policy, deadlineMs } = question;
    this.#end(count, account, question, now);
    if (question.usage) account.usage = { ...question.usage, at: now };
    const usage = account.usage && {
      used: account.usage.used,
      limit: account.usage.limit,
      ageMs: now - account.usage.at,
    };
    const refused = (waitMs: number, pausedMs = 0) => ({
      clicks: 0,
      bulk: 0,
      waitMs: waitWithin(policy, waitMs),
      pausedMs,
      usage,
    });

    const { pause } = account;
    if (pause && now < pause.until) return refused(0, pause.until - now);
    if (pause && now < pause.probeUntil) return refused(Math.min(pause.probeUntil - now, 250));
    if (now < count.heldUntil) return refused(count.heldUntil - now);
    const isFull = policy.holdMs > 0 && now < this.#fullUntil;

    const most = pause ? 1 : Number.POSITIVE_INFINITY;
    const clicks = fitting(question.clicks.length, policy.limit - count.slots.size, most);
    const bulk = fitting(
      isFull ? 0 : question.bulk.length,
      policy.bulkLimit - count.slots.size - clicks,
      most - clicks,
      policy.pace ? policy.pace.limit - count.paced.length : undefined,
    );
    const granted = [...question.clicks.slice(0, clicks), ...question.bulk.slice(0, bulk)];
    for (const id of granted) count.slots.set(id, now + deadlineMs + policy.holdMs);
    if (policy.pace) {
      for (const _ of granted) count.paced.push(now + policy.pace.intervalMs);
    }
    if (pause && granted[0] !== undefined) {
      pause.probe = granted[0];
      pause.probeUntil = now + deadlineMs;
    }
    const forClick = clicks < question.clicks.length;
    const next = untilNext(count, question, forClick);
    const due = isFull && !forClick ? Math.max(next, this.#fullUntil) : next;
    const waitMs = waitWithin(policy, due - now);
    return { clicks, bulk, waitMs, pausedMs: 0, usage };
  }

  async pause(key: LedgerKey, milliseconds: number): Promise<void> {
    const until = this.#clock.now() + milliseconds;
    this.#account(key).pause = { until, probe: null, probeUntil: Number.NEGATIVE_INFINITY };
  }

  async hold(key: LedgerKey, milliseconds: number): Promise<void> {
    const count = this.#count(key);
    count.heldUntil = Math.max(count.heldUntil, this.#clock.now() + milliseconds);
  }

  /**
   * Others may have used up every window: for so long nothing that can wait is granted in one. A person
   * is not kept waiting for it; should her call be one too many, it is refused and repeated.
   */
  assumeFull(milliseconds: number): void {
    this.#fullUntil = Math.max(this.#fullUntil, this.#clock.now() + milliseconds);
  }

  /** Notes slots that another ledger granted. */
  adopt(key: LedgerKey, ids: readonly string[], countsForMs: number): void {
    const { slots } = this.#count(key);
    for (const id of ids) slots.set(id, this.#clock.now() + countsForMs);
  }

  open(key: LedgerKey): OpenSlot[] {
    const now = this.#clock.now();
    return [...this.#count(key).slots]
      .map(([id, until]) => ({ id, leftMs: until - now }))
      .filter(({ leftMs }) => leftMs > 0);
  }

  #end(count: Count, account: AccountState, { ended, policy }: Question, now: number): void {
    for (const { id, agoMs } of ended) {
      if (count.slots.has(id)) count.slots.set(id, now - agoMs + policy.holdMs);
      if (account.pause?.probe === id) account.pause = null;
    }
    for (const [id, until] of count.slots) if (until <= now) count.slots.delete(id);
    count.paced = count.paced.filter((until) => until > now);
  }

  #count({ account, kind }: LedgerKey): Count {
    return kept(this.#counts, `${account} ${kind}`, () => ({
      slots: new Map(),
      paced: [],
      heldUntil: Number.NEGATIVE_INFINITY,
    }));
  }

  #account({ account }: LedgerKey): AccountState {
    return kept(this.#accounts, account, () => ({ pause: null, usage: null }));
  }
}

function kept<T>(map: Map<string, T>, key: string, make: () => T): T {
  const known = map.get(key) ?? make();
  map.set(key, known);
  return known;
}

function fitting(...bounds: (number | undefined)[]): number {
  return Math.max(0, Math.min(...bounds.filter((bound) => bound !== undefined)));
}

/** When the next wish may fit, given what counts now. */
function untilNext({ slots, paced }: Count, { policy }: Question, forClick: boolean): number {
  const free = (limit: number) => nth([...slots.values()], slots.size - limit);
  if (forClick) return free(policy.limit);
  const { pace } = policy;
  return Math.max(free(policy.bulkLimit), pace ? nth(paced, paced.length - pace.limit) : 0);
}

function nth(moments: readonly number[], index: number): number {
  if (index < 0) return 0;
  return moments.toSorted((a, b) => a - b)[index] ?? 0;
}
