/** Leaving a CRM: told there first, so that a failure half-way leaves a connection that can be left again. */
import type { Actor } from '../audit/actor.ts';
import { recordAudit } from '../store/audit-events.ts';
import { getIntegration, type Integration } from '../store/integrations.ts';
import { leave } from '../store/leaving.ts';
import type { Tenant } from '../sync/service.ts';
import type { ConnectionsDependencies } from './dependencies.ts';
import { integrationNotFound } from './errors.ts';
import type { Disconnected } from './service.ts';

/** How long an admin may come back to settings and history. */
const keptDays = 30;
const DAY_MS = 86_400_000;

/** @throws AppError `integration_not_found` */
export async function disconnect(
  deps: ConnectionsDependencies,
  tenant: Tenant,
  actor: Actor,
): Promise<Disconnected> {
  const integration = await requireIntegration(deps, tenant);
  if (integration.status === 'disconnected') {
    const { deleteAfter, uninstalled } = integration;
    return {
      deleteAfter: deleteAfter ?? deps.runtime.now(),
      uninstalled: uninstalled === true,
    };
  }
  const uninstalled = await tellCrm(deps, tenant, integration);
  return { deleteAfter: await end(deps, tenant, actor, uninstalled), uninstalled };
}

/** The customer removed the app in the CRM: there is nobody to tell. */
export async function wasUninstalled(deps: ConnectionsDependencies, tenant: Tenant): Promise<void> {
  await end(deps, tenant, { kind: 'system', id: null, source: 'job', ip: null }, true);
}

async function end(
  deps: ConnectionsDependencies,
  tenant: Tenant,
  actor: Actor,
  uninstalled: boolean,
): Promise<Date> {
  const at = deps.runtime.now();
  const deleteAfter = new Date(at.getTime() + keptDays * DAY_MS);
  await deps.database.withOrganization(tenant.organizationId, async (trx) => {
    if (!(await leave(trx, tenant.integrationId, { at, deleteAfter, uninstalled })))
      throw integrationNotFound();
    await recordAudit(trx, {
      id: deps.runtime.newId(),
      ...tenant,
      at,
      actor,
      action: 'connection.disconnected',
      after: { deleteAfter: deleteAfter.toISOString(), uninstalled },
    });
  });
  return deleteAfter;
}

async function tellCrm(
  { hubspot, salesforce, logger }: ConnectionsDependencies,
  tenant: Tenant,
  { crm }: Integration,
): Promise<boolean> {
  try {
    if (crm === 'hubspot') return await hubspot.uninstall(tenant);
    if (crm === 'salesforce') await salesforce.revoke(tenant);
    return true;
  } catch (error) {
    // Whoever wants to leave is not held back by a CRM that does not answer.
    logger.warn({ err: error, ...tenant }, 'the CRM could not be told of the disconnection');
    return false;
  }
}

async function requireIntegration(
  { database }: ConnectionsDependencies,
  { organizationId, integrationId }: Tenant,
): Promise<Integration> {
  const found = await database.withOrganization(organizationId, (trx) =>
    getIntegration(trx, integrationId),
  );
  if (!found) throw integrationNotFound();
  return found;
}
