/** Reading the dates and numbers that a text states in a language other than English. */
import type { DateClaim } from './date-claims.ts';
import type { Lexicon } from './lexicon/lexicon.ts';
import type { NumberClaim } from './numbers.ts';

/** What a text claims, with what was read blanked out of `rest` so that positions still agree. */
export interface Claims {
  readonly dates: DateClaim[];
  readonly numbers: NumberClaim[];
  readonly rest: string;
}

interface Reader {
  readonly dates: readonly RegExp[];
  readonly bareMonth: RegExp;
  readonly digits: RegExp;
  readonly vocabulary: ReadonlySet<string>;
  readonly longestPhrase: number;
  readonly percentAfter: RegExp;
  readonly monthOf: (name: string) => number;
}

const codes = 'GBP|USD|EUR|JPY|INR|CHF|CAD|AUD|NZD|SEK|NOK|DKK|PLN|CZK';
const symbols = '[£$€¥₹]';
const readers = new WeakMap<Lexicon, Reader>();

/** @param text in NFKC, which makes every kind of space an ordinary one */
export function foreignClaims(text: string, lexicon: Lexicon): Claims {
  const reader = readerOf(lexicon);
  const dates: DateClaim[] = [];
  const numbers: NumberClaim[] = [];
  let rest = text;
  for (const pattern of reader.dates) {
    rest = rest.replace(pattern, (match, ...args) => {
      const groups = args[args.length - 1] as Record<string, string | undefined>;
      dates.push({
        text: match,
        year: groups.year ? Number(groups.year) : null,
        month: groups.month ? reader.monthOf(groups.month) : Number(groups.monthNumber),
        day: groups.day ? Number(groups.day) : null,
      });
      return ' '.repeat(match.length);
    });
  }
  rest = rest.replace(reader.bareMonth, (match) => {
    dates.push({ text: match, year: null, month: reader.monthOf(match), day: null });
    return ' '.repeat(match.length);
  });
  rest = rest.replace(reader.digits, (match, ...args) => {
    numbers.push(digitClaim(match, args[args.length - 1], lexicon));
    return ' '.repeat(match.length);
  });
  return { dates, ...wordNumbers(rest, numbers, lexicon, reader) };
}

function digitClaim(
  match: string,
  groups: Record<string, string | undefined>,
  { group, decimal, scales, currencies }: Lexicon,
): NumberClaim {
  const plain = (groups.number ?? '')
    .replace(new RegExp(group.length > 1 ? group : `\\${group}`, 'g'), '')
    .replace(decimal, '.');
  const scale = scales[(groups.scale ?? '').toLowerCase()] ?? 1;
  const currency = groups.before ?? groups.after;
  return {
    text: match.trim(),
    value: Number((Number(plain) * scale * (groups.sign ? -1 : 1)).toPrecision(15)),
    unit: groups.percent
      ? 'percent'
      : currency
        ? `currency:${currencies[currency.toLowerCase()] ?? currency.toUpperCase()}`
        : 'plain',
  };
}

/** The longest run of words that is a number, and what it is multiplied by. */
function wordNumbers(
  text: string,
  found: NumberClaim[],
  { numbers, scales }: Lexicon,
  { vocabulary, longestPhrase, percentAfter }: Reader,
): { numbers: NumberClaim[]; rest: string } {
  const words = [...text.matchAll(/\p{L}[\p{L}\p{M}]*/gu)];
  let rest = text;
  const isNext = (index: number) => {
    const before = words[index - 1];
    const word = words[index];
    if (!before || !word) return false;
    return /^[ -]+$/.test(text.slice(before.index + before[0].length, word.index));
  };
  for (let start = 0; start < words.length; start++) {
    const first = words[start]?.[0].toLowerCase() ?? '';
    if (!vocabulary.has(first)) continue;
    let end = start;
    let value: number | null = null;
    let phrase = '';
    for (let index = start; index < Math.min(words.length, start + longestPhrase); index++) {
      if (index > start && !isNext(index)) break;
      phrase += `${index > start ? ' ' : ''}${words[index]?.[0].toLowerCase() ?? ''}`;
      const known = numbers.get(phrase) ?? (index === start ? spelledScale(phrase, scales) : null);
      if (known === null || known === undefined) continue;
      value = known;
      end = index;
    }
    if (value === null) continue;
    for (let next = end + 1; isNext(next); next++) {
      const scale = spelledScale(words[next]?.[0].toLowerCase() ?? '', scales);
      if (scale === null) break;
      value *= scale;
      end = next;
    }
    const from = words[start]?.index ?? 0;
    const last = words[end];
    const to = (last?.index ?? 0) + (last?.[0].length ?? 0);
    percentAfter.lastIndex = to;
    const unit = percentAfter.test(text) ? 'percent' : 'plain';
    found.push({ text: text.slice(from, to), value, unit });
    rest = rest.slice(0, from) + ' '.repeat(to - from) + rest.slice(to);
    start = end;
  }
  return { numbers: found, rest };
}

/** Abbreviations count only after digits. */
function spelledScale(word: string, scales: Lexicon['scales']): number | null {
  return word.length > 2 && Object.hasOwn(scales, word) ? (scales[word] ?? null) : null;
}

function readerOf(lexicon: Lexicon): Reader {
  const known = readers.get(lexicon);
  if (known) return known;
  const made = makeReader(lexicon);
  readers.set(lexicon, made);
  return made;
}

function makeReader(lexicon: Lexicon): Reader {
  const { months, shortMonths, ambiguousMonths, ofDate, dayMark, group, decimal } = lexicon;
  const byLength = (names: readonly string[]) =>
    [...names].sort((a, b) => b.length - a.length).join('|');
  const month = `(?<month>${byLength([...months, ...shortMonths])})\\.?`;
  const of = ofDate === '' ? '\\s+' : `\\s+(?:${ofDate}\\s+)?`;
  const flags = 'giu';
  const dates = [
    /(?<!\d)(?<year>\d{4})-(?<monthNumber>\d{2})-(?<day>\d{2})(?:T[\d:.]+(?:Z|[+-]\d{2}:?\d{2})?)?(?!\d)/giu,
    /(?<![\d/.-])(?<day>\d{1,2})(?<mark>[/.-])\s?(?<monthNumber>\d{1,2})\k<mark>\s?(?<year>\d{4})(?![\d/]|\.\d)/giu,
    new RegExp(
      `(?<![\\p{L}\\d])(?<day>\\d{1,2})(?:${dayMark})?${of}${month}(?:${of}(?<year>\\d{4}))?(?![\\p{L}\\d])`,
      flags,
    ),
    new RegExp(`(?<!\\p{L})${month}${of}(?<year>\\d{4})(?![\\p{L}\\d])`, flags),
  ];
  const bare = months.filter((name) => !ambiguousMonths.includes(name));
  const dot = decimal === ',' ? ',' : '\\.';
  const separator = group.length > 1 ? group : `\\${group}`;
  const scales = byLength(Object.keys(lexicon.scales));
  const words = byLength(Object.keys(lexicon.currencies).filter((word) => /\p{L}/u.test(word)));
  const digits = new RegExp(
    `(?<![\\p{L}\\p{N}_.])(?<sign>[-−](?=[£$€¥₹\\d]))?` +
      `(?:(?<before>${symbols}|\\b(?:${codes})\\b)\\s?)?` +
      `(?<number>\\d{1,3}(?:${separator}\\d{3})+(?:${dot}\\d+)?|\\d+(?:${dot}\\d+)?)` +
      `(?:\\s?(?<scale>${scales})\\.?(?!\\p{L}))?` +
      `(?:${dayMark}(?=\\s))?` +
      `(?:\\s?(?<percent>${lexicon.percent})|\\s?(?:de\\s|d[’'])?(?<after>${symbols}|(?:${codes}|${words})(?!\\p{L})))?` +
      '(?![\\p{L}\\p{N}_])',
    flags,
  );
  const phrases = [...lexicon.numbers.keys()];
  return {
    dates,
    bareMonth: new RegExp(`(?<!\\p{L})(?:${byLength(bare)})(?!\\p{L})`, flags),
    digits,
    vocabulary: new Set([
      ...phrases.map((phrase) => phrase.split(' ')[0] ?? ''),
      ...Object.keys(lexicon.scales).filter((word) => word.length > 2 && !word.includes(' ')),
    ]),
    longestPhrase: Math.max(...phrases.map((phrase) => phrase.split(' ').length)),
    percentAfter: new RegExp(`\\s?(?:${lexicon.percent})`, 'iuy'),
    monthOf: monthReader(months),
  };
}

/** Abbreviations begin as the month does; what is written with an accent may come without. */
function monthReader(months: readonly string[]): (name: string) => number {
  const fold = (text: string) =>
    text
      .normalize('NFKD')
      .replace(/\p{M}/gu, '')
      .toLowerCase()
      .replace('mrt', 'maart')
      .replace('set', 'sept');
  const folded = months.map(fold);
  return (name) => {
    const start = fold(name).replace(/\.$/, '');
    const exact = folded.indexOf(start);
    return (exact >= 0 ? exact : folded.findIndex((full) => full.startsWith(start))) + 1;
  };
}
