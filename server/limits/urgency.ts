/**
 * Whether somebody waits for what is being done. It travels with the work, so that a connector need not
 * be told: a click is the rule, and what works off queues says that it can wait.
 */
import { AsyncLocalStorage } from 'node:async_hooks';

/** `click`: a person waits and goes first. `bulk`: it may take a while. */
export type Urgency = 'click' | 'bulk';

const current = new AsyncLocalStorage<Urgency>();

/** How urgent the work is that runs now; `click` unless something said otherwise. */
export function urgencyNow(): Urgency {
  return current.getStore() ?? 'click';
}

/** Runs `fn`, and all that it awaits, as work that can wait. */
export function inBulk<T>(fn: () => T): T {
  return current.run('bulk', fn);
}

/** Runs `fn`, and all that it awaits, as work that somebody waits for, also within `inBulk`. */
export function actingUrgently<T>(fn: () => T): T {
  return current.run('click', fn);
}
