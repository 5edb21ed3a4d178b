/** Creating our fields in the CRM: once for a connection, however many runs find that they are missing. */
import { recordAudit } from '../store/audit-events.ts';
import { setProvisioned } from '../store/integrations.ts';
import { loadContext, type TenantContext } from './context.ts';
import type { SyncDependencies } from './dependencies.ts';

/** By integration; first runs that start together would each take half of ten seconds' calls. */
const underWay = new WeakMap<SyncDependencies, Map<string, Promise<void>>>();

/** The context with our fields created in the CRM, if that was never done for this connection. */
export async function provisionOnce(
  deps: SyncDependencies,
  context: TenantContext,
): Promise<TenantContext> {
  if (context.provisioned) return context;
  await together(deps, context, async () => {
    // Another run may have done it after this one looked.
    const { provisioned } = await loadContext(deps, context.tenant);
    if (!provisioned) await provision(deps, context);
  });
  return loadContext(deps, context.tenant);
}

/** The context after our fields were checked and the missing ones created. */
export async function provisionAgain(
  deps: SyncDependencies,
  context: TenantContext,
): Promise<TenantContext> {
  await together(deps, context, () => provision(deps, context));
  return loadContext(deps, context.tenant);
}

async function provision(deps: SyncDependencies, context: TenantContext): Promise<void> {
  const report = await context.connector.provision();
  const { tenant } = context;
  await deps.database.withOrganization(tenant.organizationId, async (trx) => {
    await setProvisioned(trx, tenant.integrationId, report);
    if (report.created.length === 0) return;
    await recordAudit(trx, {
      id: deps.runtime.newId(),
      at: deps.runtime.now(),
      ...tenant,
      action: 'fields.created',
      after: { fields: report.created },
    });
  });
}

function together(
  deps: SyncDependencies,
  { tenant }: TenantContext,
  work: () => Promise<void>,
): Promise<void> {
  const flights = underWay.get(deps) ?? new Map<string, Promise<void>>();
  underWay.set(deps, flights);
  const running = flights.get(tenant.integrationId);
  if (running) return running;
  const started = work().finally(() => flights.delete(tenant.integrationId));
  flights.set(tenant.integrationId, started);
  return started;
}
