/** Enrichments that are to be done later: accepted, enriched, told to whoever asked for them. */
import type { Selectable, Transaction } from 'kysely';
import type { WorkflowOutputs } from '../../shared/contract/workflow-action.ts';
import type { RecordRef } from '../../shared/plan/plan.ts';
import { type Actor, currentActor } from '../audit/actor.ts';
import type { WorkClaim } from './inbound-work.ts';
import { toJsonb, toText } from './json.ts';
import type { Tables } from './schema.ts';
import type { RunOwner } from './sync-logs.ts';
import type {
  ExecutionOrigin,
  ExecutionOutcome,
  WorkflowExecutionsTable,
} from './tables/inbound.ts';
import type { StoredError } from './tables/sync.ts';

export interface NewExecution {
  readonly id: string;
  /** The CRM's name for it. */
  readonly callbackId: string;
  readonly origin: ExecutionOrigin;
  readonly record: RecordRef;
  readonly mode: 'write' | 'preview';
  readonly refresh: boolean;
  /** -1, 0 or 1; higher is worked on first. */
  readonly priority: number;
  readonly receivedAt: Date;
  /** When the CRM lets the record go on without us. */
  readonly expiresAt: Date;
}

export interface Execution extends NewExecution {
  /** Who asked. */
  readonly actor: Actor;
  /** Null until the enrichment ended. */
  readonly outputs: WorkflowOutputs | null;
  /** Null until it is over. */
  readonly outcome: ExecutionOutcome | null;
  readonly attempts: number;
}

type Trx = Transaction<Tables>;

/** Of executions from before the history. */
const byWorkflow: Actor = { kind: 'workflow', id: null, source: 'hubspot-workflow', ip: null };

function toExecution(row: Selectable<WorkflowExecutionsTable>): Execution {
  return {
    id: row.id,
    callbackId: row.callback_id,
    origin: row.origin,
    actor: row.actor ?? byWorkflow,
    record: { object: row.object_type, id: row.record_id },
    mode: row.mode,
    refresh: row.refresh,
    priority: row.priority,
    receivedAt: row.received_at,
    expiresAt: row.expires_at,
    outputs: row.outputs,
    outcome: row.outcome,
    attempts: row.attempts,
  };
}

function ofOwner(trx: Trx, owner: RunOwner) {
  return trx
    .selectFrom('workflow_executions')
    .selectAll()
    .where('organization_id', '=', owner.organizationId)
    .where('integration_id', '=', owner.integrationId);
}

/** Adds executions. Gives them as they stand, by callback id: those that were there before with their outcome. */
export async function addExecutions(
  trx: Trx,
  owner: RunOwner,
  executions: readonly NewExecution[],
): Promise<Map<string, Execution>> {
  if (executions.length === 0) return new Map();
  await trx
    .insertInto('workflow_executions')
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
        due_at: execution.receivedAt,
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

export async function getExecutions(
  trx: Trx,
  owner: RunOwner,
  ids: readonly string[],
): Promise<Execution[]> {
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
  outcome: ExecutionOutcome;
  errorCode: string | null;
  errorMessage: string | null;
  at: Date;
} | null> {
  const row = await trx
    .selectFrom('workflow_executions')
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

/** Keeps how an enrichment ended. Rows that somebody else has taken meanwhile are left alone. */
export async function recordOutputs(
  trx: Trx,
  owner: RunOwner,
  claim: Pick<WorkClaim, 'worker'>,
  ended: readonly { readonly id: string; readonly outputs: WorkflowOutputs }[],
): Promise<void> {
  for (const { id, outputs } of ended) {
    await trx
      .updateTable('workflow_executions')
      .set({ outputs: toJsonb(outputs) })
      .where('organization_id', '=', owner.organizationId)
      .where('id', '=', id)
      .where('worker', '=', claim.worker)
      .execute();
  }
}

export interface ClosedExecution {
  readonly id: string;
  readonly outcome: ExecutionOutcome;
  /** Why the CRM does not have the outputs; null when it has. */
  readonly error: StoredError | null;
}

export async function closeExecutions(
  trx: Trx,
  owner: RunOwner,
  claim: Pick<WorkClaim, 'worker'>,
  closed: readonly ClosedExecution[],
  now: Date,
): Promise<void> {
  for (const { id, outcome, error } of closed) {
    await trx
      .updateTable('workflow_executions')
      .set({
        outcome,
        done_at: now,
        worker: null,
        error_code: error?.code ?? null,
        error_message: error && toText(error.message),
      })
      .where('organization_id', '=', owner.organizationId)
      .where('id', '=', id)
      .where('worker', '=', claim.worker)
      .execute();
  }
}
