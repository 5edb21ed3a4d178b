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
import type { CrmName } from '../crm/connector.ts';
import type { CallKind } from './limiter.ts';

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

/** Of the CRMs that are called at all. */
export type Policies = Readonly<Partial<Record<CrmName, Readonly<Record<CallKind, Policy>>>>>;

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
