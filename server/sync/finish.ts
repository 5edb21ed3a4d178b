/**
 * The end of a run: carry out what is open, record what became of it, tell the caller. Also used
 * after a crash and for previews that are applied: everything it needs is in the database.
 */
import type { Enrichment, UndoReport } from '../../shared/contract/v1.ts';
import type { CrmValue } from '../../shared/plan/plan.ts';
import type { AppError } from '../errors.ts';
import { recordAudit } from '../store/audit-events.ts';
import type { TenantTransaction } from '../store/database.ts';
import { getEntityMemories, rememberWritten } from '../store/entity-mappings.ts';
import { erasedCode } from '../store/record-erasure.ts';
import { getRun, isActive, type Run, type RunUpdate, updateRun } from '../store/sync-logs.ts';
import {
  type JournalEntry,
  type JournalOutcome,
  journalOfRuns,
  recordOutcomes,
} from '../store/write-journal.ts';
import { answerOf, statusAfter } from './answer.ts';
import { carryOut } from './carry-out.ts';
import type { TenantContext } from './context.ts';
import type { SyncDependencies } from './dependencies.ts';
import { storedError } from './errors.ts';
import { writtenEvent } from './history.ts';
import { acceptedValues } from './journal.ts';
import type { StepReport } from './progress.ts';
import { bothReadings, refusalsNow } from './refusal.ts';
import type { Tenant } from './service.ts';

/**
 * @param readBackFirst somebody may have sent the open entries already: ask the CRM before writing
 * @returns the runs' enrichments, by run id; a run that decided nothing of its own has none
 * @throws LeaseLost when another process has taken a run over
 */
export async function finishRuns(
  deps: SyncDependencies,
  context: TenantContext,
  runIds: readonly string[],
  readBackFirst: boolean,
  report: StepReport,
): Promise<Map<string, Enrichment>> {
  const { tenant } = context;
  const entries = await deps.database.withOrganization(tenant.organizationId, (trx) =>
    journalOfRuns(trx, tenant, runIds),
  );
  const open = entries.some((entry) => entry.state === 'pending');
  if (open) report({ step: 'apply', provider: null, state: 'started', message: 'Writing' });
  const refusals = readBackFirst && open ? await refusalsOf(deps, context, runIds) : undefined;
  const outcomes = await carryOut(deps, context, entries, { readBackFirst, refusals });
  if (open) report({ step: 'apply', provider: null, state: 'done', message: 'Written' });
  const answers = await record(deps, tenant, runIds, entries, outcomes);
  report({ step: 'journal', provider: null, state: 'done', message: 'Recorded' });
  return answers;
}

/**
 * Long after a run was planned its record may have been suppressed, or its person may have objected.
 * @returns by run id
 */
async function refusalsOf(
  { database }: SyncDependencies,
  context: TenantContext,
  runIds: readonly string[],
): Promise<Map<string, AppError>> {
  const { tenant, connector } = context;
  const refusals = new Map<string, AppError>();
  for (const runId of runIds) {
    const run = await database.withOrganization(tenant.organizationId, (trx) =>
      getRun(trx, tenant, runId),
    );
    if (!run) continue;
    const { object, id } = run.record;
    const found = (await connector.readRecords(object, [id], context.fieldsToRead(object))).get(id);
    // Of a record that is gone the CRM refuses the writes itself.
    if (!found?.ok && found?.error.kind === 'not_found') continue;
    if (!found?.ok) throw found?.error ?? new Error('the connector answered for another record');
    const { record: read } = found;
    const refusal = await database.withOrganization(tenant.organizationId, async (trx) => {
      const memory = (await getEntityMemories(trx, tenant, object, [id])).get(id);
      const asked = {
        record: read,
        pick: run.request.pick,
        lastWritten: memory?.lastWritten ?? {},
      };
      return (await refusalsNow(trx, tenant, bothReadings(context, asked))).get(id);
    });
    if (refusal) refusals.set(runId, refusal);
  }
  return refusals;
}

async function record(
  deps: SyncDependencies,
  tenant: Tenant,
  runIds: readonly string[],
  entries: readonly JournalEntry[],
  outcomes: ReadonlyMap<string, JournalOutcome>,
): Promise<Map<string, Enrichment>> {
  const now = deps.runtime.now();
  const answers = new Map<string, Enrichment>();
  await deps.database.withOrganization(tenant.organizationId, async (trx) => {
    await recordOutcomes(trx, tenant, [...outcomes.values()], now);
    for (const runId of runIds) {
      const run = await getRun(trx, tenant, runId);
      if (!run) continue;
      const own = entries
        .filter((entry) => entry.runId === runId)
        .map((entry) => withOutcome(entry, outcomes.get(entry.id)));
      const values = writtenNow(own, outcomes);
      // Of an erased person's run, which stays for a deal of her company, nothing is remembered.
      if (values && run.errorCode !== erasedCode) {
        await rememberWritten(trx, tenant, run.record, { values, enrichmentId: runId, at: now });
      }
      const update = isActive(run.status) ? outcomeOf(run, own, now) : null;
      const ours = { leaseOwner: deps.instanceId };
      if (update && (await updateRun(trx, tenant, runId, update, ours))) {
        await recordEnd(deps, trx, run, update, own);
      }
      if (isEnrichment(run.result)) {
        answers.set(runId, answerOf(run.result, { ...run, ...update }, own));
      }
    }
  });
  return answers;
}

/** Open writes may still come: they are told when the run has ended. */
async function recordEnd(
  deps: SyncDependencies,
  trx: TenantTransaction,
  run: Run,
  { status, finishedAt }: ReturnType<typeof outcomeOf>,
  entries: readonly JournalEntry[],
): Promise<void> {
  const { operation } = run;
  if (status === 'applying' || operation === 'undo' || !finishedAt) return;
  const event = writtenEvent(deps, { ...run, operation }, entries, finishedAt);
  if (event) await recordAudit(trx, event);
}

function outcomeOf(run: Run, entries: readonly JournalEntry[], now: Date) {
  const status = statusAfter(entries);
  const open = status === 'applying';
  const failure = entries.find((entry) => entry.state === 'failed')?.error ?? null;
  return {
    status,
    error: open ? null : failure,
    finishedAt: open ? null : now,
    durationMs: elapsed(run.startedAt, now),
  } satisfies RunUpdate;
}

function withOutcome(entry: JournalEntry, outcome: JournalOutcome | undefined): JournalEntry {
  if (!outcome) return entry;
  return {
    ...entry,
    state: outcome.state,
    crmId: outcome.crmId ?? entry.crmId,
    crmUrl: outcome.crmUrl ?? entry.crmUrl,
    rejected: outcome.rejected ?? entry.rejected,
    error: outcome.error ?? entry.error,
  };
}

/** Values of the run's record that were written by these outcomes; null when there are none. */
function writtenNow(
  entries: readonly JournalEntry[],
  outcomes: ReadonlyMap<string, JournalOutcome>,
): Record<string, CrmValue> | null {
  for (const entry of entries) {
    if (entry.operation.kind === 'update' && outcomes.get(entry.id)?.state === 'applied') {
      return acceptedValues(entry);
    }
  }
  return null;
}

/**
 * Ends a run that wrote nothing. One whose plan was committed is left to recovery: its writes may have
 * been sent.
 */
export async function failRun(
  deps: SyncDependencies,
  tenant: Tenant,
  run: { readonly id: string; readonly startedAt: Date },
  error: unknown,
): Promise<void> {
  await deps.database.withOrganization(tenant.organizationId, (trx) =>
    failRunIn(deps, trx, tenant, run, error),
  );
}

/** The same in a transaction that is open. */
export async function failRunIn(
  deps: SyncDependencies,
  trx: TenantTransaction,
  tenant: Tenant,
  run: { readonly id: string; readonly startedAt: Date },
  error: unknown,
): Promise<void> {
  const now = deps.runtime.now();
  const { code, message } = storedError(error);
  const failed = {
    status: 'failed' as const,
    error: { code, message },
    finishedAt: now,
    durationMs: elapsed(run.startedAt, now),
  };
  const ours = { leaseOwner: deps.instanceId, from: 'running' as const };
  await updateRun(trx, tenant, run.id, failed, ours);
}

export function isEnrichment(
  result: Enrichment | UndoReport | null | undefined,
): result is Enrichment {
  return result !== null && result !== undefined && 'score' in result;
}

/** Whole milliseconds between two instants, never negative. */
export function elapsed(from: Date, to: Date): number {
  return Math.max(0, to.getTime() - from.getTime());
}
