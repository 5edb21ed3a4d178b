/** Records that integrators send us by data: the sender's ids and the CRM records they became. */
import { sql, type Transaction } from 'kysely';
import type { RecordRef } from '../../shared/plan/plan.ts';
import { toText } from './json.ts';
import type { Tables } from './schema.ts';
import type { RunOwner } from './sync-logs.ts';
import type { CrmEntitiesTable } from './tables/connections.ts';

type Trx = Transaction<Tables>;

export interface EntityName {
  readonly entityType: CrmEntitiesTable['entity_type'];
  /** The sender's id. */
  readonly entityId: string;
}

export interface KnownEntity extends EntityName {
  readonly record: RecordRef;
}

function ofOwner(trx: Trx, owner: RunOwner) {
  return trx
    .selectFrom('crm_entities')
    .select(['entity_type', 'entity_id', 'object_type', 'crm_record_id'])
    .where('organization_id', '=', owner.organizationId)
    .where('integration_id', '=', owner.integrationId);
}

type Row = Awaited<ReturnType<ReturnType<typeof ofOwner>['execute']>>[number];

function toEntity(row: Row): KnownEntity {
  return {
    entityType: row.entity_type,
    entityId: row.entity_id,
    record: { object: row.object_type, id: row.crm_record_id },
  };
}

/** Those of the entities that became a record before. */
export async function knownEntities(
  trx: Trx,
  owner: RunOwner,
  names: readonly EntityName[],
): Promise<KnownEntity[]> {
  if (names.length === 0) return [];
  const ids = [...new Set(names.map(({ entityId }) => toText(entityId)))];
  const rows = await ofOwner(trx, owner).where('entity_id', 'in', ids).execute();
  return rows.map(toEntity);
}

/** Every entity that is one of these records. */
export async function entitiesOfRecords(
  trx: Trx,
  owner: RunOwner,
  records: readonly RecordRef[],
): Promise<KnownEntity[]> {
  if (records.length === 0) return [];
  const ids = [...new Set(records.map(({ id }) => id))];
  const rows = await ofOwner(trx, owner)
    .where('crm_record_id', 'in', ids)
    .orderBy('created_at')
    .orderBy('entity_id')
    .execute();
  return rows.map(toEntity);
}

/** Notes which records entities are; one whose record is gone is another from now on. */
export async function keepEntities(
  trx: Trx,
  owner: RunOwner,
  entities: readonly KnownEntity[],
  now: Date,
): Promise<void> {
  if (entities.length === 0) return;
  await trx
    .insertInto('crm_entities')
    .values(
      entities.map(({ entityType, entityId, record }) => ({
        organization_id: owner.organizationId,
        integration_id: owner.integrationId,
        entity_type: entityType,
        entity_id: toText(entityId),
        object_type: record.object,
        crm_record_id: record.id,
        created_at: now,
        last_synced_at: now,
      })),
    )
    .onConflict((conflict) =>
      conflict
        .columns(['organization_id', 'integration_id', 'entity_type', 'entity_id'])
        .doUpdateSet({
          object_type: sql`excluded.object_type`,
          crm_record_id: sql`excluded.crm_record_id`,
          last_synced_at: now,
        }),
    )
    .execute();
}
