/** Records whose enrichment has had its time. */
import { sql } from 'kysely';
import type { RecordRef } from '../../shared/plan/plan.ts';
import type { SystemTransaction, TenantTransaction } from './database.ts';
import type { RunOwner } from './sync-logs.ts';

/** Connections that work. For the system role. */
export async function findConnected(trx: SystemTransaction): Promise<RunOwner[]> {
  const rows = await trx
    .selectFrom('crm_integrations')
    .select(['organization_id', 'id'])
    .where('status', '=', 'connected')
    .execute();
  return rows.map((row) => ({ organizationId: row.organization_id, integrationId: row.id }));
}

/**
 * The longest not enriched first; none that waits in the queue already.
 * @param before what was enriched since is fresh
 */
export async function findStale(
  trx: TenantTransaction,
  owner: RunOwner,
  before: Date,
  limit: number,
): Promise<{ readonly record: RecordRef; readonly lastEnrichedAt: Date }[]> {
  const rows = await trx
    .selectFrom('crm_entity_mappings as known')
    .select(['object_type', 'crm_record_id', 'last_enriched_at'])
    .where('organization_id', '=', owner.organizationId)
    .where('integration_id', '=', owner.integrationId)
    .where('life', '=', 'live')
    .where('last_enriched_at', '<', before)
    .where(
      sql<boolean>`not exists (
        select from crm_sync_queue item
        where item.organization_id = known.organization_id
          and item.integration_id = known.integration_id
          and item.object_type = known.object_type and item.record_id = known.crm_record_id
          and item.done_at is null)`,
    )
    .orderBy('last_enriched_at')
    .limit(limit)
    .execute();
  return rows.flatMap(({ object_type: object, crm_record_id: id, last_enriched_at: at }) =>
    at ? [{ record: { object, id }, lastEnrichedAt: at }] : [],
  );
}
