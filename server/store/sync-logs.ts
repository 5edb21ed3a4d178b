/** Runs: every enrichment, preview and undo is one row of `crm_sync_logs`. */
import { type Selectable, sql, type Transaction } from 'kysely';
import type { Enrichment, EnrichRequest, UndoReport } from '../../shared/contract/v1.ts';
import type { ObjectType, RecordRef, WritePlan } from '../../shared/plan/plan.ts';
import { toJsonb, toText } from './json.ts';
import type { Tables } from './schema.ts';
import type { RunOperation, RunStatus, SyncLogsTable } from './tables/sync.ts';

export interface RunOwner {
  readonly organizationId: string;
  readonly integrationId: string;
}

/** Who works on a run and until when; another process may take it over after that. */
export interface Lease {
  readonly owner: string;
  readonly expiresAt: Date;
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

const activeStatuses: RunStatus[] = ['running', 'applying'];

export function isActive(status: RunStatus): boolean {
  return activeStatuses.includes(status);
}

function toRun(row: Selectable<SyncLogsTable>): Run {
  return {
    id: row.id,
    organizationId: row.organization_id,
    integrationId: row.integration_id,
    operation: row.operation,
    record: { object: row.object_type, id: row.record_id },
    trigger: row.trigger,
    idempotencyKey: row.idempotency_key,
    request: row.request,
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

/**
 * Starts runs. A record that already has an active run, and an idempotency key that was used, are
 * left out of the answer.
 * @returns ids of the runs that were started
 */
export async function startRuns(
  trx: Trx,
  owner: RunOwner,
  runs: readonly NewRun[],
  lease: Lease,
): Promise<Set<string>> {
  if (runs.length === 0) return new Set();
  const rows = await trx
    .insertInto('crm_sync_logs')
    .values(
      runs.map((run) => ({
        id: run.id,
        organization_id: owner.organizationId,
        integration_id: owner.integrationId,
        operation: run.operation,
        object_type: run.record.object,
        record_id: run.record.id,
        status: 'running' as const,
        trigger: run.trigger,
        idempotency_key: run.idempotencyKey,
        request: toJsonb(run.request),
        undo_of: run.undoOf,
        lease_owner: lease.owner,
        lease_expires_at: lease.expiresAt,
        started_at: run.startedAt,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .execute();
  return new Set(rows.map((row) => row.id));
}

function ofTenant(trx: Trx, owner: RunOwner) {
  return trx
    .selectFrom('crm_sync_logs')
    .selectAll()
    .where('organization_id', '=', owner.organizationId)
    .where('integration_id', '=', owner.integrationId);
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
    .where('operation', '!=', 'preview')
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
  let query = ofTenant(trx, owner).where('operation', '!=', 'undo');
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

/** Extends our lease. False when somebody else took the run over: then stop working on it. */
export async function renewLeases(
  trx: Trx,
  owner: RunOwner,
  runIds: readonly string[],
  lease: Lease,
): Promise<boolean> {
  const result = await trx
    .updateTable('crm_sync_logs')
    .set({ lease_expires_at: lease.expiresAt })
    .where('organization_id', '=', owner.organizationId)
    .where('id', 'in', [...runIds])
    .where('lease_owner', '=', lease.owner)
    .where('status', 'in', activeStatuses)
    .executeTakeFirst();
  return Number(result.numUpdatedRows) === runIds.length;
}

/** Takes over an interrupted run; null when it ended or somebody else was faster. */
export async function takeOverRun(
  trx: Trx,
  owner: RunOwner,
  runId: string,
  lease: Lease,
  expiredBefore: Date,
): Promise<Run | null> {
  const row = await trx
    .updateTable('crm_sync_logs')
    .set({
      lease_owner: lease.owner,
      lease_expires_at: lease.expiresAt,
      attempts: sql`attempts + 1`,
    })
    .where('organization_id', '=', owner.organizationId)
    .where('integration_id', '=', owner.integrationId)
    .where('id', '=', runId)
    .where('status', 'in', activeStatuses)
    .where((eb) =>
      eb.or([eb('lease_expires_at', 'is', null), eb('lease_expires_at', '<=', expiredBefore)]),
    )
    .returningAll()
    .executeTakeFirst();
  return row ? toRun(row) : null;
}

/** Claims a stored preview for applying; null when it is not a preview (any more) or the record is busy. */
export async function claimPreview(
  trx: Trx,
  owner: RunOwner,
  runId: string,
  lease: Lease,
): Promise<Run | null> {
  const row = await trx
    .updateTable('crm_sync_logs')
    .set({ status: 'running', lease_owner: lease.owner, lease_expires_at: lease.expiresAt })
    .where('organization_id', '=', owner.organizationId)
    .where('integration_id', '=', owner.integrationId)
    .where('id', '=', runId)
    .where('status', '=', 'previewed')
    .returningAll()
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

/**
 * Runs of all tenants whose worker is gone. For the system role only.
 * @param expiredBefore leases up to this instant count as lost
 */
export async function findInterruptedRuns(
  trx: Trx,
  expiredBefore: Date,
  limit: number,
): Promise<(RunOwner & { runId: string })[]> {
  const rows = await trx
    .selectFrom('crm_sync_logs')
    .select(['id', 'organization_id', 'integration_id'])
    .where('status', 'in', activeStatuses)
    .where((eb) =>
      eb.or([eb('lease_expires_at', 'is', null), eb('lease_expires_at', '<=', expiredBefore)]),
    )
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    runId: row.id,
    organizationId: row.organization_id,
    integrationId: row.integration_id,
  }));
}
