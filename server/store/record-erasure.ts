/**
 * Forgets a record, most often a person: what we read of her, decided about her and wrote to her record.
 * What has to stay, so that her company does not get a second deal, names nobody.
 */
import { sql, type Transaction } from 'kysely';
import type { RecordRef } from '../../shared/plan/plan.ts';
import { eraseFromHistory } from './audit-erasure.ts';
import { mappingIdentity, mappingKey } from './record-life.ts';
import { emptyMemory } from './record-merge.ts';
import type { Tables } from './schema.ts';
import { eraseSnapshots } from './score-snapshots.ts';
import type { RunOwner } from './sync-logs.ts';

type Trx = Transaction<Tables>;

/** Of runs whose record was erased. */
export const erasedCode = 'erased';

/** Stands for the record in runs that stay for their company's deal. */
const nobody = 'erased';

export interface ErasedRecord {
  /** Whether there was anything besides the mark that it is erased. */
  readonly found: boolean;
  /** Hash of the person's address as the CRM told it last; null where it told none. */
  readonly emailHash: string | null;
  /** Whether a run stays, without anything of the person, for the deal of her company. */
  readonly keepsDeal: boolean;
}

/**
 * Repeating it is harmless, and so is a run under way: its row is gone, so that it writes nothing more.
 * @param at when the CRM erased it, or it was asked for
 */
export async function eraseRecord(
  trx: Trx,
  owner: RunOwner,
  record: RecordRef,
  at: Date,
): Promise<ErasedRecord> {
  const { object } = record;
  const known = await namesOf(trx, owner, record);
  const ids = [record.id, ...known.absorbed];
  const runIds = await runsOf(trx, owner, object, [...ids, ...known.entities]);
  const keepsDeal = runIds.length > 0 && (await eraseRuns(trx, owner, record, runIds));
  const executions = await trx
    .deleteFrom('crm_sync_queue')
    .where('organization_id', '=', owner.organizationId)
    .where('integration_id', '=', owner.integrationId)
    .where('object_type', '=', object)
    .where('record_id', 'in', ids)
    .executeTakeFirst();
  await sql`
    update crm_bulk_enrichments
    set selection = jsonb_set(selection, '{recordIds}', (selection -> 'recordIds') - ${ids}::text[])
    where organization_id = ${owner.organizationId} and integration_id = ${owner.integrationId}
      and object_type = ${object} and selection -> 'recordIds' ?| ${ids}::text[]
  `.execute(trx);
  await trx
    .deleteFrom('crm_entities')
    .where('organization_id', '=', owner.organizationId)
    .where('integration_id', '=', owner.integrationId)
    .where('object_type', '=', object)
    .where('crm_record_id', 'in', ids)
    .execute();
  await eraseSnapshots(trx, owner, object, ids);
  for (const id of ids) await eraseEvents(trx, owner, { object, id });
  await eraseFromHistory(trx, owner, object, ids);
  for (const id of ids) await bury(trx, owner, { object, id }, at);
  const found = known.isRemembered || runIds.length > 0 || Number(executions.numDeletedRows) > 0;
  return { found, emailHash: known.emailHash, keepsDeal };
}

/** What else the record is known by: records that were merged into it, and ids of who sent it to us. */
async function namesOf(trx: Trx, owner: RunOwner, record: RecordRef) {
  const mappings = await trx
    .withRecursive('lineage(id)', (query) =>
      query
        .selectNoFrom(sql<string>`${record.id}::text`.as('id'))
        .union((eb) =>
          eb
            .selectFrom('crm_entity_mappings as absorbed')
            .innerJoin('lineage', 'lineage.id', 'absorbed.merged_into')
            .select('absorbed.crm_record_id as id')
            .where('absorbed.organization_id', '=', owner.organizationId)
            .where('absorbed.integration_id', '=', owner.integrationId)
            .where('absorbed.object_type', '=', record.object),
        ),
    )
    .selectFrom('crm_entity_mappings')
    .select(['crm_record_id', 'email_hash', 'life'])
    .where('organization_id', '=', owner.organizationId)
    .where('integration_id', '=', owner.integrationId)
    .where('object_type', '=', record.object)
    .where('crm_record_id', 'in', (query) => query.selectFrom('lineage').select('id'))
    .execute();
  const entities = await trx
    .selectFrom('crm_entities')
    .select('entity_id')
    .where('organization_id', '=', owner.organizationId)
    .where('integration_id', '=', owner.integrationId)
    .where('object_type', '=', record.object)
    .where('crm_record_id', 'in', [record.id, ...mappings.map((row) => row.crm_record_id)])
    .execute();
  return {
    absorbed: mappings.map((row) => row.crm_record_id).filter((id) => id !== record.id),
    entities: entities.map((row) => row.entity_id),
    emailHash: mappings.find((row) => row.email_hash !== null)?.email_hash ?? null,
    isRemembered: mappings.some((row) => row.life !== 'erased') || entities.length > 0,
  };
}

/** @param ids of the record, and by which it was sent to us */
async function runsOf(
  trx: Trx,
  owner: RunOwner,
  object: RecordRef['object'],
  ids: readonly string[],
): Promise<string[]> {
  const runs = await trx
    .selectFrom('crm_sync_logs')
    .select('id')
    .where('organization_id', '=', owner.organizationId)
    .where('integration_id', '=', owner.integrationId)
    .where('object_type', '=', object)
    .where('record_id', 'in', [...ids])
    .forUpdate()
    .execute();
  return runs.map(({ id }) => id);
}

/** @returns whether a run stays for its company's deal */
async function eraseRuns(
  trx: Trx,
  owner: RunOwner,
  record: RecordRef,
  runIds: readonly string[],
): Promise<boolean> {
  const shared = await trx
    .selectFrom('crm_write_journal')
    .select(['id', 'sync_log_id'])
    .where('organization_id', '=', owner.organizationId)
    .where('sync_log_id', 'in', [...runIds])
    .where('subject', 'like', 'deal-company-%')
    .where('state', '!=', 'failed')
    .execute();
  const entryIds = shared.map(({ id }) => id);
  const keptRunIds = shared.map((entry) => entry.sync_log_id);
  // One statement: an entry that takes another back points at it.
  await trx
    .deleteFrom('crm_write_journal')
    .where('organization_id', '=', owner.organizationId)
    .where('sync_log_id', 'in', [...runIds])
    .$if(entryIds.length > 0, (query) => query.where('id', 'not in', entryIds))
    .execute();
  await trx
    .deleteFrom('crm_sync_logs')
    .where('organization_id', '=', owner.organizationId)
    .where('id', 'in', [...runIds])
    .$if(keptRunIds.length > 0, (query) => query.where('id', 'not in', keptRunIds))
    .execute();
  if (keptRunIds.length > 0) await makeAnonymous(trx, owner, record, keptRunIds);
  return keptRunIds.length > 0;
}

/** A deal of the company stays known by its key and id; nothing else of the run does. */
async function makeAnonymous(
  trx: Trx,
  owner: RunOwner,
  { object }: RecordRef,
  runIds: readonly string[],
): Promise<void> {
  const keptAssociation = object === 'company' ? 'none' : 'company';
  await trx
    .updateTable('crm_write_journal')
    .set({
      operation: sql`jsonb_set(operation, '{deal}', operation -> 'deal' || jsonb_build_object(
        'name', ${nobody}::text, 'reason', ${nobody}::text, 'ownerId', null,
        'associations', (
          select coalesce(jsonb_agg(one), '[]') from jsonb_array_elements(operation -> 'deal' -> 'associations') one
          where one ->> 'object' = ${keptAssociation}::text)))`,
      before_image: '{}',
      rejected: '[]',
      error: null,
    })
    .where('organization_id', '=', owner.organizationId)
    .where('sync_log_id', 'in', [...runIds])
    .execute();
  await trx
    .updateTable('crm_sync_logs')
    .set({
      record_id: nobody,
      status: sql`case when status in ('running', 'applying') then 'failed' else status end`,
      idempotency_key: null,
      request: sql`jsonb_set(request, '{recordId}', to_jsonb(${nobody}::text)) || '{"idempotencyKey": null, "pick": null}'`,
      plan: null,
      result: null,
      score: null,
      error_code: erasedCode,
      error_message: null,
      lease_owner: null,
      lease_expires_at: null,
    })
    .where('organization_id', '=', owner.organizationId)
    .where('id', 'in', [...runIds])
    .execute();
}

/** Only that it is to be erased stays. */
async function eraseEvents(trx: Trx, owner: RunOwner, { object, id }: RecordRef): Promise<void> {
  await trx
    .deleteFrom('webhook_events')
    .where('organization_id', '=', owner.organizationId)
    .where('integration_id', '=', owner.integrationId)
    .where(sql<boolean>`object_type = ${object}`)
    .where('record_id', '=', id)
    .where('kind', '!=', 'erased')
    .execute();
  await trx
    .updateTable('webhook_events')
    .set({ absorbed_ids: sql`array_remove(absorbed_ids, ${id})` })
    .where('organization_id', '=', owner.organizationId)
    .where('integration_id', '=', owner.integrationId)
    .where(sql<boolean>`object_type = ${object}`)
    .where(sql<boolean>`${id} = any(absorbed_ids)`)
    .execute();
}

/** The id alone stays: nothing may be begun for it again. */
async function bury(trx: Trx, owner: RunOwner, record: RecordRef, at: Date): Promise<void> {
  const erased = {
    ...emptyMemory,
    life: 'erased' as const,
    life_changed_at: at,
    merged_into: null,
  };
  await trx
    .insertInto('crm_entity_mappings')
    .values({ ...mappingIdentity(owner, record), ...erased })
    .onConflict((conflict) => conflict.columns(mappingKey).doUpdateSet(erased))
    .execute();
}
