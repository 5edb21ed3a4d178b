/** What the calls of one account go through. */
import type { Account, CallKind, DailyUsage, Limiter, Slot } from './limiter.ts';

export interface CallBudget {
  /** As `Limiter.acquire`. */
  acquire(kind?: CallKind): Promise<Slot>;
  pause(milliseconds: number): void;
  slowDown(kind: CallKind, milliseconds: number): void;
  observe(usage: DailyUsage): void;
}

/** For a call that has to be made before anybody knows which account it reaches. */
export const uncountedBudget: CallBudget = {
  acquire: async () => ({ done() {} }),
  pause() {},
  slowDown() {},
  observe() {},
};

export function budgetOf(limiter: Limiter, account: Account): CallBudget {
  return {
    acquire: (kind) => limiter.acquire(account, { ...(kind && { kind }) }),
    pause: (milliseconds) => limiter.pause(account, milliseconds),
    slowDown: (kind, milliseconds) => limiter.slowDown(account, kind, milliseconds),
    observe: (usage) => limiter.observe(account, usage),
  };
}

/** One call. @throws what `Limiter.acquire` throws, and what the call does */
export async function inSlot<T>(
  budget: CallBudget,
  call: () => Promise<T>,
  kind?: CallKind,
): Promise<T> {
  const slot = await budget.acquire(kind);
  try {
    return await call();
  } finally {
    slot.done();
  }
}
