/** Bulk enrichments: what was asked for, how far it is, and what came of its records. */
import { type Selectable, sql, type Transaction } from 'kysely';
import type { BulkSelection } from '../../shared/contract/bulk.ts';
import type { ObjectType } from '../../shared/plan/plan.ts';
import { type Actor, currentActor } from '../audit/actor.ts';
import { toJsonb, toText } from './json.ts';
import type { Tables } from './schema.ts';
import type { RunOwner } from './sync-logs.ts';
import type { BulkEnrichmentsTable, BulkOrigin, BulkState, QueueKind } from './tables/queue.ts';
import type { StoredError } from './tables/sync.ts';

type Trx = Transaction<Tables>;

export interface NewBulk {
  readonly id: string;
  readonly kind: QueueKind;
  readonly origin: BulkOrigin;
  readonly object: ObjectType;
  readonly selection: BulkSelection;
  readonly mode: 'write' | 'preview';
  readonly refresh: boolean;
  readonly priority: number;
  readonly maxAttempts: number;
  readonly scheduledFor: Date;
  readonly idempotencyKey: string | null;
  readonly undoOf: string | null;
  readonly createdAt: Date;
}

export interface Bulk extends NewBulk {
  readonly integrationId: string;
  readonly actor: Actor | null;
  readonly state: BulkState;
  /** Where the collecting of its records goes on; null at the beginning. */
  readonly cursor: string | null;
  readonly expected: number | null;
  readonly total: number;
  readonly error: StoredError | null;
  readonly finishedAt: Date | null;
}

function toBulk(row: Selectable<BulkEnrichmentsTable>): Bulk {
  return {
    id: row.id,
    integrationId: row.integration_id,
    kind: row.kind,
    origin: row.origin,
    actor: row.actor,
    object: row.object_type,
    selection: row.selection,
    mode: row.mode,
    refresh: row.refresh,
    priority: row.priority,
    maxAttempts: row.max_attempts,
    scheduledFor: row.scheduled_for,
    idempotencyKey: row.idempotency_key,
    undoOf: row.undo_of,
    createdAt: row.created_at,
    state: row.state,
    cursor: row.cursor,
    expected: row.expected,
    total: row.total,
    error: row.error_code ? { code: row.error_code, message: row.error_message ?? '' } : null,
    finishedAt: row.finished_at,
  };
}

/** Adds it, or finds the one that was added under the same key. */
export async function addBulk(
  trx: Trx,
  owner: RunOwner,
  bulk: NewBulk,
): Promise<{ readonly bulk: Bulk; readonly isNew: boolean }> {
  const added = await trx
    .insertInto('crm_bulk_enrichments')
    .values({
      id: bulk.id,
      organization_id: owner.organizationId,
      integration_id: owner.integrationId,
      kind: bulk.kind,
      origin: bulk.origin,
      actor: toJsonb(currentActor()),
      object_type: bulk.object,
      selection: toJsonb(bulk.selection),
      mode: bulk.mode,
      refresh: bulk.refresh,
      priority: bulk.priority,
      max_attempts: bulk.maxAttempts,
      scheduled_for: bulk.scheduledFor,
      idempotency_key: bulk.idempotencyKey,
      undo_of: bulk.undoOf,
      state: 'collecting',
      created_at: bulk.createdAt,
    })
    .onConflict((conflict) =>
      conflict.columns(['organization_id', 'integration_id', 'idempotency_key']).doNothing(),
    )
    .returningAll()
    .executeTakeFirst();
  if (added) return { bulk: toBulk(added), isNew: true };
  const known = await trx
    .selectFrom('crm_bulk_enrichments')
    .selectAll()
    .where('organization_id', '=', owner.organizationId)
    .where('integration_id', '=', owner.integrationId)
    .where('idempotency_key', '=', bulk.idempotencyKey)
    .executeTakeFirstOrThrow();
  return { bulk: toBulk(known), isNew: false };
}

export async function getBulk(
  trx: Trx,
  organizationId: string,
  bulkId: string,
  { forUpdate = false } = {},
): Promise<Bulk | null> {
  const query = trx
    .selectFrom('crm_bulk_enrichments')
    .selectAll()
    .where('organization_id', '=', organizationId)
    .where('id', '=', bulkId);
  const row = await (forUpdate ? query.forUpdate() : query).executeTakeFirst();
  return row ? toBulk(row) : null;
}

/** Newest first. */
export async function listBulk(
  trx: Trx,
  organizationId: string,
  filter: { readonly integrationId?: string; readonly limit: number },
): Promise<Bulk[]> {
  let query = trx
    .selectFrom('crm_bulk_enrichments')
    .selectAll()
    .where('organization_id', '=', organizationId);
  if (filter.integrationId) query = query.where('integration_id', '=', filter.integrationId);
  const rows = await query
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(filter.limit)
    .execute();
  return rows.map(toBulk);
}

/** Those whose records are not all in the queue yet, of all tenants. For the system role only. */
export async function findCollecting(trx: Trx): Promise<(RunOwner & { bulkId: string })[]> {
  const rows = await trx
    .selectFrom('crm_bulk_enrichments')
    .select(['id', 'organization_id', 'integration_id'])
    .where('state', '=', 'collecting')
    .execute();
  return rows.map((row) => ({
    bulkId: row.id,
    organizationId: row.organization_id,
    integrationId: row.integration_id,
  }));
}

/** One page of its records is in the queue. */
export async function noteCollected(
  trx: Trx,
  organizationId: string,
  bulkId: string,
  page: {
    readonly added: number;
    /** Null when it was the last. */
    readonly cursor: string | null;
    readonly expected: number | null;
  },
): Promise<void> {
  await trx
    .updateTable('crm_bulk_enrichments')
    .set({
      total: sql`total + ${page.added}`,
      cursor: page.cursor,
      ...(page.expected !== null && { expected: page.expected }),
      ...(page.cursor === null && { state: 'running' as const }),
    })
    .where('organization_id', '=', organizationId)
    .where('id', '=', bulkId)
    .where('state', '=', 'collecting')
    .execute();
}

/** Ends a bulk enrichment that is under way. @returns false when it had ended */
export async function endBulk(
  trx: Trx,
  organizationId: string,
  bulkId: string,
  end: { readonly state: 'cancelled' | 'failed'; readonly error: StoredError | null },
  now: Date,
): Promise<boolean> {
  const result = await trx
    .updateTable('crm_bulk_enrichments')
    .set({
      state: end.state,
      finished_at: now,
      error_code: end.error?.code ?? null,
      error_message: end.error && toText(end.error.message),
    })
    .where('organization_id', '=', organizationId)
    .where('id', '=', bulkId)
    .where('state', 'in', ['collecting', 'running'])
    .executeTakeFirst();
  return Number(result.numUpdatedRows) === 1;
}

/** It goes on: some of its records were put back into the queue. */
export async function reopenBulk(
  trx: Trx,
  organizationId: string,
  bulkIds: readonly string[],
): Promise<void> {
  if (bulkIds.length === 0) return;
  await trx
    .updateTable('crm_bulk_enrichments')
    .set({ state: 'running', finished_at: null })
    .where('organization_id', '=', organizationId)
    .where('id', 'in', [...bulkIds])
    .where('state', '=', 'completed')
    .execute();
}

/** Ends those of which no record is open any more. */
export async function finishBulk(
  trx: Trx,
  { organizationId }: Pick<RunOwner, 'organizationId'>,
  bulkIds: readonly string[],
  now: Date,
): Promise<void> {
  if (bulkIds.length === 0) return;
  // One after the other, and the count is taken after the wait: of two who close its last records in
  // the same moment, neither sees what the other has closed.
  await trx
    .selectFrom('crm_bulk_enrichments')
    .select('id')
    .where('organization_id', '=', organizationId)
    .where('id', 'in', [...bulkIds])
    .orderBy('id')
    .forUpdate()
    .execute();
  await sql`
    update crm_bulk_enrichments bulk set state = 'completed', finished_at = ${now}
    where organization_id = ${organizationId} and id = any(${[...bulkIds]}::uuid[])
      and state = 'running'
      and not exists (
        select from crm_sync_queue item
        where item.organization_id = ${organizationId} and item.bulk_id = bulk.id
          and item.state in ('waiting', 'processing', 'retrying', 'delivering'))
  `.execute(trx);
}

export interface BulkCounts {
  readonly waiting: number;
  readonly processing: number;
  readonly done: number;
  readonly doneLastMinute: number;
  readonly written: number;
  readonly unchanged: number;
  readonly fields: number;
  readonly tasks: number;
  readonly deals: number;
  readonly skipped: number;
  readonly failed: number;
  readonly cancelled: number;
  /** The most frequent first. */
  readonly reasons: readonly {
    readonly status: 'skipped' | 'failed';
    readonly reason: string;
    readonly records: number;
  }[];
}

/** What became of the records of a bulk enrichment. @param reasonsAtMost of each kind */
export async function countBulk(
  trx: Trx,
  organizationId: string,
  bulkId: string,
  now: Date,
  reasonsAtMost: number,
): Promise<BulkCounts> {
  const minuteAgo = new Date(now.getTime() - 60_000);
  const wrote = sql`coalesce((report ->> 'fields')::int > 0 or (report ->> 'task')::boolean
    or (report ->> 'deal')::boolean, false)`;
  const own = sql`organization_id = ${organizationId} and bulk_id = ${bulkId}`;
  const counted = await sql<Omit<BulkCounts, 'reasons' | 'doneLastMinute'> & { last: number }>`
    select
      count(*) filter (where state in ('waiting', 'retrying', 'delivering'))::int waiting,
      count(*) filter (where state = 'processing')::int processing,
      count(*) filter (where done_at is not null)::int done,
      count(*) filter (where done_at > ${minuteAgo})::int last,
      count(*) filter (where ended and wrote)::int written,
      count(*) filter (where ended and not wrote and status in ('completed', 'partial', 'previewed'))::int unchanged,
      coalesce(sum(fields) filter (where ended), 0)::int fields,
      count(*) filter (where ended and (report ->> 'task')::boolean)::int tasks,
      count(*) filter (where ended and (report ->> 'deal')::boolean)::int deals,
      count(*) filter (where ended and status = 'skipped' and not wrote)::int skipped,
      count(*) filter (where state = 'dead' and not wrote)::int failed,
      count(*) filter (where state = 'cancelled')::int cancelled
    from (
      select *, outputs ->> 'oppspot_status' status, state in ('completed', 'dead') ended,
        coalesce((report ->> 'fields')::int, 0) fields,
        ${wrote} wrote
      from crm_sync_queue where ${own}) item
  `.execute(trx);
  const reasons = await sql<BulkCounts['reasons'][number]>`
    select status, reason, records from (
      select outputs ->> 'oppspot_status' status, outputs ->> 'oppspot_summary' reason,
        count(*)::int records,
        row_number() over (partition by outputs ->> 'oppspot_status' order by count(*) desc) place
      from crm_sync_queue
      where ${own} and state in ('completed', 'dead')
        and outputs ->> 'oppspot_status' in ('skipped', 'failed') and not ${wrote}
      group by 1, 2) counted
    where place <= ${reasonsAtMost} order by records desc, reason
  `.execute(trx);
  const row = counted.rows[0];
  if (!row) throw new Error('an aggregate has one row');
  const { last, ...counts } = row;
  return { ...counts, doneLastMinute: last, reasons: reasons.rows };
}
