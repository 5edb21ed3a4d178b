import { describe, expect, it } from 'vitest';
import { CrmError, type CrmErrorKind } from '../../server/crm/errors.ts';
import { hubspotError } from '../../server/crm/hubspot/errors.ts';
import { retryDelay } from '../../server/crm/hubspot/retry.ts';

interface Case {
  readonly status: number;
  readonly retryAfter?: string;
  readonly body?: unknown;
  readonly idempotent: boolean;
  readonly attempt?: number;
  readonly expected: number | null | 'unknown';
}

const daily = { policyName: 'DAILY', errorType: 'RATE_LIMIT', message: 'daily' };

describe('whether a request is sent again', () => {
  it.each<Case>([
    { status: 500, idempotent: true, expected: 188 },
    { status: 502, idempotent: true, attempt: 2, expected: 375 },
    { status: 503, idempotent: true, attempt: 3, expected: 750 },
    { status: 504, idempotent: true, attempt: 4, expected: null },
    { status: 524, idempotent: true, expected: 188 },
    { status: 500, idempotent: false, expected: 'unknown' },
    { status: 502, idempotent: false, expected: 'unknown' },
    { status: 504, idempotent: false, attempt: 4, expected: 'unknown' },
    { status: 423, idempotent: true, expected: 2_125 },
    { status: 423, idempotent: false, expected: 2_125 },
    { status: 477, retryAfter: '3', idempotent: false, expected: 3_125 },
    { status: 477, retryAfter: '60', idempotent: true, expected: null },
    { status: 429, idempotent: false, expected: 1_125 },
    { status: 429, retryAfter: '7', idempotent: true, attempt: 2, expected: 7_250 },
    { status: 429, body: daily, idempotent: true, expected: null },
    { status: 400, idempotent: true, expected: null },
    { status: 401, idempotent: true, expected: null },
    { status: 403, idempotent: true, expected: null },
    { status: 404, idempotent: true, expected: null },
    { status: 409, idempotent: true, expected: null },
  ])(
    'status $status, Retry-After $retryAfter, idempotent $idempotent, attempt $attempt: $expected',
    (one) => {
      const headers: Record<string, string> = one.retryAfter
        ? { 'retry-after': one.retryAfter }
        : {};
      const error = hubspotError({
        status: one.status,
        headers,
        body: one.body ?? {},
        write: true,
      });
      const { idempotent, attempt = 1 } = one;
      expect(retryDelay({ attempt, error, idempotent, random: 0.5 })).toBe(one.expected);
    },
  );

  it('spreads the wait by chance but never below half the backoff or the given pause', () => {
    const busy = hubspotError({ status: 503, body: {} });
    const told = hubspotError({ status: 429, headers: { 'retry-after': '2' }, body: {} });
    for (const random of [0, 0.25, 0.999]) {
      const question = { attempt: 1, idempotent: true, random };
      expect(retryDelay({ ...question, error: busy })).toBeGreaterThanOrEqual(125);
      expect(retryDelay({ ...question, error: busy })).toBeLessThanOrEqual(250);
      expect(retryDelay({ ...question, error: told })).toBeGreaterThanOrEqual(2_000);
    }
  });

  it('is no when nothing arrived at all only after the attempts are used up, even for a create', () => {
    const unreachable = new CrmError('transient' satisfies CrmErrorKind, 'x', { crmStatus: null });
    const question = { error: unreachable, idempotent: false, random: 0 };
    expect(retryDelay({ ...question, attempt: 1 })).toBe(125);
    expect(retryDelay({ ...question, attempt: 4 })).toBeNull();
  });
});
