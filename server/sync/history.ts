/** What runs add to the organisation's history, in the transactions in which they end. */
import type { UndoReport } from '../../shared/contract/v1.ts';
import type { CrmValue } from '../../shared/plan/plan.ts';
import type { AuditAction, NewAuditEvent } from '../store/audit-events.ts';
import type { Run } from '../store/sync-logs.ts';
import type { JournalEntry } from '../store/write-journal.ts';
import type { SyncDependencies } from './dependencies.ts';
import { acceptedValues } from './journal.ts';

const writes: Readonly<Record<Exclude<Run['operation'], 'undo'>, AuditAction>> = {
  enrich: 'enrichment.written',
  preview: 'preview.applied',
  task: 'task.created',
};

type AuditedRun = Pick<Run, 'id' | 'organizationId' | 'integrationId' | 'record' | 'actor'>;

/** Beside CRM fields, whose names have no spaces. */
const createdNames = { 'create-task': 'oppSpot task', 'create-deal': 'oppSpot deal' } as const;

/**
 * A run that has ended; null when it had nothing to write.
 * @param entries the run's, as they ended
 */
export function writtenEvent(
  deps: SyncDependencies,
  run: AuditedRun & { readonly operation: 'enrich' | 'preview' | 'task' },
  entries: readonly JournalEntry[],
  at: Date,
): NewAuditEvent | null {
  if (entries.length === 0) return null;
  const done = entries.filter(({ state }) => state === 'applied');
  if (done.length === 0) {
    const error = entries.find(({ state }) => state === 'failed')?.error;
    const after = { error: error?.message ?? 'The CRM never confirmed it.' };
    return { ...eventOf(deps, run, at), action: 'enrichment.failed', after };
  }
  const before: Record<string, CrmValue> = {};
  const after: Record<string, unknown> = {};
  for (const entry of done) {
    for (const [field, value] of Object.entries(acceptedValues(entry))) {
      before[field] = entry.before[field] ?? null;
      after[field] = value;
    }
    const { operation } = entry;
    if (operation.kind === 'create-task' || operation.kind === 'create-deal') {
      after[createdNames[operation.kind]] = entry.crmId;
    }
  }
  return { ...eventOf(deps, run, at), action: writes[run.operation], before, after };
}

/**
 * An undo that has ended; null when nothing was taken back.
 * @param entries the undo's own
 */
export function undoneEvent(
  deps: SyncDependencies,
  run: Run,
  report: UndoReport,
  entries: readonly JournalEntry[],
  at: Date,
): NewAuditEvent | null {
  const before: Record<string, unknown> = {};
  const after: Record<string, unknown> = {};
  const replaced = new Map(entries.flatMap((entry) => Object.entries(entry.before)));
  for (const { kind, target, outcome, restoredTo } of report.items) {
    if (outcome === 'restored') {
      before[target] = replaced.get(target) ?? null;
      after[target] = restoredTo ?? null;
    }
    if (outcome === 'deleted' && kind !== 'field') {
      before[createdNames[`create-${kind}`]] = target;
      after[createdNames[`create-${kind}`]] = null;
    }
  }
  if (Object.keys(after).length === 0) return null;
  return { ...eventOf(deps, run, at), action: 'enrichment.undone', before, after };
}

/** A preview that somebody discarded. */
export function discardedEvent(deps: SyncDependencies, run: Run, at: Date): NewAuditEvent {
  return { ...eventOf(deps, run, at), action: 'preview.discarded' };
}

function eventOf(deps: SyncDependencies, run: AuditedRun, at: Date) {
  const { organizationId, integrationId, record, actor } = run;
  return {
    id: deps.runtime.newId(),
    at,
    organizationId,
    integrationId,
    ...(actor && { actor }),
    record,
    runId: run.id,
  };
}
