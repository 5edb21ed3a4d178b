/** Everything in our tables that is about one record, table by table. */
import { sql, type Transaction } from 'kysely';
import type { RecordRef } from '../../shared/plan/plan.ts';
import type { Tables } from './schema.ts';
import type { RunOwner } from './sync-logs.ts';

type Trx = Transaction<Tables>;

/** A person who asks is told of the newest; the count says how many there are. */
const mostRows = 100;

/** One kind of row: how many there are, from when, and the newest of them. */
export interface Held<Row> {
  readonly count: number;
  readonly oldest: Date | null;
  readonly newest: Date | null;
  readonly rows: readonly Row[];
}

const owned = ({ organizationId, integrationId }: RunOwner) => ({
  organization_id: organizationId,
  integration_id: integrationId,
});

/** Runs with what they found, decided and wrote. */
export async function heldRuns(trx: Trx, owner: RunOwner, { object, id }: RecordRef) {
  const ofRecord = () =>
    trx
      .selectFrom('crm_sync_logs')
      .where((eb) => eb.and({ ...owned(owner), object_type: object, record_id: id }));
  const totals = await ofRecord().select(spanOf('started_at')).executeTakeFirstOrThrow();
  const rows = await ofRecord()
    .select(['id', 'operation', 'status', 'trigger', 'started_at', 'score', 'plan', 'result'])
    .orderBy('started_at', 'desc')
    .limit(mostRows)
    .execute();
  return held(totals, rows);
}

/** What was written to the CRM, and what stood there before. */
export async function heldWrites(trx: Trx, owner: RunOwner, { object, id }: RecordRef) {
  const ofRecord = () =>
    trx
      .selectFrom('crm_write_journal')
      .where((eb) => eb.and(owned(owner)))
      .where('sync_log_id', 'in', (runs) =>
        runs
          .selectFrom('crm_sync_logs')
          .select('id')
          .where((eb) => eb.and({ ...owned(owner), object_type: object, record_id: id })),
      );
  const totals = await ofRecord().select(spanOf('created_at')).executeTakeFirstOrThrow();
  const rows = await ofRecord()
    .select(['sync_log_id', 'created_at', 'operation', 'before_image', 'state', 'crm_id'])
    .orderBy('created_at', 'desc')
    .limit(mostRows)
    .execute();
  return held(totals, rows);
}

/** What is remembered of the record from one run to the next; null when nothing is. */
export async function heldMemory(trx: Trx, owner: RunOwner, { object, id }: RecordRef) {
  const row = await trx
    .selectFrom('crm_entity_mappings')
    .selectAll()
    .where((eb) => eb.and({ ...owned(owner), object_type: object, crm_record_id: id }))
    .executeTakeFirst();
  return row ?? null;
}

/** What workflows, Flows and integrators asked for. */
export async function heldExecutions(trx: Trx, owner: RunOwner, { object, id }: RecordRef) {
  const ofRecord = () =>
    trx
      .selectFrom('crm_sync_queue')
      .where((eb) => eb.and({ ...owned(owner), object_type: object, record_id: id }));
  const totals = await ofRecord().select(spanOf('received_at')).executeTakeFirstOrThrow();
  const rows = await ofRecord()
    .select(['origin', 'mode', 'received_at', 'done_at', 'outcome', 'outputs'])
    .orderBy('received_at', 'desc')
    .limit(mostRows)
    .execute();
  return held(totals, rows);
}

/** What the CRM told of the record. */
export async function heldEvents(trx: Trx, owner: RunOwner, { object, id }: RecordRef) {
  const ofRecord = () =>
    trx
      .selectFrom('webhook_events')
      .where((eb) => eb.and({ ...owned(owner), record_id: id }))
      .where(sql<boolean>`object_type = ${object}`);
  const totals = await ofRecord().select(spanOf('received_at')).executeTakeFirstOrThrow();
  const rows = await ofRecord()
    .select(['kind', 'occurred_at', 'received_at', 'done_at'])
    .orderBy('received_at', 'desc')
    .limit(mostRows)
    .execute();
  return held(totals, rows);
}

/** By which ids integrators sent the record. */
export async function heldEntities(trx: Trx, owner: RunOwner, { object, id }: RecordRef) {
  const ofRecord = () =>
    trx
      .selectFrom('crm_entities')
      .where((eb) => eb.and({ ...owned(owner), object_type: object, crm_record_id: id }));
  const totals = await ofRecord().select(spanOf('created_at')).executeTakeFirstOrThrow();
  const rows = await ofRecord()
    .select(['entity_type', 'entity_id', 'created_at', 'last_synced_at'])
    .orderBy('created_at', 'desc')
    .limit(mostRows)
    .execute();
  return held(totals, rows);
}

/** What was known of it when it was scored first and last, and what became of it. */
export async function heldSnapshots(trx: Trx, owner: RunOwner, { object, id }: RecordRef) {
  const ofRecord = () =>
    trx
      .selectFrom('score_snapshots')
      .where((eb) => eb.and({ ...owned(owner), object_type: object, record_id: id }));
  const totals = await ofRecord().select(spanOf('first_at')).executeTakeFirstOrThrow();
  const rows = await ofRecord()
    .select(['first_values', 'newest_values', 'outcome', 'outcome_since'])
    .execute();
  return held(totals, rows);
}

/** Who did what to it. */
export async function heldHistory(trx: Trx, owner: RunOwner, { object, id }: RecordRef) {
  const ofRecord = () =>
    trx
      .selectFrom('audit_events')
      .where((eb) => eb.and({ ...owned(owner), object_type: object, record_id: id }));
  const totals = await ofRecord().select(spanOf('occurred_at')).executeTakeFirstOrThrow();
  const rows = await ofRecord()
    .select(['occurred_at', 'action', 'actor_kind', 'actor_id', 'source', 'before', 'after'])
    .orderBy('occurred_at', 'desc')
    .limit(mostRows)
    .execute();
  return held(totals, rows);
}

interface Span {
  readonly count: string;
  readonly oldest: Date | null;
  readonly newest: Date | null;
}

function spanOf(column: string) {
  const at = sql.ref(column);
  return [
    sql<string>`count(*)`.as('count'),
    sql<Date | null>`min(${at})`.as('oldest'),
    sql<Date | null>`max(${at})`.as('newest'),
  ] as const;
}

function held<Row>({ count, oldest, newest }: Span, rows: readonly Row[]): Held<Row> {
  return { count: Number(count), oldest, newest, rows };
}
