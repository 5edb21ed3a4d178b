/** Whose account it was a moment ago, for callers that notice when that is no longer so. */
import type { Tenant } from '../sync/service.ts';

type TenantOf = (accountId: string) => Promise<Tenant | null>;

const keepMs = 5_000;
const mostAccounts = 10_000;

/**
 * Remembers for five seconds which tenant an account belongs to. That it belongs to none is not
 * remembered: it may be connected at any moment.
 */
export function recentTenants(tenantOf: TenantOf): TenantOf {
  const known = new Map<string, { readonly tenant: Tenant; readonly until: number }>();
  return async (accountId) => {
    const kept = known.get(accountId);
    if (kept && performance.now() < kept.until) return kept.tenant;
    const tenant = await tenantOf(accountId);
    if (known.size >= mostAccounts) known.clear();
    if (tenant) known.set(accountId, { tenant, until: performance.now() + keepMs });
    return tenant;
  };
}
