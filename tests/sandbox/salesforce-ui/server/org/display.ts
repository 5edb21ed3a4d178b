/** Values as Lightning Experience writes them, for the sandbox's British users. */

import { type FieldDescribe, isNumber } from '../../../salesforce/catalogue/describe.ts';
import type { Org } from '../../../salesforce/org/org.ts';
import type { StoredRecord } from '../../../salesforce/org/records.ts';
import type { FieldView } from '../../contract.ts';

const locale = 'en-GB';
const timeZone = 'Europe/London';
/** Objects with pages here. */
const withPages = new Set(['Contact', 'Account', 'Lead', 'Opportunity', 'Task']);

export function fieldView(org: Org, record: StoredRecord, field: FieldDescribe): FieldView {
  const value = record.values.get(field.name) ?? null;
  return {
    name: field.name,
    label: field.type === 'reference' ? field.label.replace(/ ID$/, '') : field.label,
    display: displayed(org, field, value),
    href: value === null ? null : hrefOf(org, field, String(value)),
  };
}

function displayed(
  org: Org,
  field: FieldDescribe,
  value: string | number | boolean | null,
): string {
  if (field.type === 'boolean') return value === true ? 'Yes' : 'No';
  if (value === null) return '';
  if (field.type === 'reference') return titleOf(org.records.get(String(value))) || String(value);
  if (field.type === 'datetime') return moment(String(value));
  if (field.type === 'date') return day(String(value));
  if (field.type === 'currency') return money(Number(value));
  if (isNumber(field)) return `${Number(value).toLocaleString(locale)}${percent(field)}`;
  return labelOf(field, String(value));
}

const percent = ({ type }: FieldDescribe) => (type === 'percent' ? '%' : '');

function labelOf({ picklistValues }: FieldDescribe, value: string): string {
  return picklistValues.find((option) => option.value === value)?.label ?? value;
}

function hrefOf(org: Org, { type, name }: FieldDescribe, value: string): string | null {
  if (type === 'email') return `mailto:${value}`;
  if (type === 'phone') return `tel:${value}`;
  if (type === 'url') return /^https?:/.test(value) ? value : `https://${value}`;
  const target = type === 'reference' && name !== 'OwnerId' ? org.records.get(value) : undefined;
  return target && withPages.has(target.type) ? `/lightning/r/${target.type}/${value}/view` : null;
}

/** The name of a record of any object; empty for none. */
export function titleOf(record: StoredRecord | undefined): string {
  if (!record) return '';
  const { values } = record;
  const full = [values.get('FirstName'), values.get('LastName')].filter(Boolean).join(' ');
  return String(values.get('Name') ?? values.get('Subject') ?? full);
}

export const money = (value: number) =>
  value.toLocaleString(locale, { style: 'currency', currency: 'GBP', maximumFractionDigits: 0 });

export const day = (date: string) =>
  new Date(date).toLocaleDateString(locale, { dateStyle: 'medium', timeZone: 'UTC' });

const moment = (at: string) =>
  new Date(at).toLocaleString(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone });
