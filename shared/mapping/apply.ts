/** What the steps of a mapping make of a value. Total: every value of every length gives an answer. */
import { shorten } from '../text/shorten.ts';
import { readMoment } from './moment.ts';
import type { MappingTransform } from './transform.ts';

/** What oppSpot has for a field; null is nothing. */
export type MappedValue = string | number | null;

export type Applied =
  | { readonly ok: true; readonly value: MappedValue }
  /** In a sentence: the step cannot be done with this value. */
  | { readonly ok: false; readonly reason: string };

/** Of what the other oppSpot fields hold, by their name. */
export type OtherValues = ReadonlyMap<string, MappedValue>;

/** No CRM field holds more characters; a step gives no longer text. */
const longestText = 65_536;

/**
 * The steps, one after the other.
 * @param others values of oppSpot fields that `join`, `template` and `first-of` name, before any step
 */
export function applyTransforms(
  value: MappedValue,
  transforms: readonly MappingTransform[],
  others: OtherValues,
): Applied {
  let current = bounded(value);
  for (const transform of transforms) {
    const applied = applyTransform(current, transform, others);
    if (!applied.ok) return applied;
    current = bounded(applied.value);
  }
  return ok(current);
}

/** One step. What needs a value and gets none gives none. */
function applyTransform(
  value: MappedValue,
  transform: MappingTransform,
  others: OtherValues,
): Applied {
  switch (transform.name) {
    case 'join':
      return ok(joined([value, ...valuesOf(transform.fields, others)], transform.separator));
    case 'template':
      return ok(filled(transform.text, value, others));
    case 'first-of':
      return ok([value, ...valuesOf(transform.fields, others)].find(isFilled) ?? null);
    default:
      return value === null ? ok(null) : applyToValue(value, transform);
  }
}

type OwnTransform = Exclude<MappingTransform, { name: 'join' | 'template' | 'first-of' }>;

function applyToValue(value: string | number, transform: OwnTransform): Applied {
  switch (transform.name) {
    case 'trim':
      return ok(ofText(value, (text) => text.replace(/\s+/gu, ' ').trim()));
    case 'case':
      return ok(ofText(value, (text) => cased(text, transform.to)));
    case 'number':
      return numbered(value, transform.decimals, transform.multiply);
    case 'date':
      return dated(value, transform.format);
    case 'truncate':
      return ok(ofText(value, (text) => shorten(text, transform.length, transform.ellipsis)));
    case 'map': {
      const found = transform.values.find(({ from }) => from === String(value));
      return ok(found?.to ?? transform.otherwise ?? value);
    }
  }
}

const ok = (value: MappedValue): Applied => ({ ok: true, value });
const refuse = (reason: string): Applied => ({ ok: false, reason });

const isFilled = (value: MappedValue) => value !== null && String(value).trim() !== '';

function bounded(value: MappedValue): MappedValue {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  return value === null || value === '' ? null : shorten(value, longestText);
}

/** Numbers have no white space, no case and nothing that could be cut off them. */
function ofText(value: string | number, change: (text: string) => string): string | number {
  return typeof value === 'number' ? value : change(value);
}

function valuesOf(fields: readonly string[], others: OtherValues): MappedValue[] {
  return fields.map((field) => others.get(field) ?? null);
}

function joined(values: readonly MappedValue[], separator: string): string | null {
  return values.filter(isFilled).join(separator) || null;
}

function filled(template: string, value: MappedValue, others: OtherValues): string | null {
  const names = placeholdersIn(template);
  const named = (name: string) => (name === 'value' ? value : (others.get(name) ?? null));
  if (names.some((name) => !isFilled(named(name)))) return null;
  // In one pass, so that braces in a value stay braces.
  return template.replace(placeholder, (_all, name: string) => String(named(name)));
}

const placeholder = /\{([a-z_]+)\}/g;

/** The names in braces, each once. */
export function placeholdersIn(template: string): string[] {
  return [...new Set([...template.matchAll(placeholder)].map(([, name = '']) => name))];
}

function cased(text: string, to: 'upper' | 'lower' | 'title'): string {
  if (to === 'upper') return text.toUpperCase();
  const lower = text.toLowerCase();
  if (to === 'lower') return lower;
  return lower.replace(/\p{L}[\p{L}\p{M}\p{N}'’]*/gu, (word) =>
    word.replace(/^./u, (first) => first.toUpperCase()),
  );
}

function numbered(value: string | number, decimals: number, multiply: number): Applied {
  const product = (readNumber(value) ?? Number.NaN) * multiply;
  if (Number.isNaN(product)) return refuse('The value is not a number.');
  if (!Number.isFinite(product)) return refuse('The number is too large.');
  return ok(rounded(product, decimals));
}

/** The number a value is; null for what is none, hexadecimal digits and `Infinity` among it. */
export function readNumber(value: string | number): number | null {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  const text = value.trim();
  const number = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) ? Number(text) : Number.NaN;
  return Number.isFinite(number) ? number : null;
}

/** Half away from zero, in decimal digits: 1.005 is 1.01, which binary fractions would make 1. */
function rounded(number: number, decimals: number): number {
  const absolute = Math.abs(number);
  // Beyond, a double has no decimals.
  if (absolute >= 2 ** 53) return number;
  const shifted = Math.round(shift(absolute, decimals));
  return Math.sign(number) * shift(shifted, -decimals) + 0;
}

/** Moves the decimal point. */
function shift(number: number, digits: number): number {
  const [mantissa, exponent = '0'] = String(number).split('e');
  return Number(`${mantissa}e${Number(exponent) + digits}`);
}

function dated(
  value: string | number,
  format: Extract<MappingTransform, { name: 'date' }>['format'],
): Applied {
  const moment = readMoment(value);
  if (!moment) return refuse('The value is not a date.');
  const iso = moment.toISOString();
  const [year = '', month = '', day = ''] = iso.slice(0, 10).split('-');
  switch (format) {
    case 'iso-date':
      return ok(iso.slice(0, 10));
    case 'iso-datetime':
      return ok(iso);
    case 'dd/mm/yyyy':
      return ok(`${day}/${month}/${year}`);
    case 'mm/dd/yyyy':
      return ok(`${month}/${day}/${year}`);
    case 'yyyy':
      return ok(Number(year));
    case 'epoch-ms':
      return ok(moment.getTime());
  }
}
