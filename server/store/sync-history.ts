/** The organisation's history: every run, and every record that was sent by data, newest first. */
import { type Selectable, sql, type Transaction } from 'kysely';
import type { RecordRef } from '../../shared/plan/plan.ts';
import type { Actor } from '../audit/actor.ts';
import type { ListPosition } from './cursor.ts';
import { toJsonb, toText } from './json.ts';
import type { Tables } from './schema.ts';
import type { RunOwner } from './sync-logs.ts';
import type { RunStatus, StoredError, SyncLogsTable } from './tables/sync.ts';

type Trx = Transaction<Tables>;

/** A record that was sent by data, once all is done that was asked for. */
export interface NewSync {
  readonly id: string;
  /** By the sender's id where there is no record. */
  readonly record: RecordRef;
  readonly status: 'completed' | 'partial' | 'failed';
  /** What was asked for, without what is in the record. */
  readonly request: Readonly<Record<string, unknown>>;
  readonly actor: Actor;
  readonly error: StoredError | null;
  readonly startedAt: Date;
  readonly finishedAt: Date;
}

export async function addSyncs(
  trx: Trx,
  owner: RunOwner,
  syncs: readonly NewSync[],
): Promise<void> {
  if (syncs.length === 0) return;
  await trx
    .insertInto('crm_sync_logs')
    .values(
      syncs.map((sync) => ({
        id: sync.id,
        organization_id: owner.organizationId,
        integration_id: owner.integrationId,
        operation: 'sync' as const,
        object_type: sync.record.object,
        record_id: toText(sync.record.id),
        status: sync.status,
        trigger: 'api',
        request: toJsonb(sync.request),
        actor: toJsonb(sync.actor),
        error_code: sync.error?.code ?? null,
        error_message: sync.error && toText(sync.error.message),
        started_at: sync.startedAt,
        finished_at: sync.finishedAt,
        duration_ms: sync.finishedAt.getTime() - sync.startedAt.getTime(),
      })),
    )
    .execute();
}

export interface HistoryFilter {
  readonly integrationId?: string;
  readonly status?: RunStatus;
  /** From this instant on. */
  readonly from?: Date;
  /** Before this instant. */
  readonly to?: Date;
}

const columns = [
  'id',
  'integration_id',
  'operation',
  'trigger',
  'object_type',
  'record_id',
  'status',
  'score',
  'started_at',
  'finished_at',
  'duration_ms',
  'enrichment_duration_ms',
  'error_code',
  'error_message',
] as const satisfies readonly (keyof SyncLogsTable)[];

const linesOfChange = sql<string[] | null>`
  jsonb_path_query_array(result -> 'sinceLast', '$.items[*].text')`;

export type HistoryRow = Omit<
  Pick<Selectable<SyncLogsTable>, (typeof columns)[number]>,
  'operation'
> & {
  readonly operation: Selectable<SyncLogsTable>['operation'] | 'sync';
  /** What was different from the enrichment before; null where there was none to compare with. */
  readonly changed: readonly string[] | null;
};

/** @param after only what stands behind it; null for the newest */
export async function listHistory(
  trx: Trx,
  organizationId: string,
  filter: HistoryFilter,
  after: ListPosition | null,
  limit: number,
): Promise<HistoryRow[]> {
  let query = trx
    .selectFrom('crm_sync_logs')
    .select([...columns, linesOfChange.as('changed')])
    .where('organization_id', '=', organizationId);
  if (filter.integrationId) query = query.where('integration_id', '=', filter.integrationId);
  if (filter.status) query = query.where('status', '=', filter.status);
  if (filter.from) query = query.where('started_at', '>=', filter.from);
  if (filter.to) query = query.where('started_at', '<', filter.to);
  if (after) {
    query = query.where(sql<boolean>`(started_at, id) < (${after.at}, ${after.id}::uuid)`);
  }
  return query.orderBy('started_at', 'desc').orderBy('id', 'desc').limit(limit).execute();
}
