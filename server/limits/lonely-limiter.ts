import type { Runtime } from '../runtime.ts';
import { systemClock } from './clock.ts';
import { createLimiter } from './create-limiter.ts';
import type { Limiter } from './limiter.ts';
import { MemoryLedger } from './memory-ledger.ts';
import { usualPolicies } from './policies.ts';

/** The limiter of a process that shares nothing with others: a command without a database. */
export function lonelyLimiter(runtime: Pick<Runtime, 'now' | 'newId'>): Limiter {
  return createLimiter({
    ledger: new MemoryLedger(systemClock),
    state: () => 'alone',
    policies: usualPolicies(),
    clock: systemClock,
    now: () => runtime.now(),
    instanceId: runtime.newId(),
    deadlineMs: 12_000,
    bulkDayShare: 1,
  });
}
