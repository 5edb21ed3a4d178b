import { publicSources } from '../../../../shared/evidence/attribution.ts';
import type { Evidence } from '../../../../shared/evidence/evidence.ts';
import { plainText } from '../../../../shared/narrative/plain-text.ts';
import { longDate } from '../../../../shared/text/dates.ts';
import { financialsText, grouped } from '../financials-text.ts';
import type { YearFigures } from './figures.ts';
import { eventWords, type SecFiling } from './filings.ts';
import type { Submissions } from './schema.ts';

const provider = 'sec-edgar';

const sourceOf = (cik: number, path?: string) => ({
  type: 'public' as const,
  provider,
  label: publicSources[provider].label,
  url: path
    ? `https://www.sec.gov/Archives/edgar/data/${cik}/${path}/`
    : `https://www.sec.gov/edgar/browse/?CIK=${cik}`,
});

const midnight = (day: string) => `${day}T00:00:00.000Z`;

/** The form is told, and for a bankruptcy also that there is an insolvency case. */
export function filingEvidence(cik: number, filing: SecFiling, retrievedAt: string): Evidence[] {
  const { accession, filedOn, form, event } = filing;
  const base = {
    source: sourceOf(cik, accession.replaceAll('-', '')),
    observedAt: midnight(filedOn),
    retrievedAt,
    text: `${eventWords[event]} (Form ${form}, filed on ${longDate(filedOn)}).`,
  };
  const told: Evidence = {
    ...base,
    id: `${provider}:filing:${accession}-${event}`,
    kind: 'filing',
    value: { filingId: accession, category: provider, type: form, description: event, filedOn },
  };
  if (event !== 'bankruptcy') return [told];
  return [
    told,
    {
      ...base,
      id: `${provider}:insolvency:${accession}`,
      kind: 'insolvency',
      // Whether the case is over no filing of this kind says.
      value: { inHistory: true, procedure: null },
    },
  ];
}

export function industryEvidence(
  cik: number,
  { sicDescription }: Submissions,
  retrievedAt: string,
): Evidence[] {
  const name = plainText(sicDescription ?? '', 120);
  if (name === '') return [];
  return [
    {
      id: `${provider}:industry:${cik}`,
      kind: 'industry',
      // The SEC's list of industries is one of its own, so its code is no code of ours.
      value: { scheme: 'sec', code: null, name },
      source: sourceOf(cik),
      observedAt: retrievedAt,
      retrievedAt,
      text: `The SEC lists its industry as ${name}.`,
    },
  ];
}

export interface SecFigures {
  readonly revenue: YearFigures | null;
  readonly equity: YearFigures | null;
  readonly cash: YearFigures | null;
  readonly profit: YearFigures | null;
}

/** Only figures of the newest year are one set; an older one would be compared with the wrong year. */
export function financialsEvidence(
  cik: number,
  figures: SecFigures,
  retrievedAt: string,
): Evidence[] {
  const known = [figures.revenue, figures.equity, figures.cash, figures.profit].filter(
    (figure) => figure !== null,
  );
  const periodEnd = known
    .map((figure) => figure.periodEnd)
    .sort()
    .at(-1);
  if (!periodEnd) return [];
  const of = (figure: YearFigures | null) =>
    figure && figure.periodEnd === periodEnd
      ? { current: figure.current, previous: figure.previous }
      : null;
  const value = {
    periodEnd,
    previousPeriodEnd:
      known.find((figure) => figure.periodEnd === periodEnd)?.previousPeriodEnd ?? null,
    currency: 'USD',
    consolidated: true,
    netAssets: of(figures.equity),
    cash: of(figures.cash),
    currentAssets: null,
    currentLiabilities: null,
    turnover: of(figures.revenue),
    profit: of(figures.profit),
  };
  const base = { source: sourceOf(cik), observedAt: midnight(periodEnd), retrievedAt };
  const evidence: Evidence[] = [
    {
      ...base,
      id: `${provider}:financials:${cik}-${periodEnd}`,
      kind: 'financials',
      value,
      text: financialsText(value),
    },
  ];
  if (value.turnover && value.turnover.current >= 0) {
    evidence.push({
      ...base,
      id: `${provider}:revenue:${cik}-${periodEnd}`,
      kind: 'revenue',
      value: { amount: value.turnover.current, currency: 'USD', basis: 'accounts' },
      text: `Its annual report to ${longDate(periodEnd)} states revenue of USD ${grouped(value.turnover.current)}.`,
    });
  }
  return evidence;
}
