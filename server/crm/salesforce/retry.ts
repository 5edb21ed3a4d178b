import type { CrmError } from '../errors.ts';

const attempts = 4;
/** A caller is waiting: a longer pause is the caller's decision. */
const longestPauseMs = 10_000;
const firstPauseMs = 250;
const longestBackoffMs = 4_000;

/**
 * Milliseconds to wait before the same is sent again; null to give up.
 * @param attempt how many were made; 1 after the first
 * @param random 0 ≤ x < 1
 */
export function pauseBefore(attempt: number, error: CrmError, random: number): number | null {
  if (!error.retryable || attempt >= attempts) return null;
  const least = error.retryAfterMs ?? 0;
  if (least > longestPauseMs) return null;
  const backoff = Math.min(firstPauseMs * 2 ** (attempt - 1), longestBackoffMs);
  return Math.round(least + (backoff * (1 + random)) / 2);
}
