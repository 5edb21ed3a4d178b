/** Whether a record still lives in the CRM, as far as the CRM has told us. */
import type { Transaction } from 'kysely';
import type { CrmValue, ObjectType, RecordRef } from '../../shared/plan/plan.ts';
import type { Tables } from './schema.ts';
import type { RunOwner } from './sync-logs.ts';
import type { RecordLife } from './tables/sync.ts';

type Trx = Transaction<Tables>;

export const mappingKey = [
  'organization_id',
  'integration_id',
  'object_type',
  'crm_record_id',
] as const;

/** The columns that name a record's row in `crm_entity_mappings`. */
export function mappingIdentity(owner: RunOwner, record: RecordRef) {
  return {
    organization_id: owner.organizationId,
    integration_id: owner.integrationId,
    object_type: record.object,
    crm_record_id: record.id,
  };
}

/**
 * Notes that the CRM deleted or restored a record. What happened before the last thing we know of is
 * old news, and an erased record stays erased.
 * @returns whether it was news
 */
export async function setLife(
  trx: Trx,
  owner: RunOwner,
  record: RecordRef,
  life: 'live' | 'deleted',
  at: Date,
): Promise<boolean> {
  const changed = { life, life_changed_at: at, merged_into: null };
  const row = await trx
    .insertInto('crm_entity_mappings')
    .values({ ...mappingIdentity(owner, record), last_written: '{}', ...changed })
    .onConflict((conflict) =>
      conflict
        .columns(mappingKey)
        .doUpdateSet(changed)
        .where('crm_entity_mappings.life', 'not in', ['erased', 'merged'])
        .where((eb) =>
          eb.or([
            eb('crm_entity_mappings.life_changed_at', 'is', null),
            eb('crm_entity_mappings.life_changed_at', '<=', at),
          ]),
        ),
    )
    .returning('crm_record_id')
    .executeTakeFirst();
  return row !== undefined;
}

export interface RecordMemory {
  readonly life: RecordLife;
  readonly mergedInto: string | null;
  /** Digest of what the last enrichment looked for the company by; null before the first. */
  readonly lookedFor: string | null;
  readonly lastWritten: Readonly<Record<string, CrmValue>>;
}

/** By record id; a record never heard of has no entry. */
export async function recordMemories(
  trx: Trx,
  owner: RunOwner,
  object: ObjectType,
  ids: readonly string[],
): Promise<Map<string, RecordMemory>> {
  if (ids.length === 0) return new Map();
  const rows = await trx
    .selectFrom('crm_entity_mappings')
    .select(['crm_record_id', 'life', 'merged_into', 'looked_for', 'last_written'])
    .where('organization_id', '=', owner.organizationId)
    .where('integration_id', '=', owner.integrationId)
    .where('object_type', '=', object)
    .where('crm_record_id', 'in', [...ids])
    .execute();
  return new Map(
    rows.map((row) => [
      row.crm_record_id,
      {
        life: row.life,
        mergedInto: row.merged_into,
        lookedFor: row.looked_for,
        lastWritten: row.last_written,
      },
    ]),
  );
}

/** Drops previews of records that nobody can apply any more. */
export async function discardPreviews(
  trx: Trx,
  owner: RunOwner,
  object: ObjectType,
  ids: readonly string[],
): Promise<void> {
  if (ids.length === 0) return;
  await trx
    .updateTable('crm_sync_logs')
    .set({ status: 'discarded' })
    .where('organization_id', '=', owner.organizationId)
    .where('integration_id', '=', owner.integrationId)
    .where('object_type', '=', object)
    .where('record_id', 'in', [...ids])
    .where('status', '=', 'previewed')
    .execute();
}
