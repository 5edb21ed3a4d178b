/** From a write plan to journal entries: the operations in the order a reader would tell them. */

import { sameValue } from '../../shared/plan/build.ts';
import type { CrmValue, FieldChange, WritePlan } from '../../shared/plan/plan.ts';
import type { Runtime } from '../runtime.ts';
import type { JournalEntry, NewJournalEntry } from '../store/write-journal.ts';

/** What a plan's operations are about; set when they are planned. */
export interface PlanSubjects {
  readonly task: string;
  readonly deal: string;
}

export function journalEntries(
  runtime: Runtime,
  runId: string,
  plan: WritePlan,
  subjects: PlanSubjects,
  lastWritten: Readonly<Record<string, CrmValue>>,
): NewJournalEntry[] {
  const entries: NewJournalEntry[] = [];
  const add = (entry: Omit<NewJournalEntry, 'id' | 'runId' | 'position' | 'undoes'>) =>
    entries.push({
      ...entry,
      id: runtime.newId(),
      runId,
      position: entries.length,
      undoes: null,
    });
  const writes = plan.changes.filter((change) => change.decision === 'write');
  if (writes.length > 0) {
    add({
      operation: {
        kind: 'update',
        key: `update-${runId}`,
        record: plan.record,
        values: valuesOf(writes, 'after'),
      },
      subject: null,
      before: valuesOf(writes, 'before'),
      beforeOurs: writes
        .filter(
          ({ field, before }) => field in lastWritten && sameValue(before, lastWritten[field]),
        )
        .map(({ field }) => field),
    });
  }
  if (plan.task) {
    add({
      operation: { kind: 'create-task', key: plan.task.key, task: plan.task },
      subject: subjects.task,
      before: {},
      beforeOurs: [],
    });
  }
  if (plan.deal) {
    add({
      operation: { kind: 'create-deal', key: plan.deal.key, deal: plan.deal },
      subject: subjects.deal,
      before: {},
      beforeOurs: [],
    });
  }
  return entries;
}

/** The values of an update without those that the CRM refused. */
export function acceptedValues(entry: JournalEntry): Record<string, CrmValue> {
  if (entry.operation.kind !== 'update') return {};
  const refused = new Set(entry.rejected.map((rejection) => rejection.field));
  return Object.fromEntries(
    Object.entries(entry.operation.values).filter(([field]) => !refused.has(field)),
  );
}

function valuesOf(changes: readonly FieldChange[], side: 'before' | 'after') {
  return Object.fromEntries(changes.map((change) => [change.field, change[side]]));
}
