/** Reading the numbers a text states, in the ways English writes them. */
import { table } from '../table.ts';

const units = new Map<string, number>(
  (
    'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen ' +
    'sixteen seventeen eighteen nineteen'
  )
    .split(' ')
    .map((word, value) => [word, value]),
);
const tens = new Map<string, number>(
  'twenty thirty forty fifty sixty seventy eighty ninety'
    .split(' ')
    .map((word, index) => [word, (index + 2) * 10]),
);
const ordinals = new Map<string, number>([
  ...(
    'zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth ' +
    'thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth'
  )
    .split(' ')
    .map((word, value): [string, number] => [word, value]),
  ['twentieth', 20],
  ['thirtieth', 30],
]);
const scales = new Map<string, number>([
  ['hundred', 1e2],
  ['thousand', 1e3],
  ['million', 1e6],
  ['billion', 1e9],
  ['trillion', 1e12],
  ['k', 1e3],
  ['m', 1e6],
  ['mn', 1e6],
  ['bn', 1e9],
  ['b', 1e9],
]);

/** What a number counts, as far as its notation says. */
type NumberUnit = 'plain' | 'percent' | `currency:${string}`;

export interface NumberClaim {
  /** As written. */
  readonly text: string;
  readonly value: number;
  readonly unit: NumberUnit;
}

const currencies = table<string>({
  '£': 'GBP',
  $: 'USD',
  '€': 'EUR',
  '¥': 'JPY',
  '₹': 'INR',
  pound: 'GBP',
  pounds: 'GBP',
  sterling: 'GBP',
  dollar: 'USD',
  dollars: 'USD',
  euro: 'EUR',
  euros: 'EUR',
});

const scaleWords = 'hundred|thousand|million|billion|trillion';
const currencyCodes = 'GBP|USD|EUR|JPY|INR|CHF|CAD|AUD|NZD|SEK|NOK|DKK|PLN|CZK';
/**
 * Sign, currency, digits with separators, scale, then percent or currency. A word character right
 * before or after makes it part of a word (`Q3`, `ISO27001`), which is compared as a word.
 */
const digits = new RegExp(
  `(?<![\\p{L}\\p{N}_.])(?<sign>[-−](?=[£$€¥₹\\d]))?` +
    `(?:(?<before>[£$€¥₹]|\\b(?:${currencyCodes})\\b)\\s?)?` +
    `(?<sign2>(?<=[£$€¥₹])[-−])?` +
    `(?<number>\\d{1,3}(?:,\\d{3})+(?:\\.\\d+)?|\\d+(?:\\.\\d+)?)` +
    `(?:\\s?(?<scale>${scaleWords})(?![\\p{L}])|(?<short>k|mn|m|bn|b)(?![\\p{L}\\p{N}]))?` +
    `(?<ordinal>st|nd|rd|th)?` +
    `(?:\\s?(?<percent>%|per\\s?cent\\b|percentage points?\\b)` +
    `|\\s(?<after>${currencyCodes}|pounds?|sterling|dollars?|euros?)(?![\\p{L}]))?` +
    `(?![\\p{L}\\p{N}_])`,
  'giu',
);

/** Numbers in digits, with the text they were found in blanked out of `rest`. */
export function digitClaims(text: string): { claims: NumberClaim[]; rest: string } {
  const claims: NumberClaim[] = [];
  if (!/\d/.test(text)) return { claims, rest: text };
  const rest = text.replace(digits, (match, ...args) => {
    const groups = args[args.length - 1] as Record<string, string | undefined>;
    const scale = scales.get((groups.scale ?? groups.short ?? '').toLowerCase()) ?? 1;
    const sign = groups.sign || groups.sign2 ? -1 : 1;
    const currency = groups.before ?? groups.after;
    claims.push({
      text: match.trim(),
      value: round(sign * Number((groups.number ?? '').replaceAll(',', '')) * scale),
      unit: groups.percent
        ? 'percent'
        : currency
          ? `currency:${currencies[currency.toLowerCase()] ?? currency.toUpperCase()}`
          : 'plain',
    });
    return ' '.repeat(match.length);
  });
  return { claims, rest };
}

const vocabulary = [...units.keys(), ...tens.keys(), ...ordinals.keys(), ...scaleWords.split('|')]
  .sort((a, b) => b.length - a.length)
  .join('|');
const numberWord = new RegExp(`(?<!\\p{L})(?:${vocabulary})(?!\\p{L})`, 'iu');
const wordRun = new RegExp(
  `(?<!\\p{L})(?:${vocabulary})(?:[\\s-]+(?:${vocabulary}|and))*(?!\\p{L})` +
    `(?:\\s(?<unit>per\\s?cent|pounds?|sterling|dollars?|euros?)(?!\\p{L}))?`,
  'giu',
);

/** Numbers in words ("fourteen", "twenty-five", "two hundred and six", "third", "three per cent"). */
export function wordClaims(text: string): { claims: NumberClaim[]; rest: string } {
  const claims: NumberClaim[] = [];
  if (!numberWord.test(text)) return { claims, rest: text };
  const rest = text.replace(wordRun, (match, ...args) => {
    const groups = args[args.length - 1] as Record<string, string | undefined>;
    const unit = groups.unit?.toLowerCase();
    const kind: NumberUnit = !unit
      ? 'plain'
      : unit.startsWith('per')
        ? 'percent'
        : `currency:${currencies[unit] ?? unit}`;
    const words = (unit ? match.slice(0, -unit.length) : match).toLowerCase();
    for (const value of readWords(words.match(/\p{L}+/gu) ?? [])) {
      claims.push({ text: match, value, unit: kind });
    }
    return ' '.repeat(match.length);
  });
  return { claims, rest };
}

/** "two hundred and six" is one number; "five and six" and "two three" are two. */
function readWords(words: readonly string[]): number[] {
  const values: number[] = [];
  let total = 0;
  let current: number | null = null;
  let last: 'unit' | 'ten' | 'scale' | null = null;
  const finish = () => {
    if (current !== null || total > 0) values.push(total + (current ?? 0));
    total = 0;
    current = null;
    last = null;
  };
  for (const word of words) {
    const unit = units.get(word) ?? ordinals.get(word);
    const ten = tens.get(word);
    const scale = scales.get(word);
    if (word === 'and') {
      if (last !== 'scale') finish();
    } else if (unit !== undefined) {
      const continues = last === 'scale' || (last === 'ten' && unit > 0 && unit < 10);
      if (last !== null && !continues) finish();
      current = (current ?? 0) + unit;
      last = 'unit';
    } else if (ten !== undefined) {
      if (last !== null && last !== 'scale') finish();
      current = (current ?? 0) + ten;
      last = 'ten';
    } else if (scale !== undefined) {
      if (scale === 100) current = (current ?? 1) * 100;
      else {
        total += (current ?? 1) * scale;
        current = null;
      }
      last = 'scale';
    }
  }
  finish();
  return values;
}

/** Removes the last-digit noise of decimal arithmetic, so that 1.2 million equals 1200000. */
function round(value: number): number {
  return Number(value.toPrecision(15));
}
