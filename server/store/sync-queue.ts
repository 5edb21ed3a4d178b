/** Work on records that is done later: accepted, done, told to whoever asked for it. */
import { type Selectable, sql, type Transaction } from 'kysely';
import type { QueueReport } from '../../shared/contract/bulk.ts';
import type { WorkflowOutputs } from '../../shared/contract/workflow-action.ts';
import type { RecordRef } from '../../shared/plan/plan.ts';
import { type Actor, currentActor } from '../audit/actor.ts';
import { toJsonb, toText } from './json.ts';
import type { Tables } from './schema.ts';
import type { RunOwner } from './sync-logs.ts';
import type { QueueKind, QueueOrigin, QueueOutcome, SyncQueueTable } from './tables/queue.ts';
import type { StoredError } from './tables/sync.ts';
import type { WorkClaim } from './work.ts';

export interface NewQueueItem {
  readonly id: string;
  /** The CRM's name for it, or ours: the same name again is the same item. */
  readonly callbackId: string;
  readonly origin: QueueOrigin;
  readonly record: RecordRef;
  readonly mode: 'write' | 'preview';
  readonly refresh: boolean;
  /** 1 to 10; 10 is worked on first. */
  readonly priority: number;
  readonly receivedAt: Date;
  /** When the CRM lets the record go on without us. */
  readonly expiresAt: Date;
  readonly kind?: QueueKind;
  readonly bulkId?: string | null;
  /** Of an undo: the enrichment that is taken back. */
  readonly undoes?: string | null;
  /** Not before; at once when absent. */
  readonly scheduledFor?: Date | null;
  readonly maxAttempts?: number;
}

export interface QueueItem extends NewQueueItem {
  readonly kind: QueueKind;
  readonly undoes: string | null;
  readonly maxAttempts: number;
  /** How often it was taken out of the dead letters. */
  readonly replays: number;
  /** Who asked. */
  readonly actor: Actor;
  /** Null until the enrichment ended. */
  readonly outputs: WorkflowOutputs | null;
  /** Null until it is over. */
  readonly outcome: QueueOutcome | null;
  readonly attempts: number;
}

type Trx = Transaction<Tables>;

/** Of executions from before the history. */
const byWorkflow: Actor = { kind: 'workflow', id: null, source: 'hubspot-workflow', ip: null };

function toExecution(row: Selectable<SyncQueueTable>): QueueItem {
  return {
    id: row.id,
    callbackId: row.callback_id,
    origin: row.origin,
    actor: row.actor ?? byWorkflow,
    record: { object: row.object_type, id: row.record_id },
    mode: row.mode,
    refresh: row.refresh,
    priority: row.priority,
    kind: row.kind,
    bulkId: row.bulk_id,
    undoes: row.undoes,
    scheduledFor: row.scheduled_for,
    maxAttempts: row.max_attempts,
    replays: row.replays,
    receivedAt: row.received_at,
    expiresAt: row.expires_at,
    outputs: row.outputs,
    outcome: row.outcome,
    attempts: row.attempts,
  };
}

function ofOwner(trx: Trx, owner: RunOwner) {
  return trx
    .selectFrom('crm_sync_queue')
    .selectAll()
    .where('organization_id', '=', owner.organizationId)
    .where('integration_id', '=', owner.integrationId);
}

/** Adds executions. Gives them as they stand, by callback id: those that were there before with their outcome. */
export async function enqueue(
  trx: Trx,
  owner: RunOwner,
  executions: readonly NewQueueItem[],
): Promise<Map<string, QueueItem>> {
  if (executions.length === 0) return new Map();
  await trx
    .insertInto('crm_sync_queue')
    .values(
      executions.map((execution) => ({
        id: execution.id,
        organization_id: owner.organizationId,
        integration_id: owner.integrationId,
        callback_id: execution.callbackId,
        origin: execution.origin,
        actor: toJsonb(currentActor()),
        object_type: execution.record.object,
        record_id: execution.record.id,
        mode: execution.mode,
        refresh: execution.refresh,
        priority: execution.priority,
        received_at: execution.receivedAt,
        expires_at: execution.expiresAt,
        due_at: execution.scheduledFor ?? execution.receivedAt,
        kind: execution.kind ?? 'enrich',
        bulk_id: execution.bulkId ?? null,
        undoes: execution.undoes ?? null,
        scheduled_for: execution.scheduledFor ?? null,
        ...(execution.maxAttempts !== undefined && { max_attempts: execution.maxAttempts }),
      })),
    )
    .onConflict((conflict) =>
      conflict.columns(['organization_id', 'integration_id', 'callback_id']).doNothing(),
    )
    .execute();
  const callbackIds = executions.map(({ callbackId }) => callbackId);
  const rows = await ofOwner(trx, owner).where('callback_id', 'in', callbackIds).execute();
  return new Map(rows.map((row) => [row.callback_id, toExecution(row)]));
}

export async function getQueueItems(
  trx: Trx,
  owner: RunOwner,
  ids: readonly string[],
): Promise<QueueItem[]> {
  if (ids.length === 0) return [];
  const rows = await ofOwner(trx, owner)
    .where('id', 'in', [...ids])
    .orderBy('received_at')
    .orderBy('id')
    .execute();
  return rows.map(toExecution);
}

/** How the newest execution that is over ended; null when none is. */
export async function lastOutcome(
  trx: Trx,
  owner: RunOwner,
): Promise<{
  outcome: QueueOutcome;
  errorCode: string | null;
  errorMessage: string | null;
  at: Date;
} | null> {
  const row = await trx
    .selectFrom('crm_sync_queue')
    .select(['outcome', 'error_code', 'error_message', 'done_at'])
    .where('organization_id', '=', owner.organizationId)
    .where('integration_id', '=', owner.integrationId)
    .where('done_at', 'is not', null)
    .orderBy('done_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (!row?.outcome || !row.done_at) return null;
  return {
    outcome: row.outcome,
    errorCode: row.error_code,
    errorMessage: row.error_message,
    at: row.done_at,
  };
}

export interface EndedItem {
  readonly id: string;
  readonly outputs: WorkflowOutputs;
  /** Null when nothing came of it. */
  readonly enrichmentId: string | null;
  readonly report: QueueReport | null;
  /** Why nothing came of it; null when something did. */
  readonly error: StoredError | null;
}

/** Keeps how items ended. Rows that somebody else has taken meanwhile are left alone. */
export async function recordOutputs(
  trx: Trx,
  owner: RunOwner,
  claim: Pick<WorkClaim, 'worker'>,
  ended: readonly EndedItem[],
): Promise<void> {
  if (ended.length === 0) return;
  const rows = toJsonb(
    ended.map(({ id, outputs, enrichmentId, report, error }) => ({
      id,
      outputs,
      enrichment_id: enrichmentId,
      report,
      error_code: error?.code ?? null,
      error_message: error && toText(error.message),
    })),
  );
  await sql`
    update crm_sync_queue item
    set outputs = ended.outputs, enrichment_id = ended.enrichment_id, report = ended.report,
      error_code = ended.error_code, error_message = ended.error_message
    from jsonb_to_recordset(${rows}::jsonb) as ended (id uuid, outputs jsonb, enrichment_id uuid,
      report jsonb, error_code text, error_message text)
    where item.organization_id = ${owner.organizationId} and item.id = ended.id
      and item.worker = ${claim.worker}
  `.execute(trx);
}

export interface ClosedQueueItem {
  readonly id: string;
  readonly outcome: QueueOutcome;
  /** Why the CRM does not have the outputs; null when it has. */
  readonly error: StoredError | null;
}

export async function closeQueueItems(
  trx: Trx,
  owner: RunOwner,
  claim: Pick<WorkClaim, 'worker'>,
  closed: readonly ClosedQueueItem[],
  now: Date,
): Promise<void> {
  if (closed.length === 0) return;
  const rows = toJsonb(
    closed.map(({ id, outcome, error }) => ({
      id,
      outcome,
      error_code: error?.code ?? null,
      error_message: error && toText(error.message),
    })),
  );
  await sql`
    update crm_sync_queue item
    set outcome = closed.outcome, done_at = ${now}, worker = null,
      error_code = coalesce(closed.error_code, item.error_code),
      error_message = coalesce(closed.error_message, item.error_message)
    from jsonb_to_recordset(${rows}::jsonb)
      as closed (id uuid, outcome text, error_code text, error_message text)
    where item.organization_id = ${owner.organizationId} and item.id = closed.id
      and item.worker = ${claim.worker}
  `.execute(trx);
}
