/** Conditions on fields, held against what the CRM says of its fields before anything is asked. */
import { readMoment } from '../../shared/mapping/moment.ts';
import type { CrmFieldInfo, FieldCondition } from './connector.ts';
import { CrmError } from './errors.ts';

/** What a condition compares with, by the kind of its field. */
export type Comparand =
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'day' | 'instant'; readonly value: Date };

/** @throws CrmError `validation` for a field that is not among them */
export function conditionField(
  { field }: FieldCondition,
  fields: readonly CrmFieldInfo[],
): CrmFieldInfo {
  const found = fields.find(({ name }) => name.toLowerCase() === field.toLowerCase());
  return found ?? refuseCondition(field, 'The CRM has no such field, or hides it.');
}

/** @throws CrmError `validation` for a value the field cannot hold or an order it does not have */
export function comparandOf(
  { label, type }: CrmFieldInfo,
  condition: Extract<FieldCondition, { value: string }>,
): Comparand {
  const { field, operator, value } = condition;
  const isOrdered = type === 'number' || type === 'date' || type === 'datetime';
  if (!isOrdered && operator !== 'eq' && operator !== 'neq') {
    return refuseCondition(field, `${label} has no order. Compare for equality.`);
  }
  const text = value.trim();
  if (text === '') return refuseCondition(field, `Give a value to compare ${label} with.`);
  switch (type) {
    case 'text':
    case 'choice':
    case 'reference':
      return { kind: 'text', value: text };
    case 'number':
      return /^[+-]?\d{1,15}(?:\.\d{1,15})?$/.test(text)
        ? { kind: 'number', value: Number(text) }
        : refuseCondition(field, `${label} is a number, and “${text}” is none.`);
    case 'boolean':
      return text === 'true' || text === 'false'
        ? { kind: 'boolean', value: text === 'true' }
        : refuseCondition(field, `${label} is either true or false.`);
    case 'date':
    case 'datetime': {
      const moment = readMoment(text);
      return moment
        ? { kind: type === 'date' ? 'day' : 'instant', value: moment }
        : refuseCondition(field, `${label} is a date, and “${text}” is none.`);
    }
    default:
      return refuseCondition(field, `${label} can only be asked for being blank or not.`);
  }
}

/** @throws CrmError always */
export function refuseCondition(field: string, message: string): never {
  throw new CrmError('validation', `The filter on ${field} cannot be used. ${message}`, {
    crmStatus: null,
    fields: [{ field, code: 'INVALID_FILTER', message }],
  });
}
