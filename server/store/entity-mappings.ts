/** What we remember of each CRM record: the company a person picked and the values we wrote last. */
import { sql, type Transaction } from 'kysely';
import type { CrmValue, ObjectType, RecordRef } from '../../shared/plan/plan.ts';
import type { Marks } from '../research/marks.ts';
import { rowsOf } from './rows.ts';
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
  /** What the last enrichment rests on. */
  readonly marks: Marks;
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
    .select(['crm_record_id', 'picked_domain', 'picked_registration_number', 'picked_at'])
    .select(['last_written', 'life', 'evidence_marks'])
    .where('organization_id', '=', owner.organizationId)
    .where('integration_id', '=', owner.integrationId)
    .where('object_type', '=', object)
    .where(sql<boolean>`crm_record_id = any(${[...recordIds]}::text[])`)
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
        marks: row.evidence_marks,
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
  const read = [...hashes].map(([id, emailHash]) => ({
    id,
    lookedFor: null,
    emailHash,
    marks: {},
  }));
  await rememberRead(trx, owner, object, read);
}

export interface ReadRecord {
  readonly id: string;
  /** Digest of what its company was looked for by; null where that is no news. */
  readonly lookedFor: string | null;
  /** Hash of a person's address; null where there is none. */
  readonly emailHash: string | null;
  /** What its enrichment rests on; kept with `lookedFor`, and no news where that is none. */
  readonly marks: Marks;
}

/** Keeps what was read of records, as digests. */
export async function rememberRead(
  trx: Trx,
  owner: RunOwner,
  object: ObjectType,
  records: readonly ReadRecord[],
): Promise<void> {
  if (records.length === 0) return;
  await sql`
    insert into crm_entity_mappings as known (${keyColumns}, last_written, looked_for,
      email_hash, evidence_marks)
    select ${owner.organizationId}::uuid, ${owner.integrationId}::uuid, ${object}::text, read.id, '{}', read."lookedFor",
      read."emailHash", coalesce(read.marks, '{}')
    from ${rowsOf('read', 'id text, "lookedFor" text, "emailHash" text, marks jsonb', records)}
    ${inOneOrder('read.id')}
    on conflict (${keyColumns}) do update
    set looked_for = coalesce(excluded.looked_for, known.looked_for),
      email_hash = coalesce(excluded.email_hash, known.email_hash),
      evidence_marks = case when excluded.looked_for is null then known.evidence_marks
        else excluded.evidence_marks end`.execute(trx);
}

interface WrittenRecord {
  readonly record: RecordRef;
  readonly values: Readonly<Record<string, CrmValue>>;
  /** Null where no enrichment wrote them. */
  readonly enrichmentId: string | null;
}

/**
 * Merges into what we wrote last.
 * @param forgotten fields that are dropped from it
 */
export async function rememberWritten(
  trx: Trx,
  owner: RunOwner,
  written: readonly WrittenRecord[],
  at: Date,
  forgotten: readonly string[] = [],
): Promise<void> {
  if (written.length === 0) return;
  const rows = written.map(({ record, ...rest }) => ({ ...rest, ...record }));
  const columns = 'object text, id text, values jsonb, "enrichmentId" uuid';
  await sql`
    insert into crm_entity_mappings as known
      (${keyColumns}, last_written, last_enrichment_id, last_enriched_at)
    select ${owner.organizationId}::uuid, ${owner.integrationId}::uuid, written.object, written.id, written.values,
      written."enrichmentId", case when written."enrichmentId" is not null then ${at}::timestamptz end
    from ${rowsOf('written', columns, rows)}
    ${inOneOrder('written.id')}
    on conflict (${keyColumns}) do update
    set last_written = (known.last_written || excluded.last_written) - ${[...forgotten]}::text[],
      last_enrichment_id = coalesce(excluded.last_enrichment_id, known.last_enrichment_id),
      last_enriched_at = coalesce(excluded.last_enriched_at, known.last_enriched_at)`.execute(trx);
}

/** The same order everywhere: two batches that want the same rows must not wait for each other. */
const inOneOrder = (id: string) => sql`order by ${sql.ref(id)} collate "C"`;

const key = ['organization_id', 'integration_id', 'object_type', 'crm_record_id'] as const;

const keyColumns = sql.join(key.map((column) => sql.ref(column)));

function identity(owner: RunOwner, record: RecordRef) {
  return {
    organization_id: owner.organizationId,
    integration_id: owner.integrationId,
    object_type: record.object,
    crm_record_id: record.id,
  };
}
