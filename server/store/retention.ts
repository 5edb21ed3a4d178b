/**
 * Deletes what has had its time, a few rows at a time: none of the statements holds anybody up, and one
 * that is interrupted is gone on with by the next. Open work is never touched.
 */
import { sql, type Transaction } from 'kysely';
import type { SystemTransaction, TenantTransaction } from './database.ts';
import type { Tables } from './schema.ts';
import { activeStatuses } from './sync-logs.ts';

type Trx = Transaction<Tables>;

/** A step's time and how many rows it may take; it gives how many it took. */
export interface Sweep {
  /** What is older. */
  readonly before: Date;
  readonly limit: number;
}

/** Of runs whose details were deleted. */
export const expired = {
  code: 'enrichment_expired',
  message: 'The details of this enrichment were deleted after 90 days. Enrich the record again.',
} as const;

/** What runs found, decided and replaced. That they took place stays, and so do the keys of tasks and deals. */
export async function blankRuns(
  trx: TenantTransaction,
  organizationId: string,
  sweep: Sweep,
): Promise<number> {
  return blank(trx, await runsToBlank(trx, organizationId, sweep, 'ended'));
}

/** Previews that nobody applied. */
export async function dropPreviews(
  trx: TenantTransaction,
  organizationId: string,
  sweep: Sweep,
): Promise<number> {
  return blank(trx, await runsToBlank(trx, organizationId, sweep, 'previewed'));
}

async function runsToBlank(
  trx: Trx,
  organizationId: string,
  { before, limit }: Sweep,
  which: 'ended' | 'previewed',
): Promise<string[]> {
  const rows = await trx
    .selectFrom('crm_sync_logs')
    .select('id')
    .where('organization_id', '=', organizationId)
    .where('started_at', '<', before)
    .where('result', 'is not', null)
    .where('status', which === 'ended' ? 'not in' : 'in', [
      ...(which === 'ended' ? activeStatuses : []),
      'previewed',
    ])
    .orderBy('started_at')
    .limit(limit)
    .forUpdate()
    .skipLocked()
    .execute();
  return rows.map(({ id }) => id);
}

async function blank(trx: Trx, runIds: readonly string[]): Promise<number> {
  if (runIds.length === 0) return 0;
  await trx
    .updateTable('crm_sync_logs')
    .set({
      // That there was one says that the run may have written.
      plan: sql`case when plan is null then null else jsonb_build_object('record', plan -> 'record',
        'recordVersion', '', 'changes', '[]'::jsonb, 'task', null, 'deal', null, 'skipped', '[]'::jsonb) end`,
      result: null,
      idempotency_key: null,
      request: sql`request || '{"idempotencyKey": null, "pick": null}'`,
      status: sql`case status when 'previewed' then 'discarded' else status end`,
      // Why one failed may be read for as long as its row is there.
      error_code: sql`case status when 'failed' then error_code else ${expired.code} end`,
      error_message: sql`case status when 'failed' then error_message else ${expired.message} end`,
    })
    .where('id', 'in', [...runIds])
    .execute();
  await trx
    .updateTable('crm_write_journal')
    .set({
      operation: sql`case operation ->> 'kind'
        when 'update' then operation || '{"values": {}}'
        when 'create-task' then jsonb_set(operation, '{task}', operation -> 'task' ||
          '{"subject": "", "body": "", "reason": "", "ownerId": null, "associations": []}')
        when 'create-deal' then jsonb_set(operation, '{deal}', operation -> 'deal' ||
          '{"name": "", "reason": "", "ownerId": null, "associations": []}')
        else operation end`,
      before_image: '{}',
      before_ours: [],
      rejected: '[]',
      error: null,
    })
    .where('sync_log_id', 'in', [...runIds])
    .execute();
  return runIds.length;
}

/** Runs of which only the row was left, except those whose task or deal must not be created twice. */
export async function deleteRuns(
  trx: TenantTransaction,
  organizationId: string,
  { before, limit }: Sweep,
): Promise<number> {
  // An undo's entries point at those of what it undid: they go first, their targets with the next batch.
  const entries = await sql`
    delete from crm_write_journal where id in (
      select entry.id from crm_write_journal entry
      where entry.organization_id = ${organizationId} and entry.created_at < ${before}
        and entry.subject is null
        and exists (
          select from crm_sync_logs run
          where run.id = entry.sync_log_id and run.result is null
            and run.status not in ('running', 'applying'))
        and not exists (select from crm_write_journal later where later.undoes = entry.id)
      limit ${limit})`.execute(trx);
  const runs = await sql`
    delete from crm_sync_logs where id in (
      select run.id from crm_sync_logs run
      where run.organization_id = ${organizationId} and run.started_at < ${before}
        and run.result is null and run.status not in ('running', 'applying')
        and not exists (select from crm_write_journal entry where entry.sync_log_id = run.id)
        and not exists (select from crm_sync_logs undo where undo.undo_of = run.id)
      limit ${limit})`.execute(trx);
  return Number(entries.numAffectedRows ?? 0) + Number(runs.numAffectedRows ?? 0);
}

/** What was asked for and is done. */
export async function deleteInbound(
  trx: TenantTransaction,
  organizationId: string,
  { before, limit }: Sweep,
): Promise<number> {
  let deleted = 0;
  for (const table of ['crm_sync_queue', 'webhook_events'] as const) {
    const { numAffectedRows } = await sql`
      delete from ${sql.table(table)} where id in (
        select id from ${sql.table(table)}
        where organization_id = ${organizationId} and done_at < ${before} limit ${limit})`.execute(
      trx,
    );
    deleted = Math.max(deleted, Number(numAffectedRows ?? 0));
  }
  // After its items: what is still there of it says what came of them.
  await sql`
    delete from crm_bulk_enrichments where id in (
      select bulk.id from crm_bulk_enrichments bulk
      where bulk.organization_id = ${organizationId} and bulk.finished_at < ${before}
        and not exists (
          select from crm_sync_queue item
          where item.organization_id = ${organizationId} and item.bulk_id = bulk.id)
      limit ${limit})`.execute(trx);
  return deleted;
}

/** What was remembered of records that the CRM does not have any more. An erased one stays erased. */
export async function deleteGoneRecords(
  trx: TenantTransaction,
  organizationId: string,
  { before, limit }: Sweep,
): Promise<number> {
  const snapshots = await sql`
    delete from score_snapshots where ctid in (
      select taken.ctid from score_snapshots taken
      join crm_entity_mappings gone on gone.organization_id = taken.organization_id
        and gone.integration_id = taken.integration_id and gone.object_type = taken.object_type
        and gone.crm_record_id = taken.record_id
      where gone.organization_id = ${organizationId} and gone.life in ('deleted', 'merged')
        and gone.life_changed_at < ${before}
      limit ${limit})`.execute(trx);
  if (snapshots.numAffectedRows) return Number(snapshots.numAffectedRows);
  const { numAffectedRows } = await sql`
    delete from crm_entity_mappings where ctid in (
      select ctid from crm_entity_mappings
      where organization_id = ${organizationId} and life in ('deleted', 'merged')
        and life_changed_at < ${before}
      limit ${limit})`.execute(trx);
  return Number(numAffectedRows ?? 0);
}

/** What was known of records when they were scored, where that is long ago. */
export async function deleteSnapshots(
  trx: TenantTransaction,
  organizationId: string,
  { before, limit }: Sweep,
): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from score_snapshots where ctid in (
      select ctid from score_snapshots
      where organization_id = ${organizationId} and newest_at < ${before}
      limit ${limit})`.execute(trx);
  return Number(numAffectedRows ?? 0);
}

/** Keys of Salesforce orgs that were replaced. */
export async function deleteOldKeys(
  trx: TenantTransaction,
  organizationId: string,
  { before }: Sweep,
): Promise<number> {
  const result = await trx
    .deleteFrom('salesforce_org_keys')
    .where('organization_id', '=', organizationId)
    .where('expires_at', '<', before)
    .executeTakeFirst();
  return Number(result.numDeletedRows);
}

/** Everything that belongs to no organisation and carries its own end. */
export async function deleteExpired(
  trx: SystemTransaction,
  table: 'oauth_attempts' | 'salesforce_nonces' | 'research_cache',
  { before, limit }: Sweep,
): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from ${sql.table(table)} where ctid in (
      select ctid from ${sql.table(table)} where expires_at < ${before} limit ${limit})`.execute(
    trx,
  );
  return Number(numAffectedRows ?? 0);
}

/** For the system role. */
export async function everyOrganization(trx: SystemTransaction): Promise<string[]> {
  const rows = await trx.selectFrom('organizations').select('id').orderBy('id').execute();
  return rows.map(({ id }) => id);
}
