/** How long to leave a stream alone after it failed. */
import type { CrmError, CrmErrorKind } from '../crm/errors.ts';

const hour = 3_600_000;

interface Patience {
  readonly first: number;
  readonly longest: number;
}

/** A failing network comes back soon. */
const soon: Patience = { first: 1_000, longest: 300_000 };
/** What an administrator has to change, or what is counted by the day, takes its time. */
const later: Patience = { first: 300_000, longest: hour };

const patienceWith: Readonly<Record<CrmErrorKind, Patience>> = {
  needs_reauthorisation: soon,
  conflict: soon,
  transient: soon,
  validation: soon,
  rate_limited: later,
  missing_scope: later,
  not_found: later,
  unexpected: later,
};

/**
 * Twice as long each time, at most an hour, and never the same twice.
 * @param failures how often it has failed in a row, 1 or more
 * @param random 0 ≤ x < 1
 * @returns milliseconds
 */
export function pauseAfter(error: CrmError, failures: number, random: number): number {
  const { first, longest } = patienceWith[error.kind];
  const pause = Math.min(longest, first * 2 ** Math.min(failures - 1, 20));
  return Math.min(hour, Math.max(error.retryAfterMs ?? 0, pause * (0.75 + random / 4)));
}
