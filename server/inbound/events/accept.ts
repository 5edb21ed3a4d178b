import type { RecordEvent } from '../../crm/record-event.ts';
import { addEvents } from '../../store/webhook-events.ts';
import type { Tenant } from '../../sync/service.ts';
import type { InboundDependencies } from '../dependencies.ts';

/**
 * Keeps what a CRM told of a tenant's records, all of it or nothing.
 * @returns how many events were not known yet
 * @throws DatabaseUnavailable
 */
export async function acceptEvents(
  { database, runtime }: InboundDependencies,
  tenant: Tenant,
  events: readonly RecordEvent[],
): Promise<number> {
  const rows = events.map((event) => ({ ...event, id: runtime.newId() }));
  return database.withOrganization(tenant.organizationId, (trx) =>
    addEvents(trx, tenant, rows, runtime.now()),
  );
}
