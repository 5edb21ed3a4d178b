import { describe, expect, it } from 'vitest';
import { CrmError, type CrmErrorKind } from '../../server/crm/errors.ts';
import { pauseAfter } from '../../server/feeds/patience.ts';

const minute = 60_000;
const hour = 60 * minute;

function error(kind: CrmErrorKind, retryAfterMs: number | null = null): CrmError {
  return new CrmError(kind, 'no', { crmStatus: null, retryAfterMs });
}

describe('how long a stream is left alone', () => {
  it.each<[CrmErrorKind, number, number]>([
    ['transient', 1_000, 5 * minute],
    ['needs_reauthorisation', 1_000, 5 * minute],
    ['not_found', 5 * minute, hour],
    ['missing_scope', 5 * minute, hour],
    ['rate_limited', 5 * minute, hour],
    ['unexpected', 5 * minute, hour],
  ])('after %s: doubles from %i to %i milliseconds', (kind, first, longest) => {
    const pauses = [1, 2, 3, 50].map((failures) => pauseAfter(error(kind), failures, 1));
    expect(pauses).toEqual([first, 2 * first, 4 * first, longest]);
    // No two processes come back at the same moment.
    expect(pauseAfter(error(kind), 1, 0)).toBe(0.75 * first);
  });

  it('is at least what Salesforce asks for, and never more than an hour', () => {
    expect(pauseAfter(error('transient', 2 * minute), 1, 0)).toBe(2 * minute);
    expect(pauseAfter(error('rate_limited', 24 * hour), 1, 0)).toBe(hour);
  });
});
