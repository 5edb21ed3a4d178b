/** Records whose sources are to be looked at, and how much of a day may still be used for it. */
import { sql } from 'kysely';
import type { RecordRef } from '../../shared/plan/plan.ts';
import type { Marks } from '../research/marks.ts';
import type { TenantTransaction } from './database.ts';
import { rowsOf } from './rows.ts';
import type { RunOwner } from './sync-logs.ts';

export interface WatchedRecord {
  readonly record: RecordRef;
  /** What the last enrichment rests on. */
  readonly marks: Marks;
  readonly lastEnrichedAt: Date;
}

/**
 * The longest not looked at first, none that waits in the queue already, and whoever else rests on the
 * very sources of one of them.
 * @param before looked at or enriched since is early enough
 */
export async function findToLookAt(
  trx: TenantTransaction,
  owner: RunOwner,
  { before, now, limit }: { readonly before: Date; readonly now: Date; readonly limit: number },
): Promise<WatchedRecord[]> {
  const found = await sql<{
    object_type: RecordRef['object'];
    crm_record_id: string;
    evidence_marks: Marks;
    last_enriched_at: Date;
  }>`
    select object_type, crm_record_id, evidence_marks, last_enriched_at
    from crm_entity_mappings known
    where organization_id = ${owner.organizationId} and integration_id = ${owner.integrationId}
      and life = 'live' and last_enriched_at is not null and evidence_marks <> '{}'
      and greatest(last_enriched_at, looked_at) < ${before}
      and (look_again_at is null or look_again_at <= ${now})
      and not exists (
        select from crm_sync_queue item
        where item.organization_id = known.organization_id
          and item.integration_id = known.integration_id
          and item.object_type = known.object_type and item.record_id = known.crm_record_id
          and item.done_at is null)
    order by greatest(last_enriched_at, looked_at)
    limit ${limit}`.execute(trx);
  return found.rows.map((row) => ({
    record: { object: row.object_type, id: row.crm_record_id },
    marks: row.evidence_marks,
    lastEnrichedAt: row.last_enriched_at,
  }));
}

/** @param againAt null where every source answered */
export async function noteLookedAt(
  trx: TenantTransaction,
  owner: RunOwner,
  looked: readonly { readonly record: RecordRef; readonly againAt: Date | null }[],
  at: Date,
): Promise<void> {
  if (looked.length === 0) return;
  const rows = looked.map(({ record, againAt }) => ({ ...record, againAt }));
  await sql`
    update crm_entity_mappings known
    set look_again_at = looked."againAt",
      looked_at = case when looked."againAt" is null then ${at}::timestamptz else known.looked_at end
    from ${rowsOf('looked', 'object text, id text, "againAt" timestamptz', rows)}
    where known.organization_id = ${owner.organizationId}
      and known.integration_id = ${owner.integrationId}
      and known.object_type = looked.object and known.crm_record_id = looked.id`.execute(trx);
}

/** Days of the quota's past that nobody asks about any more. */
const keptDays = 7;

/**
 * Takes up to so many of the day's quota, whatever other processes take at the same time.
 * @param day ISO day
 * @returns how many there were left to take
 */
export async function takeOfDay(
  trx: TenantTransaction,
  owner: RunOwner,
  what: 'looks' | 'enrichments',
  { day, wanted, quota }: { readonly day: string; readonly wanted: number; readonly quota: number },
): Promise<number> {
  if (wanted <= 0) return 0;
  const { organizationId, integrationId } = owner;
  await sql`
    delete from freshness_days
    where organization_id = ${organizationId} and integration_id = ${integrationId}
      and day < ${day}::date - ${keptDays}::int`.execute(trx);
  await sql`
    insert into freshness_days (organization_id, integration_id, day)
    values (${organizationId}, ${integrationId}, ${day}::date) on conflict do nothing`.execute(trx);
  // The row is held until the transaction ends: whoever comes next sees what is left.
  const held = await sql<{ used: number }>`
    select ${sql.ref(what)} as used from freshness_days
    where organization_id = ${organizationId} and integration_id = ${integrationId}
      and day = ${day}::date
    for update`.execute(trx);
  const granted = Math.max(0, Math.min(wanted, quota - (held.rows[0]?.used ?? quota)));
  if (granted > 0) {
    await sql`
      update freshness_days set ${sql.ref(what)} = ${sql.ref(what)} + ${granted}
      where organization_id = ${organizationId} and integration_id = ${integrationId}
        and day = ${day}::date`.execute(trx);
  }
  return granted;
}
