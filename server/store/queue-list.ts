/** The queue as its tenant sees it: pages of it, dead letters put back, waiting items taken out. */
import { type Selectable, sql, type Transaction } from 'kysely';
import type { ListPosition } from './cursor.ts';
import type { Tables } from './schema.ts';
import type { QueueState, SyncQueueTable } from './tables/queue.ts';

type Trx = Transaction<Tables>;

export type QueueRow = Omit<Selectable<SyncQueueTable>, 'outputs' | 'actor'>;

export interface QueueFilter {
  readonly integrationId?: string;
  readonly bulkId?: string;
  readonly state?: QueueState;
  readonly itemId?: string;
}

/** Newest first. */
export async function listQueue(
  trx: Trx,
  organizationId: string,
  filter: QueueFilter,
  after: ListPosition | null,
  limit: number,
): Promise<QueueRow[]> {
  let query = trx
    .selectFrom('crm_sync_queue')
    .selectAll()
    .where('organization_id', '=', organizationId);
  if (filter.integrationId) query = query.where('integration_id', '=', filter.integrationId);
  if (filter.bulkId) query = query.where('bulk_id', '=', filter.bulkId);
  if (filter.state) query = query.where('state', '=', filter.state);
  if (filter.itemId) query = query.where('id', '=', filter.itemId);
  if (after) {
    query = query.where(sql<boolean>`(received_at, id) < (${after.at}, ${after.id})`);
  }
  return query.orderBy('received_at', 'desc').orderBy('id', 'desc').limit(limit).execute();
}

/**
 * Puts dead letters back into the queue, as work that was never tried.
 * @returns the connections and bulk enrichments they belong to
 */
export async function replayDead(
  trx: Trx,
  organizationId: string,
  filter: QueueFilter,
  now: Date,
): Promise<{ readonly integrationId: string; readonly bulkId: string | null }[]> {
  let query = trx
    .updateTable('crm_sync_queue')
    .set({
      done_at: null,
      outcome: null,
      outputs: null,
      report: null,
      enrichment_id: null,
      worker: null,
      attempts: 0,
      replays: sql`replays + 1`,
      due_at: now,
      expires_at: sql`greatest(expires_at, ${new Date(now.getTime() + 86_400_000)})`,
    })
    .where('organization_id', '=', organizationId)
    .where('state', '=', 'dead');
  if (filter.integrationId) query = query.where('integration_id', '=', filter.integrationId);
  if (filter.bulkId) query = query.where('bulk_id', '=', filter.bulkId);
  if (filter.itemId) query = query.where('id', '=', filter.itemId);
  const rows = await query.returning(['integration_id', 'bulk_id']).execute();
  return rows.map((row) => ({ integrationId: row.integration_id, bulkId: row.bulk_id }));
}

/** Takes items that nobody works on out of the queue. @returns how many */
export async function cancelWaiting(
  trx: Trx,
  organizationId: string,
  filter: QueueFilter,
  now: Date,
): Promise<number> {
  let query = trx
    .updateTable('crm_sync_queue')
    .set({ outcome: 'cancelled', done_at: now })
    .where('organization_id', '=', organizationId)
    .where('done_at', 'is', null)
    .where('worker', 'is', null)
    // What was enriched is told to whoever waits for it.
    .where('outputs', 'is', null);
  if (filter.integrationId) query = query.where('integration_id', '=', filter.integrationId);
  if (filter.bulkId) query = query.where('bulk_id', '=', filter.bulkId);
  if (filter.itemId) query = query.where('id', '=', filter.itemId);
  return Number((await query.executeTakeFirst()).numUpdatedRows);
}

/** What a bulk enrichment wrote, in the order of items. @param after the last item's id; null at the beginning */
export async function listWritten(
  trx: Trx,
  organizationId: string,
  bulkId: string,
  after: string | null,
  limit: number,
): Promise<{ readonly id: string; readonly recordId: string; readonly enrichmentId: string }[]> {
  const { rows } = await sql<{ id: string; recordId: string; enrichmentId: string }>`
    select id, record_id "recordId", enrichment_id "enrichmentId" from crm_sync_queue
    where organization_id = ${organizationId} and bulk_id = ${bulkId}
      and enrichment_id is not null and state in ('completed', 'dead') and mode = 'write'
      and ((report ->> 'fields')::int > 0 or (report ->> 'task')::boolean
        or (report ->> 'deal')::boolean)
      and (${after}::uuid is null or id > ${after}::uuid)
    order by id limit ${limit}
  `.execute(trx);
  return rows;
}
