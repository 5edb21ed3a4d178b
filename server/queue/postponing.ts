/** When what could not be done is tried again. */
import { isAppError } from '../errors.ts';
import type { Runtime } from '../runtime.ts';
import type { PostponedRow } from '../store/work.ts';
import { storedError } from '../sync/errors.ts';

const FIRST_PAUSE_MS = 2_000;
const LONGEST_PAUSE_MS = 900_000;
/** Of a pause: so that what failed together does not come back together. */
const JITTER = 0.25;
/** A fault of ours is not a matter of waiting for long. */
const ATTEMPTS_AFTER_FAULTS = 5;

export type Postponed = Omit<PostponedRow, 'id'>;

/**
 * Null when trying again is of no use.
 * @param attempts how often it was tried, this time included
 * @param most how often it may be tried
 */
export function postponed(
  error: unknown,
  attempts: number,
  runtime: Pick<Runtime, 'now' | 'random'>,
  most = Number.POSITIVE_INFINITY,
): Postponed | null {
  const again = later(error, attempts, runtime);
  if (again.isAttempt && attempts >= most) return null;
  const worthwhile = isAppError(error) ? error.retryable : attempts < ATTEMPTS_AFTER_FAULTS;
  return worthwhile ? again : null;
}

/** Tries again whatever the error says of itself. */
export function later(
  error: unknown,
  attempts: number,
  runtime: Pick<Runtime, 'now' | 'random'>,
): Postponed {
  const asked = isAppError(error) ? (error.retryAfterMs ?? 0) : 0;
  const backoff = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.min(attempts - 1, 20));
  const pause = Math.max(asked, backoff) + backoff * JITTER * runtime.random();
  return {
    dueAt: new Date(runtime.now().getTime() + pause),
    error: storedError(error),
    isAttempt: !(isAppError(error) && error.code === 'crm_rate_limited'),
  };
}
