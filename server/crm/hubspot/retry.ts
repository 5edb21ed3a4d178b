import type { Urgency } from '../../limits/urgency.ts';
import type { CrmError } from '../errors.ts';

const maximumAttempts = 4;
/** Nobody waits for bulk work: when the account is busy it tries for some minutes. */
const attemptsOfBulk = 40;
/** A caller is waiting: a longer pause is the caller's decision. */
const longestPauseMs = 10_000;
const firstPauseMs = 250;
const longestBackoffMs = 4_000;
/** HubSpot asks for at least two seconds after 423 (locked). */
const lockedPauseMs = 2_000;
/** The ten-second window has to move before another call fits. */
const throttledPauseMs = 1_000;

export interface RetryQuestion {
  /** How many attempts were made; 1 after the first. */
  readonly attempt: number;
  readonly error: CrmError;
  /** Sending it twice does what sending it once does. False for creates. */
  readonly idempotent: boolean;
  /** 0 ≤ x < 1. */
  readonly random: number;
  /** Default `click`. */
  readonly urgency?: Urgency;
}

/**
 * Milliseconds to wait before the same request is sent again; null to give up; `unknown` when a
 * create may have been carried out, so that only reading can tell. 423, 429 and 477 are refusals
 * before any work, and safe to repeat even for a create.
 * https://developers.hubspot.com/docs/api-reference/error-handling
 */
export function retryDelay(question: RetryQuestion): number | null | 'unknown' {
  const { attempt, error, idempotent, random, urgency } = question;
  if (!idempotent && error.outcomeUnknown) return 'unknown';
  const isPatient = urgency === 'bulk' && error.kind === 'rate_limited';
  if (!error.retryable || attempt >= (isPatient ? attemptsOfBulk : maximumAttempts)) return null;
  const pause = error.retryAfterMs ?? 0;
  if (pause > longestPauseMs) return null;
  const least = Math.max(pause, leastPause(error));
  const backoff = Math.min(firstPauseMs * 2 ** (attempt - 1), longestBackoffMs);
  // With a given pause jitter only adds to it; without one it spreads the upper half.
  return Math.round(least > 0 ? least + backoff * random : (backoff * (1 + random)) / 2);
}

function leastPause(error: CrmError): number {
  if (error.crmStatus === 423) return lockedPauseMs;
  if (error.kind === 'rate_limited' && error.retryAfterMs === null) return throttledPauseMs;
  return 0;
}
