/**
 * What a CRM allows one account, and what of it we use.
 *
 * HubSpot: a marketplace app has 110 requests in any 10 seconds per account, and search 5 a second apart
 * from that. https://developers.hubspot.com/docs/developer-tooling/platform/usage-guidelines
 *
 * Salesforce: 25 calls that take longer than 20 seconds at once per org. Nobody knows beforehand which
 * will, so all count.
 * https://developer.salesforce.com/docs/atlas.en-us.salesforce_app_limits_cheatsheet.meta/salesforce_app_limits_cheatsheet/salesforce_app_limits_platform_api.htm
 */
import type { Account, CallKind, LimitedSource } from './limiter.ts';

export interface Policy {
  /** Calls that may count at the same time. */
  readonly limit: number;
  /** So many of them for bulk work; the rest is kept for clicks. */
  readonly bulkLimit: number;
  /** How long a call counts after its answer, in milliseconds; 0 limits the calls under way. */
  readonly holdMs: number;
  /**
   * How many calls begin in a shorter time before bulk work stands back; clicks count and go on. Without
   * it a burst would use up the window and a click would wait until the burst is old enough; so places
   * become free all the time.
   */
  readonly pace: { readonly limit: number; readonly intervalMs: number } | null;
}

/** Of the CRMs and sources that are called at all. */
export type Policies = Readonly<
  Partial<Record<Account['crm'], Readonly<Record<CallKind, Policy>>>>
>;

const source = (limit: number, holdMs: number): Readonly<Record<CallKind, Policy>> => {
  // What clicks need is kept from bulk work.
  const kept = limit >= 10 ? Math.ceil(limit / 10) : 0;
  const policy: Policy = { limit, bulkLimit: limit - kept, holdMs, pace: null };
  return { standard: policy, search: policy };
};

/**
 * What public sources allow, a little less than they say:
 * - Companies House: 600 in any five minutes per key, then 429, and a ban for evading it.
 *   https://developer-specs.company-information.service.gov.uk/guides/rateLimiting
 * - SEC: 10 a second from all machines together, then the address is shut out.
 *   https://www.sec.gov/search-filings/edgar-search-assistance/accessing-edgar-data
 * - GLEIF: 60 a minute per client. https://www.gleif.org/en/lei-data/gleif-api
 * - Contracts Finder and Find a Tender name no number and answer 403, 429 or 503 to whoever asks too much:
 *   https://www.find-tender.service.gov.uk/apidocumentation/1.0/GET-ocdsReleasePackages
 * - GDELT: one in five seconds, as its own 429 says.
 */
const sourcePolicies: Readonly<Record<LimitedSource, Readonly<Record<CallKind, Policy>>>> = {
  'companies-house': source(570, 300_000),
  'sec-edgar': source(8, 1_000),
  gleif: source(50, 60_000),
  'contracts-finder': source(5, 1_000),
  'find-a-tender': source(1, 1_000),
  gdelt: source(1, 5_500),
};

/** @param hubspotLimit requests in 10 seconds that HubSpot grants one account */
export function usualPolicies(hubspotLimit = 110): Policies {
  const salesforce: Policy = { limit: 25, bulkLimit: 10, holdMs: 0, pace: null };
  const kept = hubspotLimit > 50 ? 2 : 1;
  return {
    hubspot: {
      standard: {
        limit: hubspotLimit,
        bulkLimit: hubspotLimit - kept,
        holdMs: 10_000,
        pace: { limit: 5, intervalMs: Math.floor(50_000 / hubspotLimit) },
      },
      search: { limit: 5, bulkLimit: 4, holdMs: 1_000, pace: null },
    },
    salesforce: { standard: salesforce, search: salesforce },
    ...sourcePolicies,
  };
}

/**
 * One process's part where several cannot count together. Rounded down; more processes than calls get
 * one each, which only a limit of a few calls comes to.
 */
export function shareOf(policy: Policy, processes: number): Policy {
  if (processes <= 1) return policy;
  const part = (of: number) => Math.max(1, Math.floor(of / processes));
  const limit = part(policy.limit);
  return {
    limit,
    bulkLimit: Math.max(1, Math.min(part(policy.bulkLimit), limit - 1)),
    holdMs: policy.holdMs,
    pace: policy.pace && { ...policy.pace, intervalMs: policy.pace.intervalMs * processes },
  };
}
