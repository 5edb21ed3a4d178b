/** One value as callers send it, in the form the org keeps it. */
import { type FieldDescribe, isNumber, isText } from '../catalogue/describe.ts';
import { refuse, type SalesforceError } from '../http/errors.ts';
import { toId18 } from '../ids.ts';

/** Dates are `YYYY-MM-DD`, date-times ISO 8601 in UTC with milliseconds. */
export type Value = string | number | boolean | null;

/** Where in the sent text a value that cannot be read stands. */
export type Locate = (field: string, value: unknown) => number;

/** Throws Salesforce's refusal for the first thing wrong. Blank text is no value. */
export function storedValue(field: FieldDescribe, sent: unknown, locate: Locate): Value {
  if (sent === null || sent === undefined) {
    if (field.type === 'boolean') throw unreadable(field, sent, locate);
    return null;
  }
  if (field.type === 'reference') return reference(field, sent, locate);
  if (field.type === 'boolean') return boolean(field, sent, locate);
  if (isNumber(field)) return number(field, sent, locate);
  if (field.type === 'date' || field.type === 'datetime') return moment(field, sent, locate);
  if (!isText(field) || typeof sent !== 'string') throw unreadable(field, sent, locate);
  return text(field, sent);
}

function text(field: FieldDescribe, sent: string): Value {
  const value = field.type === 'textarea' ? sent.trimEnd() : sent.trim();
  if (value === '') return null;
  if (value.length > field.length) {
    throw refuse(
      'STRING_TOO_LONG',
      `${field.label}: data value too large: ${value} (max length=${field.length})`,
      [field.name],
    );
  }
  if (field.type === 'email' && !/^[^\s@,;<>()]+@[^\s@,;<>()]+\.[^\s@.,;<>()]+$/.test(value)) {
    throw refuse('INVALID_EMAIL_ADDRESS', `${field.label}: invalid email address: ${value}`, [
      field.name,
    ]);
  }
  if (field.type === 'multipicklist') return chosen(field, value);
  return field.restrictedPicklist ? restricted(field, value) : value;
}

/** Several values divided by `;`, given back in the order in which the field lists them. */
function chosen(field: FieldDescribe, value: string): string {
  const parts = value.split(';').filter((part) => part !== '');
  const values = parts.map((part) => (field.restrictedPicklist ? restricted(field, part) : part));
  const places = field.picklistValues.map((option) => option.value);
  const place = (one: string) => (places.includes(one) ? places.indexOf(one) : places.length);
  return [...new Set(values)].sort((one, other) => place(one) - place(other)).join(';');
}

function restricted(field: FieldDescribe, value: string): string {
  const known = field.picklistValues.find(
    (option) => option.active && option.value.toLowerCase() === value.toLowerCase(),
  );
  if (known) return known.value;
  throw refuse(
    'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST',
    `${field.label}: bad value for restricted picklist field: ${value}`,
    [field.name],
  );
}

function reference(field: FieldDescribe, sent: unknown, locate: Locate): Value {
  if (typeof sent !== 'string') throw unreadable(field, sent, locate);
  if (sent === '') return null;
  const id = toId18(sent);
  if (id) return id;
  throw refuse('MALFORMED_ID', `${field.label}: id value of incorrect type: ${sent}`, [field.name]);
}

function boolean(field: FieldDescribe, sent: unknown, locate: Locate): boolean {
  if (typeof sent === 'boolean') return sent;
  if (sent === 'true' || sent === 'false') return sent === 'true';
  throw unreadable(field, sent, locate);
}

function number(field: FieldDescribe, sent: unknown, locate: Locate): number {
  const value = typeof sent === 'string' && sent.trim() !== '' ? Number(sent) : sent;
  if (typeof value !== 'number' || !Number.isFinite(value)) throw unreadable(field, sent, locate);
  if (field.type === 'int' && !Number.isInteger(value)) throw unreadable(field, sent, locate);
  const limit = field.type === 'int' ? 2 ** 31 : 10 ** (field.precision - field.scale);
  if (Math.abs(value) >= limit) {
    throw refuse(
      'NUMBER_OUTSIDE_VALID_RANGE',
      `${field.label}: value outside of valid range on numeric field: ${value}`,
      [field.name],
    );
  }
  const unit = 10 ** Math.min(field.scale, 10);
  return field.type === 'int' ? value : Math.round(value * unit) / unit;
}

const dateForm = /^\d{4}-\d{2}-\d{2}$/;
const dateTimeForm =
  /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:?\d{2})$/;

function moment(field: FieldDescribe, sent: unknown, locate: Locate): Value {
  if (sent === '') return null;
  const form = field.type === 'date' ? dateForm : dateTimeForm;
  if (typeof sent !== 'string' || !form.test(sent)) throw unreadable(field, sent, locate);
  // Salesforce takes "+0000", which JavaScript does not.
  const at = new Date(sent.replace(/([+-]\d{2})(\d{2})$/, '$1:$2'));
  const exists = !Number.isNaN(at.getTime());
  if (!exists) throw unreadable(field, sent, locate);
  if (field.type === 'datetime') return at.toISOString();
  if (at.toISOString().slice(0, 10) !== sent) throw unreadable(field, sent, locate);
  return sent;
}

/** Refused before anything is looked at: the whole request fails, a collection too. */
function unreadable(field: FieldDescribe, sent: unknown, locate: Locate): SalesforceError {
  const type = isText(field) || field.type === 'reference' ? 'string' : field.type;
  return refuse(
    'JSON_PARSER_ERROR',
    `Cannot deserialize instance of ${type} from ${token(sent)} or request may be missing a required field at [line:1, column:${locate(field.name, sent)}]`,
  );
}

function token(sent: unknown): string {
  switch (typeof sent) {
    case 'string':
      return `VALUE_STRING value ${sent}`;
    case 'number':
      return Number.isInteger(sent)
        ? `VALUE_NUMBER_INT value ${sent}`
        : `VALUE_NUMBER_FLOAT value ${sent}`;
    case 'boolean':
      return sent ? 'VALUE_TRUE value true' : 'VALUE_FALSE value false';
    default:
      if (sent === null || sent === undefined) return 'VALUE_NULL value null';
      return Array.isArray(sent) ? 'START_ARRAY value [' : 'START_OBJECT value {';
  }
}
