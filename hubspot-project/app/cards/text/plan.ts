/** A write plan in words. */
import type { FieldChange, WritePlan } from '../../../../shared/plan/plan.ts';
import { counted, listed } from './numbers.ts';

/** How many things applying it writes. */
export function writesOf(plan: WritePlan): number {
  return fieldsWritten(plan) + (plan.task ? 1 : 0) + (plan.deal ? 1 : 0);
}

/** "Applying it writes 21 fields, 1 task and 1 deal. 2 fields stay as they are." */
export function changesInWords(plan: WritePlan): string {
  const fields = fieldsWritten(plan);
  const written = [
    ...(fields > 0 ? [counted(fields, 'field')] : []),
    ...(plan.task ? ['1 task'] : []),
    ...(plan.deal ? ['1 deal'] : []),
  ];
  const kept = plan.changes.length - fields;
  const keeps =
    kept > 0 ? ` ${counted(kept, 'field stays as it is', 'fields stay as they are')}.` : '';
  if (written.length === 0) return `Nothing in HubSpot would change.${keeps}`;
  return `Applying it writes ${listed(written)}.${keeps}`;
}

/** What would be written first, the rest after it. */
export function writesFirst(changes: readonly FieldChange[]): FieldChange[] {
  const rank = ({ decision }: FieldChange) => (decision === 'write' ? 0 : 1);
  return [...changes].sort((a, b) => rank(a) - rank(b));
}

/** Whether oppSpot has a value for the field: where HubSpot would not take ours, the plan repeats what stands. */
export function hasProposal({ decision, before, after }: FieldChange): boolean {
  return decision === 'write' || after !== before;
}

function fieldsWritten({ changes }: WritePlan): number {
  return changes.filter(({ decision }) => decision === 'write').length;
}

/** The account's own fields apart from those oppSpot created. */
export function groupsOf(changes: readonly FieldChange[]) {
  const isOppspot = ({ field }: FieldChange) => field.startsWith('oppspot_');
  return {
    own: changes.filter((change) => !isOppspot(change)),
    oppspot: changes.filter(isOppspot),
  };
}

/** "Your fields: 5 to write and 2 left as they are"; "1 left as it is". */
export function groupTitle(name: string, changes: readonly FieldChange[]): string {
  const written = changes.filter(({ decision }) => decision === 'write').length;
  const kept = changes.length - written;
  return `${name}: ${listed([`${written} to write`, ...(kept > 0 ? [counted(kept, 'left as it is', 'left as they are')] : [])])}`;
}
