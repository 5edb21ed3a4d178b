/**
 * Texts, numbers and dates as the user's Salesforce settings write them: words in the language,
 * numbers and dates in the locale, times in the time zone.
 */

import LANG from '@salesforce/i18n/lang';
import LOCALE from '@salesforce/i18n/locale';
import TIME_ZONE from '@salesforce/i18n/timeZone';
import JUST_NOW from '@salesforce/label/c.Card_Just_Now';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** A date without a time is carried as midnight UTC; in the Americas that is the day before. */
const WHOLE_DAY = /T00:00:00(\.0+)?(Z|\+00:00)$/;

/** A label with its placeholders `{0}`, `{1}` … filled in. */
export function format(label, ...values) {
  return label.replaceAll(/\{(\d+)\}/g, (placeholder, index) => {
    const value = values[Number(index)];
    return value === undefined ? placeholder : String(value);
  });
}

/** "1 field", "3 fields": one of two labels, of which the second has the number at `{0}`. */
export function counted(count, one, many) {
  const isOne = new Intl.PluralRules(LANG).select(count) === 'one';
  return format(isOne ? one : many, number(count));
}

/** "a", "a and b", "a, b, and c". */
export function listed(items) {
  return new Intl.ListFormat(LANG, { type: 'conjunction' }).format(items);
}

/** A whole number, or one with the decimals it has. */
export function number(value) {
  return value.toLocaleString(LOCALE);
}

/** A share from 0 to 1: "96%". */
export function percent(share) {
  return share.toLocaleString(LOCALE, { style: 'percent', maximumFractionDigits: 0 });
}

/** With so many decimals, whatever they are: "0.150". */
export function decimal(value, decimals, signDisplay = 'auto') {
  const digits = { minimumFractionDigits: decimals, maximumFractionDigits: decimals };
  return value.toLocaleString(LOCALE, { ...digits, signDisplay }).replace('-', '−');
}

/** Signed, with one decimal where there is one: "+11.6", "−0.4", "0". */
export function points(value) {
  return value
    .toLocaleString(LOCALE, { signDisplay: 'exceptZero', maximumFractionDigits: 1 })
    .replace('-', '−');
}

/** "very-good" → "Very good". */
export function capitalised(word) {
  const text = word.replaceAll(/[-_]/g, ' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** The day a fact was true, from an ISO 8601 date and time: "Nov 26, 2026". */
export function day(iso) {
  const timeZone = WHOLE_DAY.test(iso) ? 'UTC' : TIME_ZONE;
  return written(iso, { dateStyle: 'medium', timeZone });
}

/** The same with the time of day, where there is one. */
export function moment(iso) {
  if (WHOLE_DAY.test(iso)) return day(iso);
  return written(iso, { dateStyle: 'medium', timeStyle: 'short', timeZone: TIME_ZONE });
}

/** "just now", "3 hours ago", "yesterday", "in 2 days"; empty for what is no date. */
export function ago(iso, now = Date.now()) {
  const milliseconds = Date.parse(iso) - now;
  const size = Math.abs(milliseconds);
  if (Number.isNaN(milliseconds)) return '';
  if (size < MINUTE) return JUST_NOW;
  // The service that this rule prefers is open to Salesforce's own components only.
  // eslint-disable-next-line @salesforce/lightning/prefer-i18n-service
  const words = new Intl.RelativeTimeFormat(LANG, { numeric: 'auto' });
  if (size < HOUR) return words.format(Math.trunc(milliseconds / MINUTE), 'minute');
  if (size < DAY) return words.format(Math.trunc(milliseconds / HOUR), 'hour');
  if (size < 60 * DAY) return words.format(Math.trunc(milliseconds / DAY), 'day');
  return words.format(Math.trunc(milliseconds / (30 * DAY)), 'month');
}

function written(iso, options) {
  const date = new Date(iso);
  return Number.isNaN(date.getTime()) ? iso : date.toLocaleString(LOCALE, options);
}
