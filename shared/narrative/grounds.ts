/** What one piece of evidence supports: the numbers, dates and words that stand in it. */

import { countryName } from '../company/country.ts';
import type { Evidence } from '../evidence/evidence.ts';
import type { Language } from '../language/language.ts';
import { dayOf } from '../text/dates.ts';
import { type DateClaim, dateClaims } from './date-claims.ts';
import { digitClaims, type NumberClaim, wordClaims } from './numbers.ts';
import { plainText } from './plain-text.ts';
import { normalizedWord, wordsOf } from './words.ts';

/** What stands further back in one text of the evidence supports nothing; keeps reading cheap. */
const maxGroundLength = 1000;

export interface Grounds {
  readonly numbers: Set<number>;
  readonly percentages: Set<number>;
  /** `GBP 1200000`. */
  readonly amounts: Set<string>;
  readonly dates: DateClaim[];
  readonly words: Set<string>;
  /** Headlines that may be quoted, as `headlineKey` compares them. */
  readonly headlines: Set<string>;
  /** Everything it says, in lower case, for phrases. */
  text: string;
}

/** Everything of several pieces of evidence that a sentence citing them may say. */
export function groundsOf(cited: readonly Evidence[], language: Language): Grounds {
  const grounds: Grounds = {
    numbers: new Set(),
    percentages: new Set(),
    amounts: new Set(),
    dates: [],
    words: new Set(),
    headlines: new Set(),
    text: '',
  };
  for (const item of cited) {
    addText(grounds, item.text);
    addText(grounds, item.source.label);
    addText(grounds, dayOf(item.observedAt));
    addValue(grounds, item.value);
    if (item.kind === 'announcement') grounds.headlines.add(headlineKey(item.value.title));
    addSums(grounds, item);
    if (item.kind === 'registration' && item.value.country !== null) {
      addCountry(grounds, item.value.country, language);
    } else if (item.kind === 'location') addCountry(grounds, item.value.country, language);
    else if (item.kind === 'open-jobs') {
      // The days of "published in the last 30 days".
      if (item.value.publishedLast30Days !== null) grounds.numbers.add(30);
      for (const country of item.value.countries) addCountry(grounds, country, language);
    }
  }
  return grounds;
}

/** A headline without what its ends may differ in. */
export function headlineKey(title: string): string {
  return plainText(title, maxGroundLength)
    .normalize('NFKC')
    .replace(/^\s+|[\s.]+$/g, '');
}

/** Whether a number of a sentence stands in the evidence. A plain number may leave out a currency. */
export function supportsNumber(grounds: Grounds, claim: NumberClaim): boolean {
  if (claim.unit === 'percent') return grounds.percentages.has(claim.value);
  if (claim.unit === 'plain') return grounds.numbers.has(claim.value);
  return grounds.amounts.has(`${claim.unit.slice('currency:'.length)} ${claim.value}`);
}

/**
 * Whether a date of the evidence has every part that the sentence states. A month on its own may also
 * be a word of the evidence: a product can be called May.
 */
export function supportsDate(grounds: Grounds, claim: DateClaim): boolean {
  const isBareMonth = claim.year === null && claim.day === null;
  if (isBareMonth && grounds.words.has(normalizedWord(claim.text))) return true;
  return grounds.dates.some(
    (date) =>
      (claim.year === null || claim.year === date.year) &&
      (claim.month === null || claim.month === date.month) &&
      (claim.day === null || claim.day === date.day),
  );
}

function addValue(grounds: Grounds, value: unknown): void {
  if (typeof value === 'string') addText(grounds, value);
  else if (typeof value === 'number') grounds.numbers.add(value);
  else if (typeof value === 'object' && value !== null) {
    for (const part of Object.values(value)) addValue(grounds, part);
  }
}

/** Sums whose currency stands beside them. */
function addSums(grounds: Grounds, item: Evidence): void {
  const add = (currency: string | null, amount: number | null) => {
    if (currency !== null && amount !== null) {
      grounds.amounts.add(`${currency.toUpperCase()} ${amount}`);
    }
  };
  if (item.kind === 'revenue' || item.kind === 'contract-award') {
    add(item.value.currency, item.value.amount);
  } else if (item.kind === 'financials') {
    const { netAssets, cash, currentAssets, currentLiabilities, turnover, profit } = item.value;
    for (const figure of [netAssets, cash, currentAssets, currentLiabilities, turnover, profit]) {
      add(item.value.currency, figure?.current ?? null);
      add(item.value.currency, figure?.previous ?? null);
    }
  }
}

function addText(grounds: Grounds, text: string): void {
  const folded = text.slice(0, maxGroundLength).normalize('NFKC');
  grounds.text += `${folded.toLowerCase()}\n`;
  const dates = dateClaims(folded);
  for (const date of dates.claims) {
    grounds.dates.push(date);
    if (date.year !== null) grounds.numbers.add(date.year);
  }
  const inDigits = digitClaims(dates.rest);
  const inWords = wordClaims(inDigits.rest);
  for (const { unit, value } of [...inDigits.claims, ...inWords.claims]) {
    if (unit === 'percent') grounds.percentages.add(value);
    else grounds.numbers.add(value);
    if (unit.startsWith('currency:')) {
      grounds.amounts.add(`${unit.slice('currency:'.length)} ${value}`);
    }
  }
  for (const { word } of wordsOf(folded)) grounds.words.add(normalizedWord(word));
}

function addCountry(grounds: Grounds, code: string, language: Language): void {
  if (language !== 'en') addText(grounds, countryName(code, language));
  addText(grounds, countryName(code));
  if (code.toUpperCase() === 'GB') addText(grounds, 'UK');
  if (code.toUpperCase() === 'US') addText(grounds, 'USA');
}
