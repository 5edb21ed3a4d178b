/** Everything we have of records that the CRM merged moves to the one they live on in. */
import { sql, type Transaction } from 'kysely';
import type { CrmValue, RecordRef } from '../../shared/plan/plan.ts';
import { toJsonb } from './json.ts';
import { discardPreviews, mappingIdentity, mappingKey, recordMemories } from './record-life.ts';
import type { Tables } from './schema.ts';
import { mergeSnapshots } from './score-snapshots.ts';
import { activeStatuses, type RunOwner } from './sync-logs.ts';
import type { RecordLife } from './tables/sync.ts';

type Trx = Transaction<Tables>;

/** Whether a run is under way on one of the records: its rows must not move below it. */
export async function anyActive(
  trx: Trx,
  owner: RunOwner,
  object: RecordRef['object'],
  ids: readonly string[],
): Promise<boolean> {
  const active = await trx
    .selectFrom('crm_sync_logs')
    .select('id')
    .where('organization_id', '=', owner.organizationId)
    .where('integration_id', '=', owner.integrationId)
    .where('object_type', '=', object)
    .where('record_id', 'in', [...ids])
    .where('status', 'in', activeStatuses)
    .limit(1)
    .executeTakeFirst();
  return active !== undefined;
}

/** The record that one lives on in by now, and how it fares. Merges may be told in any order. */
export async function survivorOf(
  trx: Trx,
  owner: RunOwner,
  record: RecordRef,
): Promise<{ record: RecordRef; life: RecordLife }> {
  const seen = new Set<string>();
  let { id } = record;
  for (;;) {
    seen.add(id);
    const memory = (await recordMemories(trx, owner, record.object, [id])).get(id);
    const next = memory?.mergedInto ?? null;
    if (next === null || seen.has(next)) {
      return { record: { ...record, id }, life: memory?.life ?? 'live' };
    }
    id = next;
  }
}

/**
 * @param absorbedIds weakest first: of two memories the later one's counts
 * @param at when the CRM merged them
 */
export async function mergeRecords(
  trx: Trx,
  owner: RunOwner,
  survivor: RecordRef,
  absorbedIds: readonly string[],
  at: Date,
): Promise<void> {
  const { object } = survivor;
  await discardPreviews(trx, owner, object, absorbedIds);
  await moveRuns(trx, owner, survivor, absorbedIds);
  for (const id of absorbedIds) await moveJournal(trx, owner, { object, id }, survivor);
  await moveExecutions(trx, owner, survivor, absorbedIds);
  await mergeMemories(trx, owner, survivor, absorbedIds);
  await mergeSnapshots(trx, owner, survivor, absorbedIds);
  for (const id of absorbedIds) await buryMerged(trx, owner, { object, id }, survivor, at);
}

async function moveRuns(
  trx: Trx,
  owner: RunOwner,
  survivor: RecordRef,
  absorbedIds: readonly string[],
): Promise<void> {
  const id = JSON.stringify(survivor.id);
  await trx
    .updateTable('crm_sync_logs')
    .set({
      record_id: survivor.id,
      request: sql`jsonb_set(request, '{recordId}', ${id}::jsonb, false)`,
      result: sql`jsonb_set(result, '{record,id}', ${id}::jsonb, false)`,
    })
    .where('organization_id', '=', owner.organizationId)
    .where('integration_id', '=', owner.integrationId)
    .where('object_type', '=', survivor.object)
    .where('record_id', 'in', [...absorbedIds])
    .execute();
}

/** So that the survivor's next task is not the second one, and an undo addresses the survivor. */
async function moveJournal(
  trx: Trx,
  owner: RunOwner,
  absorbed: RecordRef,
  survivor: RecordRef,
): Promise<void> {
  const ofOwner = () =>
    trx
      .updateTable('crm_write_journal')
      .where('organization_id', '=', owner.organizationId)
      .where('integration_id', '=', owner.integrationId);
  for (const kind of ['task', 'deal']) {
    await ofOwner()
      .set({ subject: `${kind}-${survivor.object}-${survivor.id}` })
      .where('subject', '=', `${kind}-${absorbed.object}-${absorbed.id}`)
      .execute();
  }
  const before = `action-${absorbed.object}-${absorbed.id}-`;
  await ofOwner()
    .set({
      subject: sql`${`action-${survivor.object}-${survivor.id}-`}::text || substr(subject, ${before.length + 1})`,
    })
    .where(sql<boolean>`starts_with(subject, ${before})`)
    .execute();
  await ofOwner()
    .set({
      operation: sql`jsonb_set(operation, '{record,id}', ${JSON.stringify(survivor.id)}::jsonb)`,
    })
    .where(sql<boolean>`operation -> 'record' ->> 'object' = ${absorbed.object}`)
    .where(sql<boolean>`operation -> 'record' ->> 'id' = ${absorbed.id}`)
    .execute();
}

async function moveExecutions(
  trx: Trx,
  owner: RunOwner,
  survivor: RecordRef,
  absorbedIds: readonly string[],
): Promise<void> {
  await trx
    .updateTable('crm_sync_queue')
    .set({ record_id: survivor.id })
    .where('organization_id', '=', owner.organizationId)
    .where('integration_id', '=', owner.integrationId)
    .where(sql<boolean>`object_type = ${survivor.object}`)
    .where('record_id', 'in', [...absorbedIds])
    .execute();
}

async function mergeMemories(
  trx: Trx,
  owner: RunOwner,
  survivor: RecordRef,
  absorbedIds: readonly string[],
): Promise<void> {
  const order = [...absorbedIds, survivor.id];
  const rows = await trx
    .selectFrom('crm_entity_mappings')
    .selectAll()
    .where('organization_id', '=', owner.organizationId)
    .where('integration_id', '=', owner.integrationId)
    .where('object_type', '=', survivor.object)
    .where('crm_record_id', 'in', order)
    .execute();
  if (rows.length === 0) return;
  const ranked = rows.sort(
    (a, b) => order.indexOf(a.crm_record_id) - order.indexOf(b.crm_record_id),
  );
  const lastWritten = ranked.reduce<Record<string, CrmValue>>(
    (values, row) => Object.assign(values, row.last_written),
    {},
  );
  const picked = ranked.findLast((row) => row.picked_at !== null);
  const newest = ranked.reduce((a, b) =>
    (b.last_enriched_at?.getTime() ?? 0) >= (a.last_enriched_at?.getTime() ?? 0) ? b : a,
  );
  const merged = {
    last_written: toJsonb(lastWritten),
    picked_domain: picked?.picked_domain ?? null,
    picked_registration_number: picked?.picked_registration_number ?? null,
    picked_at: picked?.picked_at ?? null,
    last_enrichment_id: newest.last_enrichment_id,
    last_enriched_at: newest.last_enriched_at,
  };
  await trx
    .insertInto('crm_entity_mappings')
    .values({ ...mappingIdentity(owner, survivor), ...merged })
    .onConflict((conflict) => conflict.columns(mappingKey).doUpdateSet(merged))
    .execute();
}

async function buryMerged(
  trx: Trx,
  owner: RunOwner,
  absorbed: RecordRef,
  survivor: RecordRef,
  at: Date,
): Promise<void> {
  const buried = {
    ...emptyMemory,
    life: 'merged' as const,
    life_changed_at: at,
    merged_into: survivor.id,
  };
  await trx
    .insertInto('crm_entity_mappings')
    .values({ ...mappingIdentity(owner, absorbed), ...buried })
    .onConflict((conflict) => conflict.columns(mappingKey).doUpdateSet(buried))
    .execute();
}

/** What is left of a memory whose record is gone. */
export const emptyMemory = {
  last_written: '{}',
  picked_domain: null,
  picked_registration_number: null,
  picked_at: null,
  last_enrichment_id: null,
  last_enriched_at: null,
  looked_for: null,
  email_hash: null,
  evidence_marks: '{}',
  looked_at: null,
  look_again_at: null,
};
