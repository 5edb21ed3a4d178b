/** What the calls of one account go through. */
import type { Account, CallKind, DailyUsage, Limiter, Slot } from './limiter.ts';

export interface CallBudget {
  /** As `Limiter.acquire`. */
  acquire(kind?: CallKind): Promise<Slot>;
  pause(milliseconds: number): void;
  slowDown(kind: CallKind, milliseconds: number): void;
  observe(usage: DailyUsage): void;
}

export function budgetOf(limiter: Limiter, account: Account): CallBudget {
  return {
    acquire: (kind) => limiter.acquire(account, { ...(kind && { kind }) }),
    pause: (milliseconds) => limiter.pause(account, milliseconds),
    slowDown: (kind, milliseconds) => limiter.slowDown(account, kind, milliseconds),
    observe: (usage) => limiter.observe(account, usage),
  };
}
