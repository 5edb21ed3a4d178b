/** Runs: every enrichment, preview, undo and task a person asked for is one row of `crm_sync_logs`. */
import { type Selectable, sql, type Transaction } from 'kysely';
import type { Enrichment, EnrichRequest, UndoReport } from '../../shared/contract/v1.ts';
import type { ObjectType, RecordRef, WritePlan } from '../../shared/plan/plan.ts';
import type { Actor } from '../audit/actor.ts';
import { toJsonb, toText } from './json.ts';
import { rowsOf } from './rows.ts';
import type { Tables } from './schema.ts';
import type { RunOperation, RunStatus, SyncLogsTable } from './tables/sync.ts';

export interface RunOwner {
  readonly organizationId: string;
  readonly integrationId: string;
}

export interface NewRun {
  readonly id: string;
  readonly operation: RunOperation;
  readonly record: RecordRef;
  readonly trigger: string;
  readonly idempotencyKey: string | null;
  readonly request: EnrichRequest;
  readonly undoOf: string | null;
  readonly startedAt: Date;
}

export interface Run extends NewRun, RunOwner {
  /** On whose behalf it runs; null for runs from before the history. */
  readonly actor: Actor | null;
  readonly status: RunStatus;
  readonly plan: WritePlan | null;
  readonly result: Enrichment | UndoReport | null;
  readonly errorCode: string | null;
  readonly errorMessage: string | null;
  readonly attempts: number;
  readonly leaseExpiresAt: Date | null;
  readonly finishedAt: Date | null;
  readonly durationMs: number | null;
  readonly score: number | null;
}

type Trx = Transaction<Tables>;

export const activeStatuses: RunStatus[] = ['running', 'applying'];

export function isActive(status: RunStatus): boolean {
  return activeStatuses.includes(status);
}

/** Whether a run decides something about its record, and so has an enrichment to show. */
export function isEnrichmentRun({ operation }: Pick<Run, 'operation'>): boolean {
  return operation === 'enrich' || operation === 'preview';
}

export function toRun(row: Selectable<SyncLogsTable>): Run {
  return {
    id: row.id,
    organizationId: row.organization_id,
    integrationId: row.integration_id,
    operation: row.operation,
    record: { object: row.object_type, id: row.record_id },
    trigger: row.trigger,
    idempotencyKey: row.idempotency_key,
    request: row.request,
    actor: row.actor,
    undoOf: row.undo_of,
    startedAt: row.started_at,
    status: row.status,
    plan: row.plan,
    result: row.result,
    errorCode: row.error_code,
    errorMessage: row.error_message,
    attempts: row.attempts,
    leaseExpiresAt: row.lease_expires_at,
    finishedAt: row.finished_at,
    durationMs: row.duration_ms,
    score: row.score,
  };
}

function ofTenant(trx: Trx, owner: RunOwner) {
  return (
    trx
      .selectFrom('crm_sync_logs')
      .selectAll()
      .where('organization_id', '=', owner.organizationId)
      .where('integration_id', '=', owner.integrationId)
      // Records sent by data are no runs; see `sync-history.ts`.
      .where(sql<boolean>`operation <> 'sync'`)
  );
}

function ofRecord(trx: Trx, owner: RunOwner, record: RecordRef) {
  return ofTenant(trx, owner)
    .where('object_type', '=', record.object)
    .where('record_id', '=', record.id);
}

export async function getRun(trx: Trx, owner: RunOwner, id: string): Promise<Run | null> {
  const row = await ofTenant(trx, owner).where('id', '=', id).executeTakeFirst();
  return row ? toRun(row) : null;
}

/** By id; what is gone has no entry. */
export async function getRuns(
  trx: Trx,
  owner: RunOwner,
  ids: readonly string[],
): Promise<Map<string, Run>> {
  const rows = await ofTenant(trx, owner)
    .where(sql<boolean>`id = any(${[...ids]}::uuid[])`)
    .execute();
  return new Map(rows.map((row) => [row.id, toRun(row)]));
}

/** What may have become of a run meanwhile. */
export type RunState = Pick<Run, 'status' | 'errorCode' | 'finishedAt' | 'durationMs'> & {
  readonly leaseOwner: string | null;
};

/**
 * Holds runs until the transaction ends, in one order everywhere, without what was planned and decided.
 * @returns by id; what is gone has no entry
 */
export async function lockRuns(
  trx: Trx,
  owner: RunOwner,
  ids: readonly string[],
): Promise<Map<string, RunState>> {
  const rows = await trx
    .selectFrom('crm_sync_logs')
    .select(['id', 'status', 'error_code', 'finished_at', 'duration_ms', 'lease_owner'])
    .where('organization_id', '=', owner.organizationId)
    .where('integration_id', '=', owner.integrationId)
    .where(sql<boolean>`id = any(${[...ids]}::uuid[])`)
    .orderBy('id')
    .forUpdate()
    .execute();
  return new Map(
    rows.map((row) => [
      row.id,
      {
        status: row.status,
        errorCode: row.error_code,
        finishedAt: row.finished_at,
        durationMs: row.duration_ms,
        leaseOwner: row.lease_owner,
      },
    ]),
  );
}

export async function findRunByKey(trx: Trx, owner: RunOwner, key: string): Promise<Run | null> {
  const row = await ofTenant(trx, owner).where('idempotency_key', '=', key).executeTakeFirst();
  return row ? toRun(row) : null;
}

/** Lets another run use the key of one that did nothing. */
export async function releaseKey(trx: Trx, owner: RunOwner, runId: string): Promise<void> {
  await trx
    .updateTable('crm_sync_logs')
    .set({ idempotency_key: null })
    .where('organization_id', '=', owner.organizationId)
    .where('id', '=', runId)
    .execute();
}

export async function findActiveRun(
  trx: Trx,
  owner: RunOwner,
  record: RecordRef,
): Promise<Run | null> {
  const row = await ofRecord(trx, owner, record)
    .where('status', 'in', activeStatuses)
    .executeTakeFirst();
  return row ? toRun(row) : null;
}

/** The record's newest enrichment if it was completed after `since` and nothing came after it. */
export async function findFreshRun(
  trx: Trx,
  owner: RunOwner,
  record: RecordRef,
  since: Date,
): Promise<Run | null> {
  const row = await ofRecord(trx, owner, record)
    .where('operation', 'in', ['enrich', 'undo'])
    .orderBy('started_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (row?.operation !== 'enrich' || row.status !== 'completed') return null;
  return row.finished_at && row.finished_at >= since ? toRun(row) : null;
}

export async function listRuns(
  trx: Trx,
  owner: RunOwner,
  filter: { object?: ObjectType; recordId?: string; limit: number },
): Promise<Run[]> {
  let query = ofTenant(trx, owner).where('operation', 'in', ['enrich', 'preview']);
  if (filter.object) query = query.where('object_type', '=', filter.object);
  if (filter.recordId) query = query.where('record_id', '=', filter.recordId);
  const rows = await query.orderBy('started_at', 'desc').limit(filter.limit).execute();
  return rows.map(toRun);
}

export async function findUndoOf(trx: Trx, owner: RunOwner, runId: string): Promise<Run | null> {
  const row = await ofTenant(trx, owner)
    .where('undo_of', '=', runId)
    .where('result', 'is not', null)
    .orderBy('started_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row ? toRun(row) : null;
}

export interface RunUpdate {
  readonly status: RunStatus;
  readonly plan?: WritePlan;
  readonly result?: Enrichment | UndoReport;
  readonly score?: number | null;
  readonly error?: { readonly code: string; readonly message: string } | null;
  readonly finishedAt?: Date | null;
  readonly durationMs?: number | null;
  readonly researchMs?: number | null;
}

export interface RunCondition {
  /** Only while this process still holds the run. */
  readonly leaseOwner?: string;
  /** Only from this status. */
  readonly from?: RunStatus;
}

/** Moves a run on. @returns false when the condition no longer holds */
export async function updateRun(
  trx: Trx,
  owner: RunOwner,
  runId: string,
  update: RunUpdate,
  condition: RunCondition = {},
): Promise<boolean> {
  let query = trx
    .updateTable('crm_sync_logs')
    .set({
      status: update.status,
      ...(update.plan && { plan: toJsonb(update.plan) }),
      ...(update.result && { result: toJsonb(update.result) }),
      ...(update.score !== undefined && { score: update.score }),
      ...(update.error !== undefined && {
        error_code: update.error?.code ?? null,
        error_message: update.error ? toText(update.error.message) : null,
      }),
      ...(update.finishedAt !== undefined && { finished_at: update.finishedAt }),
      ...(update.durationMs !== undefined && { duration_ms: update.durationMs }),
      ...(update.researchMs !== undefined && { enrichment_duration_ms: update.researchMs }),
      ...(!isActive(update.status) && { lease_owner: null, lease_expires_at: null }),
    })
    .where('organization_id', '=', owner.organizationId)
    .where('id', '=', runId);
  if (condition.leaseOwner !== undefined) {
    query = query.where('lease_owner', '=', condition.leaseOwner);
  }
  if (condition.from !== undefined) query = query.where('status', '=', condition.from);
  const result = await query.executeTakeFirst();
  return Number(result.numUpdatedRows) === 1;
}

interface PlannedRun {
  readonly id: string;
  readonly status: 'applying' | 'previewed';
  /** What was decided; its plan is the run's. */
  readonly result: Enrichment;
  readonly score: number | null;
  readonly researchMs: number;
  /** Null while it has to be applied. */
  readonly finishedAt: Date | null;
  readonly durationMs: number | null;
}

/** Keeps the plans of many runs; the caller holds them, see `lockRuns`. */
export async function planRuns(
  trx: Trx,
  owner: RunOwner,
  planned: readonly PlannedRun[],
): Promise<void> {
  if (planned.length === 0) return;
  const columns = `id uuid, status text, result jsonb, score smallint, "researchMs" integer,
    "finishedAt" timestamptz, "durationMs" integer`;
  await sql`
    update crm_sync_logs as run
    set status = planned.status, plan = planned.result -> 'plan', result = planned.result,
      score = planned.score, enrichment_duration_ms = planned."researchMs",
      finished_at = planned."finishedAt", duration_ms = planned."durationMs",
      ${leaseUntilEnd('planned')}
    from ${rowsOf('planned', columns, planned)}
    where run.organization_id = ${owner.organizationId} and run.id = planned.id`.execute(trx);
}

export interface RunEnd {
  readonly id: string;
  readonly status: RunStatus;
  readonly error: { readonly code: string; readonly message: string } | null;
  readonly finishedAt: Date | null;
  readonly durationMs: number;
}

/**
 * Ends many runs, or says how far they are.
 * @returns ids of those that met the condition
 */
export async function endRuns(
  trx: Trx,
  owner: RunOwner,
  ends: readonly RunEnd[],
  condition: RunCondition,
): Promise<Set<string>> {
  if (ends.length === 0) return new Set();
  const rows = ends.map(({ error, ...end }) => ({ ...end, ...error }));
  const columns = `id uuid, status text, code text, message text, "finishedAt" timestamptz,
    "durationMs" integer`;
  const { leaseOwner = null, from = null } = condition;
  const ended = await sql<{ id: string }>`
    update crm_sync_logs as run
    set status = ended.status, error_code = ended.code, error_message = ended.message,
      finished_at = ended."finishedAt", duration_ms = ended."durationMs", ${leaseUntilEnd('ended')}
    from ${rowsOf('ended', columns, rows)}
    where run.organization_id = ${owner.organizationId} and run.id = ended.id
      and (${leaseOwner}::text is null or run.lease_owner = ${leaseOwner})
      and (${from}::text is null or run.status = ${from})
    returning run.id`.execute(trx);
  return new Set(ended.rows.map(({ id }) => id));
}

/** A run that is not active (any more) is nobody's. */
function leaseUntilEnd(rows: string) {
  const active = sql`${sql.ref(`${rows}.status`)} in (${sql.join(activeStatuses)})`;
  return sql`lease_owner = case when ${active} then run.lease_owner end,
    lease_expires_at = case when ${active} then run.lease_expires_at end`;
}
