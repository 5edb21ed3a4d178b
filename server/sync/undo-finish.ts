/** The end of an undo: carry out what is open, mark what was taken back, report. Also after a crash. */
import type { UndoItem, UndoReport } from '../../shared/contract/v1.ts';
import type { CrmValue } from '../../shared/plan/plan.ts';
import { recordAudit } from '../store/audit-events.ts';
import { rememberWritten } from '../store/entity-mappings.ts';
import { getRun, type Run, type RunUpdate, updateRun } from '../store/sync-logs.ts';
import {
  type JournalEntry,
  type JournalOutcome,
  journalOfRuns,
  recordOutcomes,
} from '../store/write-journal.ts';
import { carryOut } from './carry-out.ts';
import type { TenantContext } from './context.ts';
import type { SyncDependencies } from './dependencies.ts';
import { elapsed } from './elapsed.ts';
import { LeaseLost, recordErased } from './errors.ts';
import { undoneEvent } from './history.ts';
import type { StepReport } from './progress.ts';

/** @throws LeaseLost when another process has taken the run over */
export async function finishUndo(
  deps: SyncDependencies,
  context: TenantContext,
  undoId: string,
  readBackFirst: boolean,
  tell: StepReport,
): Promise<UndoReport> {
  const { tenant } = context;
  const entries = await deps.database.withOrganization(tenant.organizationId, (trx) =>
    journalOfRuns(trx, tenant, [undoId]),
  );
  tell({ step: 'apply', provider: null, state: 'started', message: 'Taking back' });
  const { outcomes, lost } = await carryOut(deps, context, entries, { readBackFirst });
  if (lost.size > 0) throw new LeaseLost('another process has taken the run over');
  tell({ step: 'apply', provider: null, state: 'done', message: 'Taken back' });
  const now = deps.runtime.now();
  return deps.database.withOrganization(tenant.organizationId, async (trx) => {
    await recordOutcomes(trx, tenant, [...outcomes.values()], now);
    const run = await getRun(trx, tenant, undoId);
    const target = run?.undoOf ? await getRun(trx, tenant, run.undoOf) : null;
    // Its record was erased meanwhile.
    if (!run || !target || !isUndoReport(run.result)) throw recordErased();

    const originals = await journalOfRuns(trx, tenant, [target.id]);
    const takenBack: JournalOutcome[] = [];
    for (const entry of entries) {
      const done = (outcomes.get(entry.id)?.state ?? entry.state) === 'applied';
      if (!done || entry.undoes === null) continue;
      takenBack.push({ id: entry.undoes, state: 'undone' });
      const original = originals.find((candidate) => candidate.id === entry.undoes);
      if (entry.operation.kind !== 'update' || !original) continue;
      const { values, forgotten } = memoryAfter(entry.operation.values, original.beforeOurs);
      const written = { record: target.record, values, enrichmentId: null };
      await rememberWritten(trx, tenant, [written], now, forgotten);
    }
    await recordOutcomes(trx, tenant, takenBack, now);

    const report = reportAfter(run.result, entries, outcomes);
    const open = entries.some((entry) => entry.state === 'pending' && !outcomes.has(entry.id));
    const held = await updateRun(trx, tenant, undoId, runUpdate(run, report, open, now), {
      leaseOwner: deps.instanceId,
    });
    const event = held && !open ? undoneEvent(deps, run, report, entries, now) : null;
    if (event) await recordAudit(trx, event);
    if (!open && !report.items.some((item) => item.outcome === 'failed')) {
      await updateRun(trx, tenant, target.id, { status: 'undone' });
    }
    return report;
  });
}

/** A restored value that was ours before is ours again; any other is somebody else's. */
function memoryAfter(restored: Readonly<Record<string, CrmValue>>, ours: readonly string[]) {
  const values: Record<string, CrmValue> = {};
  const forgotten: string[] = [];
  for (const [field, value] of Object.entries(restored)) {
    if (ours.includes(field)) values[field] = value;
    else forgotten.push(field);
  }
  return { values, forgotten };
}

function reportAfter(
  planned: UndoReport,
  entries: readonly JournalEntry[],
  outcomes: ReadonlyMap<string, JournalOutcome>,
): UndoReport {
  const failures = new Map<string, string>();
  for (const entry of entries) {
    const outcome = outcomes.get(entry.id);
    const state = outcome?.state ?? entry.state;
    const { operation } = entry;
    const refused = outcome?.rejected ?? entry.rejected;
    for (const { field, message } of refused) if (field) failures.set(field, message);
    if (state === 'applied') continue;
    const reason =
      state === 'pending'
        ? 'The CRM has not confirmed it yet. It is checked again by itself.'
        : (outcome?.error?.message ?? entry.error?.message ?? 'The CRM refused it.');
    if (operation.kind === 'update') {
      for (const field of Object.keys(operation.values)) failures.set(field, reason);
    } else if (operation.kind === 'delete') failures.set(operation.id, reason);
  }
  const items = planned.items.map((item): UndoItem => {
    const reason = failures.get(item.target);
    if (reason === undefined || item.outcome === 'left-alone') return item;
    const { restoredTo: _notRestored, ...rest } = item;
    return { ...rest, outcome: 'failed', reason };
  });
  const done = items.filter((i) => i.outcome === 'restored' || i.outcome === 'deleted').length;
  const failed = items.some((item) => item.outcome === 'failed');
  const status = done === items.length ? 'undone' : done === 0 && failed ? 'failed' : 'partial';
  return { ...planned, status, items };
}

function runUpdate(run: Run, report: UndoReport, open: boolean, now: Date): RunUpdate {
  if (open) return { status: 'applying' };
  const status = report.status === 'undone' ? 'completed' : report.status;
  return {
    status,
    result: report,
    finishedAt: now,
    durationMs: elapsed(run.startedAt, now),
  };
}

export function isUndoReport(result: Run['result']): result is UndoReport {
  return result !== null && 'enrichmentId' in result;
}
