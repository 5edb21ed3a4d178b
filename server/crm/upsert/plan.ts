/** What would change in a record, by the same policies as everything else that oppSpot writes. */
import { type FieldPlanInput, type MappedField, planFields } from '../../../shared/plan/build.ts';
import type { CrmValue, RecordRef } from '../../../shared/plan/plan.ts';
import type { EntityValues, FoundRecord, LeftField, WrittenField } from './entity.ts';

export type PlannedField = WrittenField & { readonly field: string };

export interface RecordPlan {
  readonly written: readonly PlannedField[];
  readonly left: readonly LeftField[];
}

export interface PlanInput {
  readonly ref: RecordRef;
  readonly values: EntityValues;
  /** Null for a record to create. */
  readonly found: FoundRecord | null;
  readonly lastWritten: Readonly<Record<string, CrmValue>>;
  /** The CRM's own places, then the tenant's. */
  readonly own: readonly MappedField[];
  readonly mapped: readonly MappedField[];
  readonly encode: FieldPlanInput['encode'];
}

export function planUpsert(input: PlanInput): RecordPlan {
  const { values, found } = input;
  const wanted = Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, { value, evidenceIds: [] }]),
  );
  const changes = planFields({
    record: input.ref,
    current: found?.values ?? {},
    mapping: placesOf(input),
    wanted,
    lastWritten: input.lastWritten,
    encode: input.encode,
  }).filter((change) => !isSameSpelling(change.before, change.after));
  return {
    written: changes
      .filter(({ decision }) => decision === 'write')
      .map(({ field, label, before, after }) => ({ field, label, before, after })),
    left: changes
      .filter(({ decision }) => decision === 'skip')
      .map(({ label, reason }) => ({ label, reason })),
  };
}

/** What the CRM needs to have a record at all is written to a new one, whatever the tenant maps. */
function placesOf({ own, mapped, found }: PlanInput): MappedField[] {
  const [first, second] = found ? [mapped, own] : [own, mapped];
  const taken = new Set(first.map(({ crmField }) => crmField));
  return [...first, ...second.filter(({ crmField }) => !taken.has(crmField))];
}

/** Addresses and domains that differ in case only are the same; no rep wants to hear of it. */
function isSameSpelling(before: CrmValue, after: CrmValue): boolean {
  if (typeof before !== 'string' || typeof after !== 'string' || before === after) return false;
  return /^[^\s]+$/.test(after) && before.toLowerCase() === after.toLowerCase();
}
