/** What the gate has to know of a language to find what a sentence claims. */
import { table } from '../../table.ts';

export interface Lexicon {
  /** January first, as they stand in a date. */
  readonly months: readonly string[];
  /** Other spellings of months, without a full stop: "Sept", "janv". */
  readonly shortMonths: readonly string[];
  /** Month names that are ordinary words too, unless a capital letter inside a sentence says otherwise. */
  readonly ambiguousMonths: readonly string[];
  /** Between day and month, and between month and year: "of", "de". */
  readonly ofDate: string;
  /** After the number of a day: "st", ".", "er". */
  readonly dayMark: string;
  /** What separates thousands, as a class of a regular expression. */
  readonly group: string;
  readonly decimal: '.' | ',';
  /** Words and abbreviations for powers of ten. */
  readonly scales: Readonly<Record<string, number>>;
  /** A regular expression for per cent and percentage points. */
  readonly percent: string;
  /** Currency words to ISO codes. */
  readonly currencies: Readonly<Record<string, string>>;
  /** Numbers in words, hyphens as spaces: "vingt et un". Articles that look like "one" are left out. */
  readonly numbers: ReadonlyMap<string, number>;
  /** Words that promise or predict. */
  readonly promise: RegExp | null;
  /** Words that state an amount or a change without a number. */
  readonly quantity: RegExp;
  /** Dates that move with the day of reading. */
  readonly relativeDate: RegExp;
  /** Capitalised at the start of a sentence and still no name. */
  readonly openers: ReadonlySet<string>;
  /** What is written together with the word that follows: "l’". */
  readonly elision: RegExp | null;
  /** Capitalised anywhere and still no name: German nouns. */
  readonly nouns: ReadonlySet<string>;
}

/** Words of a list in a text with blanks between them. */
export function wordSet(text: string): ReadonlySet<string> {
  return new Set(text.trim().split(/\s+/));
}

/** Currencies that all our languages write alike. */
const commonCurrencies = {
  '£': 'GBP',
  $: 'USD',
  '€': 'EUR',
  '¥': 'JPY',
  '₹': 'INR',
} as const;

export function currencyTable(words: Readonly<Record<string, string>>) {
  return table<string>({ ...commonCurrencies, ...words });
}

/** A regular expression for whole words, in any case. */
export function wholeWords(alternatives: string): RegExp {
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${alternatives})(?![\\p{L}\\p{N}])`, 'giu');
}
