/** Deletes all that belongs to a connection whose time to come back is over. */
import { sql } from 'kysely';
import type { SystemTransaction, TenantTransaction } from './database.ts';
import type { RunOwner } from './sync-logs.ts';

/** Children before parents; what is left then goes with the connection itself. */
const ofConnection = [
  'crm_sync_queue',
  'crm_bulk_enrichments',
  'webhook_events',
  'crm_entities',
  'crm_entity_mappings',
  'crm_field_mappings',
  'assignment_turns',
  'freshness_days',
  'score_learning',
  'score_models',
  'score_snapshots',
  'salesforce_org_keys',
  'api_tokens',
] as const;

/** Disconnected ones whose `delete_after` has passed. For the system role. */
export async function findConnectionsToDelete(
  trx: SystemTransaction,
  now: Date,
): Promise<RunOwner[]> {
  const rows = await trx
    .selectFrom('crm_integrations')
    .select(['organization_id', 'id'])
    .where('status', '=', 'disconnected')
    .where('delete_after', '<=', now)
    .orderBy('delete_after')
    .execute();
  return rows.map((row) => ({ organizationId: row.organization_id, integrationId: row.id }));
}

/**
 * Takes rows of a connection that is to be deleted; one that was connected again keeps them.
 * @returns how many were taken; zero when only the connection itself is left
 */
export async function deletePartOfConnection(
  trx: TenantTransaction,
  { organizationId, integrationId }: RunOwner,
  now: Date,
  limit: number,
): Promise<number> {
  if (!(await isToBeDeleted(trx, integrationId, now))) return 0;
  const part = async (statement: ReturnType<typeof sql>) =>
    Number((await statement.execute(trx)).numAffectedRows ?? 0);
  let taken = 0;
  for (const table of ofConnection) {
    taken += await part(sql`
      delete from ${sql.table(table)} where ctid in (
        select ctid from ${sql.table(table)}
        where organization_id = ${organizationId} and integration_id = ${integrationId}
        limit ${limit})`);
  }
  // Entries and runs point at each other: the newest, which nothing points at, go first.
  taken += await part(sql`
    delete from crm_write_journal where id in (
      select entry.id from crm_write_journal entry
      where entry.organization_id = ${organizationId} and entry.integration_id = ${integrationId}
        and not exists (select from crm_write_journal later where later.undoes = entry.id)
      limit ${limit})`);
  taken += await part(sql`
    delete from crm_sync_logs where id in (
      select run.id from crm_sync_logs run
      where run.organization_id = ${organizationId} and run.integration_id = ${integrationId}
        and not exists (select from crm_write_journal entry where entry.sync_log_id = run.id)
        and not exists (select from crm_sync_logs undo where undo.undo_of = run.id)
      limit ${limit})`);
  return taken;
}

/**
 * Deletes the connection, and its organisation with everything of it when it was the last one.
 * @returns null when it was connected again meanwhile
 */
export async function deleteConnection(
  trx: TenantTransaction,
  { organizationId, integrationId }: RunOwner,
  now: Date,
): Promise<{ readonly organizationDeleted: boolean } | null> {
  if (!(await isToBeDeleted(trx, integrationId, now))) return null;
  await trx.deleteFrom('crm_integrations').where('id', '=', integrationId).execute();
  const result = await trx
    .deleteFrom('organizations')
    .where('id', '=', organizationId)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('crm_integrations')
            .select('id')
            .where('organization_id', '=', organizationId),
        ),
      ),
    )
    .executeTakeFirst();
  return { organizationDeleted: result.numDeletedRows > 0n };
}

async function isToBeDeleted(trx: TenantTransaction, id: string, now: Date): Promise<boolean> {
  const row = await trx
    .selectFrom('crm_integrations')
    .select('id')
    .where('id', '=', id)
    .where('status', '=', 'disconnected')
    .where('delete_after', '<=', now)
    .forUpdate()
    .executeTakeFirst();
  return row !== undefined;
}
