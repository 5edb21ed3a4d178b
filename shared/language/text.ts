/** How a language writes dates, numbers and names, from what `Intl` knows of it and the little it does not. */
import { countryName } from '../company/country.ts';
import { dayOf } from '../text/dates.ts';
import { capitalized } from '../text/prose.ts';
import type { Language } from './language.ts';
import type { TextWords } from './words.ts';

interface Habits {
  /** Of `Intl`, with the region whose usage counts. */
  readonly locale: string;
  readonly and: string;
  readonly quotes: readonly [string, string];
  readonly colon: string;
  date(day: number, month: string, year: string): string;
  asOf(date: string): string;
  people(minimum: number, maximum: number | null, number: (value: number) => string): string;
  openRoles(count: number, number: (value: number) => string): string;
  /** Where the code of the currency stands. */
  readonly currency: 'before' | 'after';
}

const noBreak = '\u00a0';

export function textWords(language: Language, habits: Habits): TextWords {
  const { and, quotes, colon, locale } = habits;
  const months = monthsOf(locale);
  const numbers = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 });
  const date = (iso: string) => {
    const day = dayOf(iso);
    const month = months[Number(day.slice(5, 7)) - 1] ?? day.slice(5, 7);
    return habits.date(Number(day.slice(8, 10)), month, day.slice(0, 4));
  };
  // Most numbers are small, and Intl is slow for what has nothing to format.
  const number = (value: number) =>
    Number.isInteger(value) && value >= 0 && value < 1000 ? String(value) : numbers.format(value);
  const point = numbers.formatToParts(0.5).find(({ type }) => type === 'decimal')?.value ?? '.';
  return {
    date,
    asOf: (iso) => habits.asOf(date(iso)),
    asOfDay: (iso) => habits.asOf(dayOf(iso)),
    number,
    signed(points) {
      const tenths = Math.round(Math.abs(points) * 10);
      const sign = points < 0 && tenths > 0 ? '−' : '+';
      const whole = number(Math.floor(tenths / 10));
      return tenths % 10 === 0 ? `${sign}${whole}` : `${sign}${whole}${point}${tenths % 10}`;
    },
    money(amount, currency) {
      const digits = number(Math.round(amount));
      if (currency === null) return digits;
      return habits.currency === 'before'
        ? `${currency} ${digits}`
        : `${digits}${noBreak}${currency}`;
    },
    list(items) {
      if (items.length <= 1) return items[0] ?? '';
      return `${items.slice(0, -1).join(', ')} ${and} ${items[items.length - 1]}`;
    },
    quote: (text) => `${quotes[0]}${text}${quotes[1]}`,
    labelled: (label, detail) => `${label}${colon} ${detail}`,
    country: (code) => countryName(code, language),
    people: (minimum, maximum) => habits.people(minimum, maximum, number),
    openRoles: (count) => habits.openRoles(count, number),
  };
}

/** Month names of a language as they stand in a date, January first. */
export function monthsOf(locale: string): string[] {
  const format = new Intl.DateTimeFormat(locale, {
    month: 'long',
    day: 'numeric',
    timeZone: 'UTC',
  });
  return Array.from({ length: 12 }, (_, month) => {
    const parts = format.formatToParts(Date.UTC(2026, month, 15));
    return parts.find(({ type }) => type === 'month')?.value ?? '';
  });
}

/** A sentence of clauses that begin in lower case. */
export function sentenceOf(clauses: readonly string[], and: string): string {
  return `${capitalized(clauses.join(and))}.`;
}
