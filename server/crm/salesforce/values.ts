/**
 * How values are spelt in a field, and read back from it. Salesforce's JSON is typed: numbers are
 * numbers, and a value of the wrong type fails a whole request.
 * https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/primitive_data_types.htm
 */
import { fitChoice, fitChoices } from '../../../shared/mapping/fit.ts';
import { readMoment } from '../../../shared/mapping/moment.ts';
import type { CrmValue } from '../../../shared/plan/plan.ts';
import { shorten } from '../../../shared/text/shorten.ts';
import type { Encoded } from '../connector.ts';
import { toId18 } from './ids.ts';
import type { OrgField } from './schema.ts';

type FieldShape = Pick<OrgField, 'name' | 'type' | 'length' | 'precision' | 'scale' | 'options'>;
type Codec = (value: string | number, field: FieldShape) => Encoded;

const ok = (value: CrmValue): Encoded => ({ ok: true, value });
const refuse = (reason: string): Encoded => ({ ok: false, reason });

/** As Salesforce keeps it: trimmed, one kind of line end, no NUL. Empty is no value. */
function tidy(value: string): string | null {
  const text = value.replaceAll('\u0000', '').replace(/\r\n?/g, '\n').trim();
  return text === '' ? null : text;
}

const encodeText: Codec = (value, { length }) => {
  const text = tidy(String(value));
  return ok(text === null || length === 0 ? text : shorten(text, length));
};

/** What has a form of its own is worth nothing when a part is cut off. */
const encodeWhole: Codec = (value, { length }) => {
  const text = tidy(String(value));
  const fits = text === null || length === 0 || text.length <= length;
  return fits ? ok(text) : refuse(`The field holds ${length} characters, and the value has more.`);
};

const encodeNumber: Codec = (value, { type, precision, scale }) => {
  const number = typeof value === 'number' ? value : Number(value.trim() || Number.NaN);
  if (!Number.isFinite(number)) return refuse('The value is not a number.');
  if (type === 'int' && !Number.isInteger(number)) return refuse('The field holds whole numbers.');
  const isBounded = type === 'int' || precision > 0;
  const limit = type === 'int' ? 2 ** 31 : 10 ** (precision - scale);
  if (isBounded && Math.abs(number) >= limit) {
    return refuse('The value is too large for the field.');
  }
  const unit = 10 ** Math.min(scale, 10);
  return ok(type === 'int' ? number : Math.round(number * unit) / unit);
};

const encodeDate: Codec = (value) => {
  const moment = readMoment(value);
  return moment ? ok(moment.toISOString().slice(0, 10)) : refuse('The value is not a date.');
};

const encodeDateTime: Codec = (value) => {
  const time = typeof value === 'number' ? value : Date.parse(value);
  return Number.isFinite(time) && Math.abs(time) <= 8.64e15
    ? ok(new Date(time).toISOString())
    : refuse('The value is not a time.');
};

const encodeBoolean: Codec = (value) => {
  const text = String(value);
  return text === 'true' || text === 'false'
    ? ok(text === 'true')
    : refuse('The value is neither true nor false.');
};

/** An unrestricted list would take anything, and then nobody could filter by it. */
const encodeOption: Codec = (value, { options }) => fitChoice(options, String(value).trim());

const encodeOptions: Codec = (value, { options }) => fitChoices(options, String(value).trim());

const encodeReference: Codec = (value, { name }) => {
  const id = toId18(String(value).trim());
  if (id === null) return refuse('The value is not the id of a Salesforce record.');
  const isOwner = name.toLowerCase() === 'ownerid';
  return isOwner && !id.startsWith('005') ? refuse('The value is not the id of a user.') : ok(id);
};

const codecs: Readonly<Record<string, Codec>> = {
  string: encodeText,
  textarea: encodeText,
  combobox: encodeText,
  url: encodeWhole,
  email: encodeWhole,
  phone: encodeWhole,
  double: encodeNumber,
  currency: encodeNumber,
  percent: encodeNumber,
  int: encodeNumber,
  date: encodeDate,
  datetime: encodeDateTime,
  boolean: encodeBoolean,
  picklist: encodeOption,
  multipicklist: encodeOptions,
  reference: encodeReference,
};

/** The value as the field takes it, shortened to its length; not ok when the field cannot hold it. */
export function encodeFor(field: FieldShape, value: string | number | null): Encoded {
  if (value === null) {
    return field.type === 'boolean' ? refuse('The field is either true or false.') : ok(null);
  }
  const codec = Object.hasOwn(codecs, field.type) ? codecs[field.type] : undefined;
  return codec
    ? codec(value, field)
    : refuse(`oppSpot does not write fields of type ${field.type}.`);
}

const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:?\d{2})$/;

/** ISO 8601 in UTC with milliseconds; null for what is no instant. Salesforce writes `+0000`. */
export function isoInstant(value: unknown): string | null {
  if (typeof value !== 'string' || !instant.test(value)) return null;
  const time = Date.parse(value.replace(/([+-]\d{2})(\d{2})$/, '$1:$2'));
  return Number.isFinite(time) ? new Date(time).toISOString() : null;
}

/** A value as read, in the spelling `encodeFor` gives, so that the two can be compared. */
export function decodeValue(value: unknown): CrmValue {
  if (typeof value === 'number' || typeof value === 'boolean') return value;
  if (typeof value !== 'string') return null;
  return isoInstant(value) ?? tidy(value);
}
