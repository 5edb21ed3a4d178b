/** What was known of records when they were scored, and what became of them. */
import { sql, type Transaction } from 'kysely';
import type { ObjectType, RecordRef } from '../../shared/plan/plan.ts';
import type { ScoredOutcome, ScoreSnapshot } from '../../shared/scoring/learned/history.ts';
import { toJsonb } from './json.ts';
import { rowsOf } from './rows.ts';
import type { Tables } from './schema.ts';
import type { RunOwner } from './sync-logs.ts';
import type { StoredOutcome } from './tables/scoring.ts';

type Trx = Transaction<Tables>;

export interface TakenSnapshot {
  readonly recordId: string;
  readonly runId: string;
  readonly snapshot: ScoreSnapshot;
}

/** Keeps a record's first snapshot as it is, and its newest. */
export async function keepSnapshots(
  trx: Trx,
  owner: RunOwner,
  object: ObjectType,
  taken: readonly TakenSnapshot[],
): Promise<void> {
  if (taken.length === 0) return;
  await sql`
    insert into score_snapshots as known (organization_id, integration_id, object_type, record_id,
      first_run_id, first_at, first_values, newest_run_id, newest_at, newest_values)
    select ${owner.organizationId}::uuid, ${owner.integrationId}::uuid, ${object}::text,
      taken."recordId", taken."runId", (taken.snapshot ->> 'at')::timestamptz, taken.snapshot,
      taken."runId", (taken.snapshot ->> 'at')::timestamptz, taken.snapshot
    from ${rowsOf('taken', '"recordId" text, "runId" uuid, snapshot jsonb', taken)}
    order by taken."recordId" collate "C"
    on conflict (organization_id, integration_id, object_type, record_id) do update
    set newest_run_id = excluded.newest_run_id, newest_at = excluded.newest_at,
      newest_values = excluded.newest_values
    where known.newest_at <= excluded.newest_at`.execute(trx);
}

function ofOwner(trx: Trx, { organizationId, integrationId }: RunOwner) {
  return trx
    .selectFrom('score_snapshots')
    .where('organization_id', '=', organizationId)
    .where('integration_id', '=', integrationId);
}

/** How many records have which outcome; null counts those that nobody has asked the CRM about. */
export async function countOutcomes(
  trx: Trx,
  owner: RunOwner,
): Promise<ReadonlyMap<StoredOutcome | null, number>> {
  const rows = await ofOwner(trx, owner)
    .select(['outcome', sql<number>`count(*)::int`.as('records')])
    .groupBy('outcome')
    .execute();
  return new Map(rows.map(({ outcome, records }) => [outcome, records]));
}

/** The newest records whose outcome is known, as they were scored first. @param since came later than that */
export async function readOutcomes(
  trx: Trx,
  owner: RunOwner,
  { limit, since = null }: { readonly limit: number; readonly since?: Date | null },
): Promise<ScoredOutcome[]> {
  const rows = await ofOwner(trx, owner)
    .select(['object_type', 'record_id', 'first_values', 'outcome'])
    .where('outcome', 'in', ['won', 'lost'])
    .$if(since !== null, (query) => query.where('outcome_since', '>', since))
    .orderBy('first_at', 'desc')
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    record: `${row.object_type} ${row.record_id}`,
    snapshot: row.first_values,
    won: row.outcome === 'won',
  }));
}

/** What was known of the records that were scored last. */
export async function recentSnapshots(
  trx: Trx,
  owner: RunOwner,
  { since, limit }: { readonly since: Date; readonly limit: number },
): Promise<ScoreSnapshot[]> {
  const rows = await ofOwner(trx, owner)
    .select('newest_values')
    .where('newest_at', '>=', since)
    .orderBy('newest_at', 'desc')
    .limit(limit)
    .execute();
  return rows.map((row) => row.newest_values);
}

export interface UnsettledRecord {
  readonly id: string;
  readonly scoredAt: Date;
  /** As the CRM told it last; null where it was not asked yet. */
  readonly outcome: StoredOutcome | null;
  readonly since: Date | null;
}

/**
 * Records that may still end otherwise than the CRM told last, by id: one that was lost may be won later,
 * and a deal may be opened again.
 *
 * @param settled what ended earlier is asked about no more
 */
export async function unsettledRecords(
  trx: Trx,
  owner: RunOwner,
  object: ObjectType,
  { after, settled, limit }: { after: string; settled: Date; limit: number },
): Promise<UnsettledRecord[]> {
  const rows = await ofOwner(trx, owner)
    .select(['record_id', 'first_at', 'outcome', 'outcome_since'])
    .where('object_type', '=', object)
    .where('record_id', '>', after)
    .where((eb) => eb.or([eb('outcome_since', 'is', null), eb('outcome_since', '>', settled)]))
    .orderBy('record_id')
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    id: row.record_id,
    scoredAt: row.first_at,
    outcome: row.outcome,
    since: row.outcome_since,
  }));
}

export interface KeptOutcome {
  readonly recordId: string;
  readonly outcome: StoredOutcome;
  readonly since: Date | null;
}

/** @param at when the CRM said so */
export async function keepOutcomes(
  trx: Trx,
  owner: RunOwner,
  object: ObjectType,
  outcomes: readonly KeptOutcome[],
  at: Date,
): Promise<void> {
  if (outcomes.length === 0) return;
  await sql`
    update score_snapshots as known
    set outcome = told.outcome, outcome_since = told.since, outcome_read_at = ${at}
    from ${rowsOf('told', '"recordId" text, outcome text, since timestamptz', outcomes)}
    where known.organization_id = ${owner.organizationId}
      and known.integration_id = ${owner.integrationId}
      and known.object_type = ${object} and known.record_id = told."recordId"`.execute(trx);
}

/** Of records that live on in one: the earliest snapshot, the newest, and an outcome to be read anew. */
export async function mergeSnapshots(
  trx: Trx,
  owner: RunOwner,
  survivor: RecordRef,
  absorbedIds: readonly string[],
): Promise<void> {
  const ids = [...absorbedIds, survivor.id];
  const rows = await ofOwner(trx, owner)
    .selectAll()
    .where('object_type', '=', survivor.object)
    .where('record_id', 'in', ids)
    .forUpdate()
    .execute();
  const [one] = rows;
  if (!one || (rows.length === 1 && one.record_id === survivor.id)) return;
  const first = rows.reduce((a, b) => (b.first_at < a.first_at ? b : a));
  const newest = rows.reduce((a, b) => (b.newest_at > a.newest_at ? b : a));
  await eraseSnapshots(trx, owner, survivor.object, ids);
  await trx
    .insertInto('score_snapshots')
    .values({
      organization_id: owner.organizationId,
      integration_id: owner.integrationId,
      object_type: survivor.object,
      record_id: survivor.id,
      first_run_id: first.first_run_id,
      first_at: first.first_at,
      first_values: toJsonb(first.first_values),
      newest_run_id: newest.newest_run_id,
      newest_at: newest.newest_at,
      newest_values: toJsonb(newest.newest_values),
    })
    .execute();
}

export async function eraseSnapshots(
  trx: Trx,
  owner: RunOwner,
  object: ObjectType,
  ids: readonly string[],
): Promise<void> {
  await trx
    .deleteFrom('score_snapshots')
    .where('organization_id', '=', owner.organizationId)
    .where('integration_id', '=', owner.integrationId)
    .where('object_type', '=', object)
    .where('record_id', 'in', [...ids])
    .execute();
}
