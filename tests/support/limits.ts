/** Limiters for tests that are not about limits, and clocks for those that are. */
import type { CrmName } from '../../server/crm/connector.ts';
import { budgetOf, type CallBudget } from '../../server/limits/budget.ts';
import type { LimiterClock } from '../../server/limits/clock.ts';
import { createLimiter, type LimiterOptions } from '../../server/limits/create-limiter.ts';
import type { Limiter } from '../../server/limits/limiter.ts';
import { MemoryLedger } from '../../server/limits/memory-ledger.ts';
import { type Policy, usualPolicies } from '../../server/limits/policies.ts';

/**
 * A clock on which no wait lasts: what is set for later comes at once, and then the clock says that it
 * is later.
 */
export function impatientClock(start = 0): LimiterClock & { advance(milliseconds: number): void } {
  let at = start;
  return {
    now: () => at,
    advance(milliseconds) {
      at += milliseconds;
    },
    after(milliseconds, fn) {
      const due = at + milliseconds;
      const timer = setTimeout(() => {
        at = Math.max(at, due);
        fn();
      }, 0);
      return () => clearTimeout(timer);
    },
  };
}

/** The limiter of a process that is alone. */
export function aloneLimiter(options: Partial<LimiterOptions> = {}): Limiter {
  const clock = options.clock ?? impatientClock();
  return createLimiter({
    ledger: new MemoryLedger(clock),
    state: () => 'alone',
    policies: usualPolicies(),
    clock,
    now: () => new Date(),
    instanceId: 'test',
    deadlineMs: 10_000,
    bulkDayShare: 0.9,
    ...options,
  });
}

/** What the calls of one account go through, as the CRM allows unless told otherwise. */
export function testBudget(crm: CrmName, standard?: Policy, clock?: LimiterClock): CallBudget {
  const policies = { ...usualPolicies() };
  if (standard) policies[crm] = { standard, search: standard };
  return budgetOf(aloneLimiter({ policies, ...(clock && { clock }) }), { crm, id: '4711' });
}
