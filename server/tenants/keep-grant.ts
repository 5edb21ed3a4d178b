import type { Runtime } from '../runtime.ts';
import { recordAudit } from '../store/audit-events.ts';
import type { Database } from '../store/database.ts';
import { type Grant, noteGrant } from '../store/integration-grant.ts';
import type { Tenant } from '../sync/service.ts';

/** Keeps whether an account's grant works; what is news of it stands in the history. */
export async function keepGrant(
  { database, runtime }: { readonly database: Database; readonly runtime: Runtime },
  tenant: Tenant,
  grant: Grant,
): Promise<void> {
  await database.withOrganization(tenant.organizationId, async (trx) => {
    if (!(await noteGrant(trx, tenant.integrationId, grant))) return;
    await recordAudit(trx, {
      id: runtime.newId(),
      at: runtime.now(),
      ...tenant,
      // The CRM shows it; whoever happens to ask has not done it.
      actor: { kind: 'system', id: null, source: 'job', ip: null },
      action: grant === 'connected' ? 'connection.works-again' : 'connection.needs-reauthorisation',
    });
  });
}
