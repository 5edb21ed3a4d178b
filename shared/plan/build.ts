import type { CrmValue, FieldChange, ObjectType, RecordRef } from './plan.ts';
import type { FieldPolicy } from './policy.ts';

/** An oppSpot field, the CRM field that carries it here, and when it may be written. */
export interface MappedField {
  readonly oppspotField: string;
  readonly crmField: string;
  readonly label: string;
  readonly policy: FieldPolicy;
}

/** A value we would like to stand in the CRM; null clears it. */
export interface WantedValue {
  readonly value: string | number | null;
  readonly evidenceIds: readonly string[];
}

export interface FieldPlanInput {
  readonly record: RecordRef;
  /** What the CRM holds now, by CRM field. */
  readonly current: Readonly<Record<string, CrmValue>>;
  readonly mapping: readonly MappedField[];
  /** By oppSpot field; a field without an entry is unknown to us and left alone. */
  readonly wanted: Readonly<Record<string, WantedValue | undefined>>;
  /** oppSpot fields whose value names nobody, such as an owner that is a queue: as good as empty. */
  readonly vacant?: readonly string[];
  /** What we wrote last, by CRM field. */
  readonly lastWritten: Readonly<Record<string, CrmValue>>;
  /** The connector's encoding. */
  readonly encode: (
    object: ObjectType,
    crmField: string,
    value: string | number | null,
  ) =>
    | { readonly ok: true; readonly value: CrmValue }
    | { readonly ok: false; readonly reason: string };
}

/** HubSpot clears with an empty string and reads back null: both mean that nothing is there. */
export function isBlank(value: CrmValue | undefined): boolean {
  return value === undefined || value === null || value === '';
}

export function sameValue(left: CrmValue | undefined, right: CrmValue | undefined): boolean {
  if (isBlank(left) || isBlank(right)) return isBlank(left) && isBlank(right);
  return String(left) === String(right);
}

/**
 * What would change in the record's fields: one entry for every mapped field that we have a value
 * for, written or skipped, with the reason. Values that stand there already are not listed.
 */
export function planFields(input: FieldPlanInput): FieldChange[] {
  const changes: FieldChange[] = [];
  for (const field of input.mapping) {
    const wanted = input.wanted[field.oppspotField];
    if (!wanted) continue;
    const before = input.current[field.crmField] ?? null;
    const encoded = input.encode(input.record.object, field.crmField, wanted.value);
    const base = {
      record: input.record,
      field: field.crmField,
      label: field.label,
      oppspotField: field.oppspotField,
      before,
      policy: field.policy,
      evidenceIds: [...wanted.evidenceIds],
    };
    if (!encoded.ok) {
      changes.push({ ...base, after: before, decision: 'skip', reason: encoded.reason });
      continue;
    }
    if (sameValue(before, encoded.value)) continue;
    const isEmpty = isBlank(before) || input.vacant?.includes(field.oppspotField) === true;
    changes.push({
      ...base,
      after: encoded.value,
      ...decide(field.policy, isEmpty ? null : before, input.lastWritten[field.crmField]),
    });
  }
  return changes;
}

function decide(
  policy: FieldPolicy,
  before: CrmValue,
  lastWritten: CrmValue | undefined,
): Pick<FieldChange, 'decision' | 'reason'> {
  const write = (reason: string) => ({ decision: 'write' as const, reason });
  const skip = (reason: string) => ({ decision: 'skip' as const, reason });
  if (policy === 'never') return skip('Your policy for this field is never to write it.');
  if (policy === 'always') {
    return write(isBlank(before) ? 'The field is empty.' : 'The value is new.');
  }
  if (isBlank(before)) return write('The field is empty.');
  if (policy === 'fill-blank') return skip('The field holds a value; only empty ones are filled.');
  if (lastWritten === undefined) return skip('oppSpot did not write the value that stands here.');
  return sameValue(before, lastWritten)
    ? write('The value that stands here is the one oppSpot wrote.')
    : skip('Somebody changed the value after oppSpot wrote it.');
}
