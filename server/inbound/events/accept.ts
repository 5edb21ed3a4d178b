import type { RecordEvent } from '../../crm/record-event.ts';
import type { QueueDependencies } from '../../queue/dependencies.ts';
import type { TenantTransaction } from '../../store/database.ts';
import { getIntegration } from '../../store/integrations.ts';
import { addEvents } from '../../store/webhook-events.ts';
import type { Tenant } from '../../sync/service.ts';
import { gathered } from '../gathered.ts';

/** Events in one commit. */
const eventsTogether = 500;

/** Commits of one connection side by side: while one waits for the disk, the next is on its way. */
const commitsAtOnce = 3;

type Row = RecordEvent & { readonly id: string };

interface Delivery {
  readonly tenant: Tenant;
  readonly rows: readonly Row[];
}

/**
 * Keeps what a CRM told of a tenant's records, all of it or nothing.
 * @param also done in the same commit, first
 * @returns how many events were not known yet; null when the account is not connected any more, and
 *   nothing was kept
 * @throws DatabaseUnavailable
 */
export type AcceptEvents = (
  tenant: Tenant,
  events: readonly RecordEvent[],
  also?: (trx: TenantTransaction) => Promise<void>,
) => Promise<number | null>;

async function isLive(trx: TenantTransaction, { integrationId }: Tenant): Promise<boolean> {
  const status = (await getIntegration(trx, integrationId))?.status;
  return status !== undefined && status !== 'disconnected';
}

/** Deliveries for one connection that come at the same time share a commit. */
export function createEventIntake({ database, runtime, jobs }: QueueDependencies): AcceptEvents {
  async function keep(
    tenant: Tenant,
    rows: readonly Row[],
    also?: (trx: TenantTransaction) => Promise<void>,
  ): Promise<ReadonlySet<string> | null> {
    return database.withOrganization(tenant.organizationId, async (trx) => {
      await also?.(trx);
      const added = await addEvents(trx, tenant, rows, runtime.now());
      if (added.size === 0 && rows.length > 0) return (await isLive(trx, tenant)) ? added : null;
      if (added.size > 0) await jobs.wake(trx, 'event-turn', tenant);
      return added;
    });
  }

  const keepTogether = gathered<Delivery, number | null>(
    async (_key, deliveries) => {
      const [first] = deliveries;
      if (!first) return [];
      const added = await keep(
        first.tenant,
        deliveries.flatMap(({ rows }) => rows),
      );
      return deliveries.map(({ rows }) =>
        added ? rows.filter(({ id }) => added.has(id)).length : null,
      );
    },
    {
      most: eventsTogether,
      atOnce: commitsAtOnce,
      weightOf: ({ rows }) => rows.length,
    },
  );

  return async (tenant, events, also) => {
    const rows = events.map((event) => ({ ...event, id: runtime.newId() }));
    if (also) return (await keep(tenant, rows, also))?.size ?? null;
    return keepTogether(`${tenant.organizationId} ${tenant.integrationId}`, { tenant, rows });
  };
}
