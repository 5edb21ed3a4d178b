/**
 * Undo: gives back each before-image whose current value is still what we wrote, deletes the task and
 * the deal that we created if nobody touched them, and says what was left alone and why.
 */
import { contractVersion, type UndoItem, type UndoReport } from '../../shared/contract/v1.ts';
import { sameValue } from '../../shared/plan/build.ts';
import type { CrmValue } from '../../shared/plan/plan.ts';
import type { CreatedState, WriteOperation } from '../crm/connector.ts';
import { type Run, updateRun } from '../store/sync-logs.ts';
import {
  addJournalEntries,
  type JournalEntry,
  journalOfRuns,
  type NewJournalEntry,
  recordOutcomes,
} from '../store/write-journal.ts';
import type { TenantContext } from './context.ts';
import type { SyncDependencies } from './dependencies.ts';
import { LeaseLost, nothingToUndo } from './errors.ts';
import { acceptedValues } from './journal.ts';
import type { StepReport } from './progress.ts';
import { finishUndo } from './undo-finish.ts';

/**
 * @param run the undo's own run, already ours
 * @param target the run that is undone
 * @throws AppError when the record cannot be read
 */
export async function undoRun(
  deps: SyncDependencies,
  context: TenantContext,
  run: Pick<Run, 'id' | 'startedAt'>,
  target: Run,
  report: StepReport,
): Promise<UndoReport> {
  const { tenant } = context;
  const written = (
    await deps.database.withOrganization(tenant.organizationId, (trx) =>
      journalOfRuns(trx, tenant, [target.id]),
    )
  ).filter((entry) => entry.state === 'applied');
  if (written.length === 0) throw nothingToUndo();

  report({ step: 'read', provider: null, state: 'started', message: 'Looking for changes since' });
  const planned = await planUndo(deps, context, run.id, target, written);
  report({ step: 'read', provider: null, state: 'done', message: 'Looked for changes since' });
  const plannedReport: UndoReport = {
    contractVersion,
    id: run.id,
    enrichmentId: target.id,
    record: target.record,
    status: 'undone',
    items: planned.items,
  };
  const now = deps.runtime.now();
  await deps.database.withOrganization(tenant.organizationId, async (trx) => {
    const update = { status: 'applying' as const, result: plannedReport };
    const held = await updateRun(trx, tenant, run.id, update, { leaseOwner: deps.instanceId });
    if (!held) throw new LeaseLost('another process has taken the run over');
    await addJournalEntries(trx, tenant, planned.entries, now);
    // What the CRM no longer has needs no deletion.
    await recordOutcomes(
      trx,
      tenant,
      planned.gone.map((id) => ({ id, state: 'undone' })),
      now,
    );
  });
  return finishUndo(deps, context, run.id, false, report);
}

interface PlannedUndo {
  readonly items: UndoItem[];
  readonly entries: NewJournalEntry[];
  readonly gone: string[];
}

async function planUndo(
  deps: SyncDependencies,
  context: TenantContext,
  undoId: string,
  target: Run,
  written: readonly JournalEntry[],
): Promise<PlannedUndo> {
  const created = written.flatMap((entry) => {
    const object = createdObject(entry.operation);
    return object && entry.crmId
      ? [{ entry, object: { object, id: entry.crmId, operation: entry.operation } }]
      : [];
  });
  const [current, states] = await Promise.all([
    currentValues(context, target, written),
    context.connector.inspectCreated(created.map((item) => item.object)),
  ]);

  const plan: PlannedUndo = { items: [], entries: [], gone: [] };
  const add = (operation: WriteOperation, entry: JournalEntry, before: Record<string, CrmValue>) =>
    plan.entries.push({
      id: deps.runtime.newId(),
      runId: undoId,
      position: plan.entries.length,
      operation,
      subject: null,
      before,
      beforeOurs: [],
      undoes: entry.id,
    });

  for (const entry of written) {
    if (entry.operation.kind !== 'update') continue;
    const labels = new Map(target.plan?.changes.map((change) => [change.field, change.label]));
    const restore = planRestore(entry, current, labels);
    plan.items.push(...restore.items);
    if (Object.keys(restore.values).length > 0) {
      const key = `restore-${undoId}`;
      const operation = { ...entry.operation, key, values: restore.values };
      add(operation, entry, restore.before);
    }
  }
  for (const { entry, object } of created) {
    const item = planDeletion(entry, object, states.get(object.id));
    plan.items.push(item);
    if (item.outcome !== 'deleted') continue;
    if (states.get(object.id)?.state === 'gone') plan.gone.push(entry.id);
    else add({ kind: 'delete', key: `delete-${entry.id}`, ...object }, entry, {});
  }
  return plan;
}

/** The record's values as they are now; null when the CRM no longer has it. */
async function currentValues(
  context: TenantContext,
  target: Run,
  written: readonly JournalEntry[],
): Promise<Readonly<Record<string, CrmValue>> | null> {
  const fields = written.flatMap((entry) => Object.keys(acceptedValues(entry)));
  if (fields.length === 0) return {};
  const { object, id } = target.record;
  const found = (await context.connector.readRecords(object, [id], fields)).get(id);
  if (found?.ok) return found.record.values;
  if (found?.error.kind === 'not_found') return null;
  throw found?.error ?? new Error('the connector answered for another record');
}

function planRestore(
  entry: JournalEntry,
  current: Readonly<Record<string, CrmValue>> | null,
  labels: ReadonlyMap<string, string>,
) {
  const items: UndoItem[] = [];
  const values: Record<string, CrmValue> = {};
  const before: Record<string, CrmValue> = {};
  for (const [field, wrote] of Object.entries(acceptedValues(entry))) {
    const item = { kind: 'field' as const, target: field, label: labels.get(field) ?? field };
    const was = entry.before[field] ?? null;
    if (current === null) {
      const reason = 'The CRM no longer has this record.';
      items.push({ ...item, outcome: 'left-alone', reason });
    } else if (sameValue(current[field], wrote)) {
      values[field] = was;
      before[field] = current[field] ?? null;
      const reason = 'The value was still the one oppSpot wrote.';
      items.push({ ...item, outcome: 'restored', reason, restoredTo: was });
    } else if (sameValue(current[field], was)) {
      const reason = 'The earlier value stands here already.';
      items.push({ ...item, outcome: 'left-alone', reason });
    } else {
      const reason = 'The value was changed after oppSpot wrote it.';
      items.push({ ...item, outcome: 'left-alone', reason });
    }
  }
  return { items, values, before };
}

function planDeletion(
  entry: JournalEntry,
  object: { object: 'task' | 'deal'; id: string },
  state: CreatedState | undefined,
): UndoItem {
  const { operation } = entry;
  const label =
    operation.kind === 'create-task'
      ? operation.task.subject
      : operation.kind === 'create-deal'
        ? operation.deal.name
        : object.object;
  const item = { kind: object.object, target: object.id, label };
  switch (state?.state) {
    case 'untouched':
      return { ...item, outcome: 'deleted', reason: 'Nobody had touched it.' };
    case 'gone':
      return { ...item, outcome: 'deleted', reason: 'It had been deleted already.' };
    case 'changed':
      return { ...item, outcome: 'left-alone', reason: state.reason };
    default:
      return {
        ...item,
        outcome: 'failed',
        reason: state?.error.message ?? 'The CRM did not say whether anybody touched it.',
      };
  }
}

function createdObject(operation: WriteOperation): 'task' | 'deal' | null {
  if (operation.kind === 'create-task') return 'task';
  return operation.kind === 'create-deal' ? 'deal' : null;
}
