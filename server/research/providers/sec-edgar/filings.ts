/** Which filings at the SEC tell a seller something, and what they mean in words. */
import type { Submissions } from './schema.ts';

export interface SecFiling {
  readonly accession: string;
  readonly filedOn: string;
  readonly form: 'D' | '8-K';
  readonly event: SecEvent;
}

/**
 * - `exempt-offering`: securities sold without registration, which is how private companies raise money.
 *   Form D says neither that it was a round nor which. https://www.sec.gov/resources-small-businesses/exempt-offerings
 * - the others are items of Form 8-K: https://www.sec.gov/files/form8-k.pdf
 */
export type SecEvent =
  | 'exempt-offering'
  | 'officers-changed'
  | 'acquisition-completed'
  | 'bankruptcy';

const eventOfItem: ReadonlyMap<string, SecEvent> = new Map([
  ['1.03', 'bankruptcy'],
  ['2.01', 'acquisition-completed'],
  ['5.02', 'officers-changed'],
]);

export const eventWords: Readonly<Record<SecEvent, string>> = {
  'exempt-offering': 'It reported an offering of securities without registration',
  'officers-changed': 'A director or principal officer joined or left',
  'acquisition-completed': 'An acquisition or a sale of assets was completed',
  bankruptcy: 'Bankruptcy or receivership was reported',
};

const months = 18;
const most = 6;

/** Of the last 18 months, newest first, at most six; amendments repeat what was said before. */
export function tellingFilings({ filings }: Submissions, now: Date): SecFiling[] {
  const { accessionNumber, filingDate, form, items } = filings.recent;
  const from = monthsBefore(now, months);
  const found: SecFiling[] = [];
  for (const [index, accession] of accessionNumber.entries()) {
    const filedOn = filingDate[index] ?? '';
    if (!/^\d{4}-\d{2}-\d{2}$/.test(filedOn) || filedOn < from) continue;
    if (form[index] === 'D') {
      found.push({ accession, filedOn, form: 'D', event: 'exempt-offering' });
    } else if (form[index] === '8-K') {
      for (const item of (items?.[index] ?? '').split(',')) {
        const event = eventOfItem.get(item.trim());
        if (event) found.push({ accession, filedOn, form: '8-K', event });
      }
    }
  }
  return found.sort((a, b) => b.filedOn.localeCompare(a.filedOn)).slice(0, most);
}

export function monthsBefore(now: Date, count: number): string {
  const since = new Date(now);
  since.setUTCMonth(since.getUTCMonth() - count);
  return since.toISOString().slice(0, 10);
}
