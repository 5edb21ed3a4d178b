/** Who may call: the count of one limit, wherever it is kept. */
import type { DailyUsage } from './limiter.ts';
import type { Policy } from './policies.ts';

/** What is counted together. */
export interface LedgerKey {
  /** CRM and account. */
  readonly account: string;
  readonly kind: string;
}

export interface Question {
  readonly policy: Policy;
  /** Names for the slots that are wished for: those of clicks, which come first, and those of bulk. */
  readonly clicks: readonly string[];
  readonly bulk: readonly string[];
  /** How long a slot counts as under way when nobody says that it ended, in milliseconds. */
  readonly deadlineMs: number;
  /** Slots whose answer arrived, so many milliseconds ago. */
  readonly ended: readonly EndedSlot[];
  /** What an answer told of the day. */
  readonly usage: DailyUsage | null;
}

export interface EndedSlot {
  readonly id: string;
  readonly agoMs: number;
}

export interface Answer {
  /** How many of each were granted: the first ones. */
  readonly clicks: number;
  readonly bulk: number;
  /** When to ask again for what was not, in milliseconds; it may be too early. */
  readonly waitMs: number;
  /** So long the account may not be called; 0 when it may. */
  readonly pausedMs: number;
  readonly usage: (DailyUsage & { readonly ageMs: number }) | null;
}

export interface Ledger {
  /** Notes what ended and grants what fits. @throws when the ledger cannot be reached; ask again then */
  exchange(key: LedgerKey, question: Question): Promise<Answer>;
  /** The account may not be called for so long; then one call is granted to find out. */
  pause(key: LedgerKey, milliseconds: number): Promise<void>;
  /** Nothing is granted under this key for so long. */
  hold(key: LedgerKey, milliseconds: number): Promise<void>;
}

/** Shortest and longest time before a refused wish is worth another question. */
export function waitWithin(policy: Policy, milliseconds: number): number {
  // A call under way may end at once, and then counts for a window more.
  return Math.min(Math.max(milliseconds, 1), Math.max(policy.holdMs, 100));
}
