/**
 * How fast a CRM's account may be called, by all processes together.
 *
 * A slot counts from when it was granted until a window after its answer arrived. Whenever between the
 * two the CRM saw the call, it never sees more in any window than its limit.
 */
import type { CrmName } from '../crm/connector.ts';
import type { Urgency } from './urgency.ts';

/** Public sources that allow only so many requests, whichever of our processes sends them. */
export type LimitedSource =
  | 'companies-house'
  | 'gleif'
  | 'sec-edgar'
  | 'contracts-finder'
  | 'find-a-tender'
  | 'gdelt';

export interface Account {
  readonly crm: CrmName | LimitedSource;
  /** HubSpot portal or Salesforce org, as its connection is named (`Integration.accountId`); a source has one for all. */
  readonly id: string;
}

/** Calls that a CRM counts apart. Search is HubSpot's. */
export type CallKind = 'standard' | 'search';

export interface Wish {
  /** Default `standard`. */
  readonly kind?: CallKind;
  /** Default: what `urgencyNow()` says. */
  readonly urgency?: Urgency;
  /** Ends the waiting with its reason; a slot that comes too late is given back. */
  readonly signal?: AbortSignal;
}

/** Permission for one call, to be sent now. */
export interface Slot {
  /** The answer has arrived, or will not be waited for any longer. Once is enough; more does nothing. */
  done(): void;
}

/**
 * `alone`: no other process shares the account; `shared`: one count in Redis; `fallback`: each process
 * has its share of the limit, because there is no Redis or it does not answer.
 */
export type LimiterState = 'alone' | 'shared' | 'fallback';

/** How much of an org's calls of a day is used, as it says itself. */
export interface DailyUsage {
  readonly used: number;
  readonly limit: number;
}

export interface Limiter {
  /**
   * Resolves when one call may be sent: clicks first, then first come, first served. A repetition is
   * another call and needs another slot.
   * @throws CrmError `rate_limited` with `retryAfterMs` while the account is paused, and for bulk
   *   while it has used most of its day; the signal's reason when it is aborted
   */
  acquire(account: Account, wish?: Wish): Promise<Slot>;
  /**
   * The account has no calls left for this long, in milliseconds: `acquire` is refused in all processes.
   * Then one call finds out, before the others go on.
   */
  pause(account: Account, milliseconds: number): void;
  /** The account was called too fast, whoever did it: nobody's slots are granted for this long. */
  slowDown(account: Account, kind: CallKind, milliseconds: number): void;
  /** What an answer told of the day's calls. */
  observe(account: Account, usage: DailyUsage): void;
  /** As last known; null before. */
  usage(account: Account): DailyUsage | null;
  /** Until when bulk work on this account is refused; null when it is not. For whoever plans work. */
  pausedUntil(account: Account): Date | null;
  state(): LimiterState;
  /** Tells the other processes what is still to be told. */
  close(): Promise<void>;
}
