/**
 * Salesforce ends a grant that is not used for 30 days. Orgs in which nobody enriches for long are
 * refreshed before that.
 * https://help.salesforce.com/s/articleView?id=005316711
 */
import type { Logger } from 'pino';
import type { StoredGrant } from '../crm/salesforce/session/session.ts';
import type { Database } from '../store/database.ts';
import { findQuietConnections, isQuiet } from '../store/quiet-connections.ts';
import type { Tenant } from '../sync/service.ts';
import { isGrantGone } from './grant.ts';

export interface KeepAliveDependencies {
  readonly database: Database;
  readonly logger: Pick<Logger, 'warn'>;
  /** The grant as it is kept; null when there is none. */
  readonly grantOf: (tenant: Tenant) => Promise<StoredGrant | null>;
  /** Renews the tokens unless another process has. @throws CrmError */
  readonly renew: (tenant: Tenant, grant: StoredGrant) => Promise<unknown>;
  /** Keeps that the grant is gone. */
  readonly noteGone: (tenant: Tenant) => Promise<void>;
}

/** Well before the grant ends, so that a week of failures harms nobody. */
const quietMs = 20 * 86_400_000;

/** @returns how many orgs have new tokens; one that fails does not hold up the others */
export async function keepAlive(deps: KeepAliveDependencies, now: Date): Promise<number> {
  const { database, logger } = deps;
  const before = new Date(now.getTime() - quietMs);
  const found = await database.asSystem((trx) => findQuietConnections(trx, 'salesforce', before));
  let renewed = 0;
  for (const tenant of found) {
    try {
      if (await renewQuiet(deps, tenant, before)) renewed += 1;
    } catch (error) {
      logger.warn({ err: error, ...tenant }, 'a quiet org could not be kept connected');
    }
  }
  return renewed;
}

async function renewQuiet(
  { database, grantOf, renew, noteGone }: KeepAliveDependencies,
  tenant: Tenant,
  before: Date,
): Promise<boolean> {
  const { organizationId, integrationId } = tenant;
  // Read before it is asked whether the org is still quiet: whoever renews in between is noticed.
  const grant = await grantOf(tenant);
  const stillQuiet = await database.withOrganization(organizationId, (trx) =>
    isQuiet(trx, integrationId, before),
  );
  if (!grant || !stillQuiet) return false;
  try {
    await renew(tenant, grant);
    return true;
  } catch (error) {
    if (isGrantGone(error)) {
      await noteGone(tenant);
    }
    throw error;
  }
}
