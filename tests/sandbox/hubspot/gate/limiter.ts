import { SlidingWindow } from '../../standin/sliding-window.ts';
import { HubSpotError } from '../http/errors.ts';
import type { HubSpotLimits } from '../options.ts';

const tenSeconds = 10_000;

/** The account-wide limits: https://developers.hubspot.com/docs/developer-tooling/platform/usage-guidelines */
export class Limiter {
  readonly #requests: SlidingWindow;
  readonly #searches: SlidingWindow;
  readonly #max: number;

  constructor(limits: HubSpotLimits) {
    this.#max = limits.requestsPerTenSeconds;
    this.#requests = new SlidingWindow(limits.requestsPerTenSeconds, tenSeconds);
    this.#searches = new SlidingWindow(limits.searchesPerSecond, 1_000);
  }

  /** Counts a call and returns the rate headers of its answer. Throws HubSpot's 429. */
  admit(portalId: number, isSearch: boolean, now: number): Record<string, string> {
    if (isSearch) {
      if (this.#searches.take(String(portalId), now) < 0) throw rateLimited('SECONDLY');
      return {};
    }
    const remaining = this.#requests.take(String(portalId), now);
    const headers = {
      'X-HubSpot-RateLimit-Interval-Milliseconds': String(tenSeconds),
      'X-HubSpot-RateLimit-Max': String(this.#max),
      'X-HubSpot-RateLimit-Remaining': String(Math.max(remaining, 0)),
    };
    if (remaining < 0) throw rateLimited('TEN_SECONDLY_ROLLING', headers);
    return headers;
  }

  clear(): void {
    this.#requests.clear();
    this.#searches.clear();
  }
}

export type RatePolicy = 'TEN_SECONDLY_ROLLING' | 'SECONDLY' | 'DAILY';

export function rateLimited(
  policyName: RatePolicy,
  headers: Readonly<Record<string, string>> = {},
): HubSpotError {
  const name =
    policyName === 'TEN_SECONDLY_ROLLING' ? 'ten_secondly_rolling' : policyName.toLowerCase();
  return new HubSpotError(
    429,
    { message: `You have reached your ${name} limit.`, errorType: 'RATE_LIMIT', policyName },
    headers,
  );
}
