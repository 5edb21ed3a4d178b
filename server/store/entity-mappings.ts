/** What we remember of each CRM record: the company a person picked and the values we wrote last. */
import { sql, type Transaction } from 'kysely';
import type { CrmValue, ObjectType, RecordRef } from '../../shared/plan/plan.ts';
import { toJsonb } from './json.ts';
import type { Tables } from './schema.ts';
import type { RunOwner } from './sync-logs.ts';
import type { RecordLife } from './tables/sync.ts';

export interface CompanyPick {
  readonly domain: string | null;
  readonly registrationNumber: string | null;
}

export interface EntityMemory {
  readonly pick: CompanyPick | null;
  readonly lastWritten: Readonly<Record<string, CrmValue>>;
  readonly life: RecordLife;
}

type Trx = Transaction<Tables>;

/** By CRM record id; a record never seen has no entry. */
export async function getEntityMemories(
  trx: Trx,
  owner: RunOwner,
  object: ObjectType,
  recordIds: readonly string[],
): Promise<Map<string, EntityMemory>> {
  if (recordIds.length === 0) return new Map();
  const rows = await trx
    .selectFrom('crm_entity_mappings')
    .selectAll()
    .where('organization_id', '=', owner.organizationId)
    .where('integration_id', '=', owner.integrationId)
    .where('object_type', '=', object)
    .where('crm_record_id', 'in', [...recordIds])
    .execute();
  return new Map(
    rows.map((row) => [
      row.crm_record_id,
      {
        pick: row.picked_at && {
          domain: row.picked_domain,
          registrationNumber: row.picked_registration_number,
        },
        lastWritten: row.last_written,
        life: row.life,
      },
    ]),
  );
}

export async function rememberPick(
  trx: Trx,
  owner: RunOwner,
  record: RecordRef,
  pick: CompanyPick,
  now: Date,
): Promise<void> {
  const picked = {
    picked_domain: pick.domain,
    picked_registration_number: pick.registrationNumber,
    picked_at: now,
  };
  await trx
    .insertInto('crm_entity_mappings')
    .values({ ...identity(owner, record), ...picked, last_written: '{}' })
    .onConflict((conflict) =>
      // Of an erased record nothing is remembered again.
      conflict.columns(key).doUpdateSet(picked).where('crm_entity_mappings.life', '<>', 'erased'),
    )
    .execute();
}

/** Keeps the hashes of people's addresses, by record id; see `record-erasure.ts` for what they are good for. */
export async function rememberAddresses(
  trx: Trx,
  owner: RunOwner,
  object: ObjectType,
  hashes: ReadonlyMap<string, string>,
): Promise<void> {
  if (hashes.size === 0) return;
  // The same order everywhere: two batches that want the same rows must not wait for each other.
  const ordered = [...hashes].sort(([a], [b]) => (a < b ? -1 : 1));
  await trx
    .insertInto('crm_entity_mappings')
    .values(
      ordered.map(([id, hash]) => ({
        ...identity(owner, { object, id }),
        last_written: '{}',
        email_hash: hash,
      })),
    )
    .onConflict((conflict) =>
      conflict.columns(key).doUpdateSet({ email_hash: sql`excluded.email_hash` }),
    )
    .execute();
}

/** Merges into what we wrote last and drops the forgotten fields from it. */
export async function rememberWritten(
  trx: Trx,
  owner: RunOwner,
  record: RecordRef,
  written: {
    readonly values: Readonly<Record<string, CrmValue>>;
    readonly forgotten?: readonly string[];
    readonly enrichmentId?: string;
    readonly at: Date;
  },
): Promise<void> {
  const values = toJsonb(written.values);
  const forgotten = [...(written.forgotten ?? [])];
  await trx
    .insertInto('crm_entity_mappings')
    .values({
      ...identity(owner, record),
      last_written: values,
      last_enrichment_id: written.enrichmentId ?? null,
      last_enriched_at: written.enrichmentId ? written.at : null,
    })
    .onConflict((conflict) =>
      conflict.columns(key).doUpdateSet({
        last_written: sql`(crm_entity_mappings.last_written || ${values}::jsonb) - ${forgotten}::text[]`,
        ...(written.enrichmentId && {
          last_enrichment_id: written.enrichmentId,
          last_enriched_at: written.at,
        }),
      }),
    )
    .execute();
}

const key = ['organization_id', 'integration_id', 'object_type', 'crm_record_id'] as const;

function identity(owner: RunOwner, record: RecordRef) {
  return {
    organization_id: owner.organizationId,
    integration_id: owner.integrationId,
    object_type: record.object,
    crm_record_id: record.id,
  };
}
