/** Reading the dates a text states. */
import { monthNames } from '../text/dates.ts';

/** A date as far as the text gives it; null for the parts it leaves out. */
export interface DateClaim {
  readonly text: string;
  readonly year: number | null;
  /** 1–12. */
  readonly month: number | null;
  readonly day: number | null;
}

const month = `(?<month>${monthNames.map((name) => `${name}|${name.slice(0, 3)}`).join('|')}|Sept)\\.?`;
const monthOnly = new RegExp(`(?<!\\p{L})(?:${monthNames.join('|')})(?!\\p{L})`, 'iu');
const day = '(?<day>\\d{1,2})(?:st|nd|rd|th)?';
const patterns = [
  /(?<!\d)(?<year>\d{4})-(?<monthNumber>\d{2})-(?<day>\d{2})(?:T[\d:.]+(?:Z|[+-]\d{2}:?\d{2})?)?(?!\d)/giu,
  /(?<![\d/.])(?<day>\d{1,2})[/.](?<monthNumber>\d{1,2})[/.](?<year>\d{4})(?![\d/]|\.\d)/giu,
  new RegExp(
    `(?<![\\p{L}\\d])${day}(?:\\s+of)?\\s+${month}(?:,?\\s+(?<year>\\d{4}))?(?![\\p{L}\\d])`,
    'giu',
  ),
  new RegExp(
    `(?<!\\p{L})${month}\\s+${day}(?:,?\\s+(?<year>\\d{4}))?(?![\\p{L}\\d]|[.,]\\d)`,
    'giu',
  ),
  new RegExp(`(?<!\\p{L})${month},?\\s+(?<year>\\d{4})(?![\\p{L}\\d])`, 'giu'),
];
/** A month on its own; "may" and "march" are verbs unless they are capitalised inside a sentence. */
const bareMonth = new RegExp(
  `(?<!\\p{L})(?<month>${monthNames.filter((name) => name !== 'May' && name !== 'March').join('|')})(?!\\p{L})` +
    `|(?<=\\p{L}\\s)(?<ambiguous>May|March)(?!\\p{L})`,
  'gu',
);
const shortMonth =
  /\d.*(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec).*\d/iu;

/** Dates of a text, with what they were found in blanked out of `rest`. */
export function dateClaims(text: string): { claims: DateClaim[]; rest: string } {
  const claims: DateClaim[] = [];
  let rest = text;
  if (/\d/.test(text) && (shortMonth.test(text) || /\d[-/.]\d/.test(text))) {
    for (const pattern of patterns) {
      rest = rest.replace(pattern, (match, ...args) => {
        const groups = args[args.length - 1] as Record<string, string | undefined>;
        claims.push({
          text: match,
          year: groups.year ? Number(groups.year) : null,
          month: groups.month ? monthNumber(groups.month) : Number(groups.monthNumber),
          day: groups.day ? Number(groups.day) : null,
        });
        return ' '.repeat(match.length);
      });
    }
  }
  if (monthOnly.test(rest)) {
    rest = rest.replace(bareMonth, (match) => {
      claims.push({ text: match, year: null, month: monthNumber(match), day: null });
      return ' '.repeat(match.length);
    });
  }
  return { claims, rest };
}

function monthNumber(name: string): number {
  const start = name.slice(0, 3).toLowerCase();
  return monthNames.findIndex((full) => full.slice(0, 3).toLowerCase() === start) + 1;
}
