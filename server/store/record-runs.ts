/** What has happened to one record, for the card on it: few rows, and the wide columns of few of them. */
import { sql, type Transaction } from 'kysely';
import type { RecordRef } from '../../shared/plan/plan.ts';
import type { Tables } from './schema.ts';
import { activeStatuses, type Run, type RunOwner } from './sync-logs.ts';
import type { RunOperation, RunStatus } from './tables/sync.ts';

type Trx = Transaction<Tables>;

/** A run without what was decided in it. */
export interface RunHead {
  readonly id: string;
  readonly operation: RunOperation;
  readonly status: RunStatus;
  readonly score: number | null;
  readonly errorCode: string | null;
  readonly errorMessage: string | null;
  readonly startedAt: Date;
  readonly finishedAt: Date | null;
  readonly leaseExpiresAt: Date | null;
  /** False while it has written nothing and cannot have. */
  readonly isPlanned: boolean;
  /** False while it has nothing to show. */
  readonly hasResult: boolean;
}

const head = [
  'id',
  'operation',
  'status',
  'score',
  'error_code',
  'error_message',
  'started_at',
  'finished_at',
  'lease_expires_at',
] as const;

const isPlanned = sql<boolean>`plan is not null`;
const hasResult = sql<boolean>`result is not null`;

function headsOf(trx: Trx, owner: RunOwner, record: RecordRef) {
  return trx
    .selectFrom('crm_sync_logs')
    .select([...head, isPlanned.as('is_planned'), hasResult.as('has_result')])
    .where('organization_id', '=', owner.organizationId)
    .where('integration_id', '=', owner.integrationId)
    .where('object_type', '=', record.object)
    .where('record_id', '=', record.id)
    .where(sql<boolean>`operation <> 'sync'`);
}

type HeadRow = Awaited<ReturnType<ReturnType<typeof headsOf>['execute']>>[number];

function toHead(row: HeadRow): RunHead {
  return {
    id: row.id,
    operation: row.operation,
    status: row.status,
    score: row.score,
    errorCode: row.error_code,
    errorMessage: row.error_message,
    startedAt: row.started_at,
    finishedAt: row.finished_at,
    leaseExpiresAt: row.lease_expires_at,
    isPlanned: row.is_planned,
    hasResult: row.has_result,
  };
}

/** Null when the record has no such run. */
export async function findRunHead(
  trx: Trx,
  owner: RunOwner,
  record: RecordRef,
  runId: string,
): Promise<RunHead | null> {
  const row = await headsOf(trx, owner, record).where('id', '=', runId).executeTakeFirst();
  return row ? toHead(row) : null;
}

/** What is under way on the record; null when nothing is. */
export async function findActiveHead(
  trx: Trx,
  owner: RunOwner,
  record: RecordRef,
): Promise<RunHead | null> {
  const row = await headsOf(trx, owner, record)
    .where('status', 'in', activeStatuses)
    .executeTakeFirst();
  return row ? toHead(row) : null;
}

/** The record's newest run of every operation and state, newest first. */
export async function newestOfEachKind(
  trx: Trx,
  owner: RunOwner,
  record: RecordRef,
): Promise<RunHead[]> {
  const rows = await headsOf(trx, owner, record)
    .distinctOn(['operation', 'status', isPlanned])
    .orderBy('operation')
    .orderBy('status')
    .orderBy(isPlanned)
    .orderBy('started_at', 'desc')
    .execute();
  return rows.map(toHead).sort((a, b) => b.startedAt.getTime() - a.startedAt.getTime());
}

const written: RunStatus[] = ['applying', 'completed', 'partial', 'failed', 'undone'];

/** Enrichments of the record that were meant to be written, newest first. */
export async function writtenEnrichments(
  trx: Trx,
  owner: RunOwner,
  record: RecordRef,
  limit: number,
): Promise<RunHead[]> {
  const rows = await headsOf(trx, owner, record)
    .where('operation', 'in', ['enrich', 'preview'])
    .where('status', 'in', written)
    .where(isPlanned)
    .orderBy('started_at', 'desc')
    .limit(limit)
    .execute();
  return rows.map(toHead);
}

/** What became of a run, without the plan: that stands in its result once more. */
export type RunOutcome = Pick<
  Run,
  'id' | 'undoOf' | 'status' | 'result' | 'finishedAt' | 'durationMs'
>;

/** These runs, and the undos of those that have ended; newest first. */
export async function runsWithUndos(
  trx: Trx,
  owner: RunOwner,
  runIds: readonly string[],
  undoneIds: readonly string[],
): Promise<RunOutcome[]> {
  if (runIds.length === 0) return [];
  const rows = await trx
    .selectFrom('crm_sync_logs')
    .select(['id', 'undo_of', 'status', 'result', 'finished_at', 'duration_ms'])
    .where('organization_id', '=', owner.organizationId)
    .where('integration_id', '=', owner.integrationId)
    .where((eb) =>
      eb.or([
        eb('id', 'in', [...runIds]),
        ...(undoneIds.length > 0
          ? [
              eb.and([
                eb('undo_of', 'in', [...undoneIds]),
                eb('result', 'is not', null),
                eb('status', 'not in', activeStatuses),
              ]),
            ]
          : []),
      ]),
    )
    .orderBy('started_at', 'desc')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    undoOf: row.undo_of,
    status: row.status,
    result: row.result,
    finishedAt: row.finished_at,
    durationMs: row.duration_ms,
  }));
}
