import { applyTransforms, type MappedValue, type OtherValues } from '../mapping/apply.ts';
import type { FieldShape } from '../mapping/fit.ts';
import type { MappingTransform } from '../mapping/transform.ts';
import type { CrmValue, FieldChange, ObjectType, RecordRef } from './plan.ts';
import type { FieldPolicy } from './policy.ts';

/** An oppSpot field, the CRM field that carries it here, and when it may be written. */
export interface MappedField {
  readonly oppspotField: string;
  readonly crmField: string;
  readonly label: string;
  readonly policy: FieldPolicy;
  /** What a tenant's own mapping adds; absent where the connector's default places the field. */
  readonly rules?: MappingRules;
}

export interface MappingRules {
  /** What the CRM said of the field; null where nobody asked it. */
  readonly shape: FieldShape | null;
  readonly transforms: readonly MappingTransform[];
  /** Written where oppSpot has no value. */
  readonly defaultValue: string | null;
  /** Where this value is missing, no field of the record is written. */
  readonly required: boolean;
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
    shape: FieldShape | null,
  ) =>
    | { readonly ok: true; readonly value: CrmValue }
    | { readonly ok: false; readonly reason: string };
}

/** What becomes of one mapped field. */
export type FieldOutcome =
  /** We know nothing of it. */
  | { readonly kind: 'unknown'; readonly field: MappedField }
  /** The value stands there already. */
  | { readonly kind: 'unchanged'; readonly field: MappedField; readonly value: CrmValue }
  | {
      readonly kind: 'change';
      readonly field: MappedField;
      readonly change: FieldChange;
      /** False where there was nothing to write, or nothing that the field can hold. */
      readonly hasValue: boolean;
    };

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
  return fieldOutcomes(input).flatMap((outcome) =>
    outcome.kind === 'change' ? [outcome.change] : [],
  );
}

/** What becomes of every mapped field, in the order of the mapping. */
export function fieldOutcomes(input: FieldPlanInput): FieldOutcome[] {
  const others: OtherValues = new Map(
    Object.entries(input.wanted).map(([name, wanted]) => [name, wanted?.value ?? null]),
  );
  return input.mapping.map((field) => outcomeOf(input, field, others));
}

function outcomeOf(input: FieldPlanInput, field: MappedField, others: OtherValues): FieldOutcome {
  const wanted = input.wanted[field.oppspotField];
  const before = input.current[field.crmField] ?? null;
  const base = {
    record: input.record,
    field: field.crmField,
    label: field.label,
    oppspotField: field.oppspotField,
    before,
    policy: field.policy,
    evidenceIds: [...(wanted?.evidenceIds ?? [])],
  };
  const refused = (reason: string): FieldOutcome => {
    const change: FieldChange = { ...base, after: before, decision: 'skip', reason };
    return { kind: 'change', field, change, hasValue: false };
  };
  const outgoing = outgoingValue(field, wanted?.value ?? null, others);
  if (!outgoing.ok) return refused(outgoing.reason);
  if (outgoing.value === null && !wanted) return { kind: 'unknown', field };
  const shape = field.rules?.shape ?? null;
  const encoded = input.encode(input.record.object, field.crmField, outgoing.value, shape);
  if (!encoded.ok) return refused(encoded.reason);
  if (standsThere(shape, before, encoded.value)) {
    return { kind: 'unchanged', field, value: encoded.value };
  }
  const isEmpty = isBlank(before) || input.vacant?.includes(field.oppspotField) === true;
  const ours = input.lastWritten[field.crmField];
  const { decision, reason } = decide(field.policy, isEmpty ? null : before, ours, shape);
  const why = outgoing.isDefault ? `${reason} ${defaultUsed}` : reason;
  return {
    kind: 'change',
    field,
    change: { ...base, after: encoded.value, decision, reason: why },
    hasValue: !isBlank(encoded.value),
  };
}

const defaultUsed = 'It is your default: oppSpot has no value of its own.';

type Outgoing =
  | { readonly ok: true; readonly value: MappedValue; readonly isDefault: boolean }
  | { readonly ok: false; readonly reason: string };

/** A value on its way into the CRM: through the mapping's steps, or else its default. */
export function outgoingValue(
  { rules }: MappedField,
  value: MappedValue,
  others: OtherValues,
): Outgoing {
  if (!rules) return { ok: true, value, isDefault: false };
  const applied = applyTransforms(value, rules.transforms, others);
  if (!applied.ok) return applied;
  const isDefault = applied.value === null && rules.defaultValue !== null;
  return { ok: true, value: applied.value ?? rules.defaultValue, isDefault };
}

/** Like `sameValue`; a number is the same however many zeros a person typed behind it. */
function standsThere(
  shape: FieldShape | null,
  left: CrmValue | undefined,
  right: CrmValue | undefined,
): boolean {
  if (sameValue(left, right)) return true;
  if (shape?.type !== 'number' || isBlank(left) || isBlank(right)) return false;
  return Number(left) === Number(right);
}

function decide(
  policy: FieldPolicy,
  before: CrmValue,
  lastWritten: CrmValue | undefined,
  shape: FieldShape | null,
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
  return standsThere(shape, before, lastWritten)
    ? write('The value that stands here is the one oppSpot wrote.')
    : skip('Somebody changed the value after oppSpot wrote it.');
}
