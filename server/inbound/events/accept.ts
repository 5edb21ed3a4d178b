import type { RecordEvent } from '../../crm/record-event.ts';
import type { QueueDependencies } from '../../queue/dependencies.ts';
import type { TenantTransaction } from '../../store/database.ts';
import { addEvents } from '../../store/webhook-events.ts';
import type { Tenant } from '../../sync/service.ts';

/**
 * Keeps what a CRM told of a tenant's records, all of it or nothing.
 * @param also done in the same commit, first
 * @returns how many events were not known yet
 * @throws DatabaseUnavailable
 */
export async function acceptEvents(
  { database, runtime, jobs }: QueueDependencies,
  tenant: Tenant,
  events: readonly RecordEvent[],
  also?: (trx: TenantTransaction) => Promise<void>,
): Promise<number> {
  const rows = events.map((event) => ({ ...event, id: runtime.newId() }));
  return database.withOrganization(tenant.organizationId, async (trx) => {
    await also?.(trx);
    const added = await addEvents(trx, tenant, rows, runtime.now());
    if (added > 0) await jobs.wake(trx, 'event-turn', tenant);
    return added;
  });
}
