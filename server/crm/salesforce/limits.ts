/**
 * How much of an org's daily calls is used. The org shares them with everything else it has
 * connected, so nobody can count them but Salesforce, which says the number with every answer.
 * https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/headers_api_usage.htm
 */
import { CrmError } from '../errors.ts';

export interface ApiUsage {
  readonly used: number;
  readonly limit: number;
}

/** Shared by everything in this process that calls one org. */
export interface SalesforceLimits {
  /** As the last answer told; null before the first. */
  usage(): ApiUsage | null;
  /** @throws CrmError `rate_limited` while the org is known to have no calls left */
  requireOpen(): void;
  /** Takes the `Sforce-Limit-Info` header of an answer. */
  observe(header: string | undefined): void;
  /** Salesforce said that all calls are used up: none is sent for this long. */
  close(milliseconds: number): void;
}

/** @param now milliseconds that only ever grow */
export function createSalesforceLimits(
  now: () => number = () => performance.now(),
): SalesforceLimits {
  let usage: ApiUsage | null = null;
  let closedUntil = Number.NEGATIVE_INFINITY;
  return {
    usage: () => usage,
    requireOpen() {
      const left = closedUntil - now();
      if (left > 0) throw usedUp(Math.ceil(left));
    },
    observe(header) {
      const found = /api-usage=(\d+)\/(\d+)/.exec(header ?? '');
      if (found) usage = { used: Number(found[1]), limit: Number(found[2]) };
    },
    close(milliseconds) {
      closedUntil = now() + milliseconds;
    },
  };
}

export const usedUpSentence =
  'The Salesforce org has used up its API calls for now. Try again later, or ask an administrator what uses them.';

function usedUp(retryAfterMs: number): CrmError {
  return new CrmError('rate_limited', usedUpSentence, { crmStatus: null, retryAfterMs });
}
