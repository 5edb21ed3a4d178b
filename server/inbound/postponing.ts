/** When what could not be done is tried again. */
import { isAppError } from '../errors.ts';
import type { StoredError } from '../store/tables/sync.ts';
import { storedError } from '../sync/errors.ts';

const FIRST_PAUSE_MS = 2_000;
const LONGEST_PAUSE_MS = 900_000;
/** A fault of ours is not a matter of waiting for long. */
const ATTEMPTS_AFTER_FAULTS = 5;

export interface Postponed {
  readonly dueAt: Date;
  readonly error: StoredError;
}

/**
 * Null when trying again is of no use.
 * @param attempts how often it was tried, this time included
 */
export function postponed(error: unknown, attempts: number, now: Date): Postponed | null {
  const worthwhile = isAppError(error) ? error.retryable : attempts < ATTEMPTS_AFTER_FAULTS;
  return worthwhile ? later(error, attempts, now) : null;
}

/** Tries again whatever the error says of itself. */
export function later(error: unknown, attempts: number, now: Date): Postponed {
  const asked = isAppError(error) ? (error.retryAfterMs ?? 0) : 0;
  const backoff = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.min(attempts - 1, 20));
  return {
    dueAt: new Date(now.getTime() + Math.max(asked, backoff)),
    error: storedError(error),
  };
}
