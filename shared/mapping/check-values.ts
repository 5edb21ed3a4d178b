/** Whether what comes out of a mapping's steps can stand in the CRM's field. */
import type { CrmField, FieldMapping } from '../contract/mappings.ts';
import { companyFactFields, oppspotFields } from '../fields/registry.ts';
import { shorten } from '../text/shorten.ts';
import { applyTransforms, type MappedValue } from './apply.ts';
import type { MappingFault } from './check.ts';
import { fitValue } from './fit.ts';
import type { MappingTransform } from './transform.ts';

/** What is known of a value before there is one. */
interface Expected {
  readonly kind: 'text' | 'number' | 'moment' | 'id';
  /** Values that are certainly possible. */
  readonly values: readonly (string | number)[];
  /** Whether there can be no others. */
  readonly isClosed: boolean;
}

/**
 * Faults of the steps and the default of a mapping that writes.
 * @param isDefault whether the field carries the value without a mapping, too: then it is known how
 */
export function fitFaults(
  at: string,
  mapping: FieldMapping,
  field: CrmField,
  isDefault: boolean,
): MappingFault[] {
  const steps = stepFaults(at, mapping, field, isDefault);
  return [...steps, ...defaultFaults(`${at}.defaultValue`, mapping.defaultValue, field)];
}

function stepFaults(
  at: string,
  { oppspotField, transforms }: FieldMapping,
  field: CrmField,
  isDefault: boolean,
): MappingFault[] {
  let expected = sourceOf(oppspotField);
  for (const [index, transform] of transforms.entries()) {
    const next = afterStep(expected, transform);
    if (typeof next === 'string') return [{ field: `${at}.transforms.${index}`, message: next }];
    expected = next;
  }
  const message = objection(expected, field, isDefault);
  if (message === null) return [];
  const last = transforms.length - 1;
  return [{ field: last < 0 ? `${at}.crmField` : `${at}.transforms.${last}`, message }];
}

const numbers = new Set(['company_employees', 'company_founded_year']);

function sourceOf(oppspotField: string): Expected {
  const open = (kind: Expected['kind']): Expected => ({ kind, values: [], isClosed: false });
  if (companyFactFields.some(({ name }) => name === oppspotField)) {
    return open(numbers.has(oppspotField) ? 'number' : 'text');
  }
  const own = oppspotFields.find(({ name }) => name === oppspotField);
  if (!own) return open('id');
  switch (own.type) {
    case 'number':
      return open('number');
    case 'datetime':
      return open('moment');
    case 'choice':
      return { kind: 'text', values: own.options.map(({ value }) => value), isClosed: true };
    default:
      return open('text');
  }
}

/** What is known after a step, or why it cannot be done. */
function afterStep(before: Expected, transform: MappingTransform): Expected | string {
  switch (transform.name) {
    case 'join':
    case 'template':
      return { kind: 'text', values: [], isClosed: false };
    case 'first-of':
      // The others may be anything.
      return { ...before, kind: 'text', isClosed: false };
    case 'map':
      return mapped(before, transform);
    case 'number':
      if (before.kind === 'moment' || before.kind === 'id') {
        return 'This value is no number. Remove this step.';
      }
      return changed({ ...before, kind: 'number' }, transform);
    case 'date': {
      if (before.kind === 'id') return 'This value is no date. Remove this step.';
      const isNumber = transform.format === 'yyyy' || transform.format === 'epoch-ms';
      const isMoment = transform.format.startsWith('iso-');
      return changed(
        { ...before, kind: isNumber ? 'number' : isMoment ? 'moment' : 'text' },
        transform,
      );
    }
    case 'truncate':
      return changed({ ...before, kind: before.kind === 'number' ? 'number' : 'text' }, transform);
    default:
      return changed(before, transform);
  }
}

/** The known values after the step. */
function changed(expected: Expected, transform: MappingTransform): Expected | string {
  const applied = expected.values.map((value) => applyTransforms(value, [transform], new Map()));
  const fault = applied.find((one) => !one.ok);
  if (fault && !fault.ok && expected.isClosed) return `${fault.reason} Remove this step.`;
  return { ...expected, values: filled(applied.map((one) => (one.ok ? one.value : null))) };
}

function mapped(before: Expected, transform: Extract<MappingTransform, { name: 'map' }>): Expected {
  const { values, otherwise } = transform;
  const kept = before.values.filter((value) => !values.some(({ from }) => from === String(value)));
  return {
    kind: otherwise === null && !before.isClosed ? before.kind : 'text',
    values: filled([...values.map(({ to }) => to), ...(otherwise === null ? kept : [otherwise])]),
    isClosed: before.isClosed || otherwise !== null,
  };
}

function filled(values: readonly MappedValue[]): (string | number)[] {
  return [...new Set(values)].flatMap((value) => (value === null || value === '' ? [] : [value]));
}

/** Why the field cannot take what is expected; null when it can. */
function objection(
  { kind, values, isClosed }: Expected,
  field: CrmField,
  isDefault: boolean,
): string | null {
  const { label, type } = field;
  if (type === 'other') return `oppSpot does not write fields like ${label}. Choose another one.`;
  if (type === 'reference') {
    const isId = kind === 'id';
    return isId ? null : `${label} takes records, and only the owner is one. Choose another field.`;
  }
  const unfit = values.find((value) => !fits(field, value));
  if (unfit !== undefined)
    return `${label} does not take “${shorten(String(unfit), 100)}”. ${hints[type]}`;
  return isClosed || isDefault || taken[type].includes(kind)
    ? null
    : `${mismatches[type](label)} ${hints[type]}`;
}

/** A text that would have to be cut was not meant to be. */
function fits(field: CrmField, value: string | number): boolean {
  const { maxLength } = field;
  const fitted = fitValue({ ...field, maxLength: null }, value);
  return fitted.ok && (maxLength === null || String(fitted.value ?? '').length <= maxLength);
}

type CheckedType = Exclude<CrmField['type'], 'other' | 'reference'>;

/** Values that are not known beforehand, and may yet fit. */
const taken: Readonly<Record<CheckedType, readonly Expected['kind'][]>> = {
  text: ['text', 'number', 'moment', 'id'],
  'long-text': ['text', 'number', 'moment', 'id'],
  number: ['number'],
  boolean: [],
  date: ['moment'],
  datetime: ['moment'],
  choice: ['text'],
  'multi-choice': ['text'],
};

const mismatches: Readonly<Record<CheckedType, (label: string) => string>> = {
  text: (label) => `${label} takes text.`,
  'long-text': (label) => `${label} takes text.`,
  number: (label) => `${label} takes numbers.`,
  boolean: (label) => `${label} is either true or false.`,
  date: (label) => `${label} takes dates.`,
  datetime: (label) => `${label} takes dates.`,
  choice: (label) => `${label} takes one of its options.`,
  'multi-choice': (label) => `${label} takes its options.`,
};

const hints: Readonly<Record<CheckedType, string>> = {
  text: 'Shorten it, or choose another field.',
  'long-text': 'Shorten it, or choose another field.',
  number: 'Add a step “number”, or choose another field.',
  boolean: 'Map every value to true or false, and the rest with “otherwise”.',
  date: 'Add a step “date” to an ISO date, or choose another field.',
  datetime: 'Add a step “date” to an ISO date, or choose another field.',
  choice: 'Map the values to the field’s options.',
  'multi-choice': 'Map the values to the field’s options, with ; between them.',
};

function defaultFaults(path: string, value: string | null, field: CrmField): MappingFault[] {
  if (value === null || field.type === 'other') return [];
  const message =
    value.trim() === ''
      ? 'Enter a default, or remove it.'
      : field.type === 'reference'
        ? `${field.label} takes records, which have no default. Remove it.`
        : fits(field, value)
          ? null
          : defaultHint(field);
  return message === null ? [] : [{ field: path, message }];
}

function defaultHint({ label, type, maxLength, options }: CrmField): string {
  switch (type) {
    case 'number':
      return `${label} takes numbers. Enter one.`;
    case 'boolean':
      return `${label} is either true or false. Enter one of the two.`;
    case 'date':
    case 'datetime':
      return `${label} takes dates. Enter one such as 2026-11-30.`;
    case 'choice':
    case 'multi-choice': {
      const few = (options ?? []).slice(0, 5).map((option) => option.value);
      return `${label} has no such option. Choose one of its own${few.length > 0 ? `, such as ${few.join(', ')}` : ''}.`;
    }
    default:
      return `${label} holds ${maxLength} characters. Shorten the default.`;
  }
}
