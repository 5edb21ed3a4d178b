/** The figures of the newest accounts that a UK company filed with tags in them. */
import { publicSources } from '../../../../shared/evidence/attribution.ts';
import type { Evidence } from '../../../../shared/evidence/evidence.ts';
import { longDate } from '../../../../shared/text/dates.ts';
import type { Runtime } from '../../../runtime.ts';
import type { SettledCompany, Supplement, SupplementFinding } from '../../supplement.ts';
import { ukCompanyNumber } from '../../uk-company-number.ts';
import { SourceFailure } from '../failure.ts';
import { financialsText, grouped } from '../financials-text.ts';
import { type AccountsDocuments, documentIdOf } from './documents.ts';
import { type AccountsFigures, accountsFigures } from './figures.ts';
import { readTaggedDocument, type TaggedDocument } from './ixbrl.ts';

export interface CompanyAccountsOptions {
  readonly documents: AccountsDocuments;
  readonly deadlineMs: number;
  readonly runtime: Runtime;
}

const id = 'company-accounts';
/** A filed document never changes. */
const keptMs = 30 * 86_400_000;

type Reading =
  | { readonly state: 'read'; readonly figures: AccountsFigures; readonly retrievedAt: string }
  | { readonly state: 'image' }
  | { readonly state: 'nothing' };

/** @param options null without a key of the register */
export function createCompanyAccounts(options: CompanyAccountsOptions | null): Supplement {
  return {
    id,
    start:
      (_subject, { ask, failure }) =>
      async ({ register }) => {
        if (!options) return none('not-configured', 'Companies House has no API key configured.');
        if (!register)
          return none('not-applicable', 'There is no UK register entry with accounts.');
        const filing = newestAccounts(register);
        if (!filing) return none('empty', 'No accounts have been filed yet.');
        const number = register.profile.value.company_number;
        const { documents, deadlineMs, runtime } = options;
        const reading = await ask({
          key: `${id}:${filing.document}`,
          deadlineMs,
          ttlMs: () => keptMs,
          load: async (signal): Promise<Reading> => {
            const text = await documents.read(filing.document, signal);
            if (text === null) return { state: 'image' };
            const tagged = await readTaggedDocument(text);
            if (!isOf(tagged, number)) {
              throw new SourceFailure('The accounts found are of another company.', {
                answered: true,
              });
            }
            const figures = accountsFigures(tagged, filing.madeUpTo);
            if (!figures) return { state: 'nothing' };
            return { state: 'read', figures, retrievedAt: runtime.now().toISOString() };
          },
        });
        if (!reading) return { evidence: [], verdict: failure() ?? nothing };
        if (reading.state === 'image') {
          return none('empty', 'The last accounts were filed as an image that holds no figures.');
        }
        if (reading.state === 'nothing') return { evidence: [], verdict: nothing };
        return {
          evidence: figuresEvidence(number, reading.figures, reading.retrievedAt),
          verdict: {
            status: 'found',
            detail: `The accounts to ${longDate(reading.figures.periodEnd)} were read.`,
          },
        };
      },
  };
}

const nothing = {
  status: 'empty',
  detail: 'The last accounts state none of the figures looked for.',
} as const;

const none = (
  status: 'not-configured' | 'not-applicable' | 'empty',
  detail: string,
): SupplementFinding => ({ evidence: [], verdict: { status, detail } });

/** Accounts that were made up to a day and have a document; dormant ones say nothing worth reading. */
function newestAccounts({ filings, profile }: NonNullable<SettledCompany['register']>) {
  for (const { category, type, description, links, description_values: values } of filings) {
    if (category !== 'accounts' || !(type ?? '').startsWith('AA')) continue;
    if (description?.includes('dormant')) continue;
    const document = documentIdOf(links?.document_metadata);
    const madeUpTo = values?.made_up_date ?? profile.value.accounts?.last_accounts?.made_up_to;
    if (document && madeUpTo) return { document, madeUpTo };
  }
  return null;
}

/** The document says itself whose it is; one that says nothing is believed to be the company's. */
function isOf({ texts, numbers }: TaggedDocument, number: string): boolean {
  const stated = texts.find(({ concept }) => concept === 'UKCompaniesHouseRegisteredNumber')?.text;
  const said = ukCompanyNumber(stated) ?? ukCompanyNumber(numbers[0]?.context.entity);
  return said === null || said === number;
}

function figuresEvidence(
  number: string,
  figures: AccountsFigures,
  retrievedAt: string,
): Evidence[] {
  const { employees, ...financials } = figures;
  const { periodEnd } = figures;
  const base = {
    source: {
      type: 'public' as const,
      provider: id,
      label: publicSources[id].label,
      url: `https://find-and-update.company-information.service.gov.uk/company/${encodeURIComponent(number)}/filing-history?category=accounts`,
    },
    observedAt: `${periodEnd}T00:00:00.000Z`,
    retrievedAt,
  };
  const evidence: Evidence[] = [];
  const { netAssets, cash, currentAssets, currentLiabilities, turnover, profit } = figures;
  if ([netAssets, cash, currentAssets, currentLiabilities, turnover, profit].some(Boolean)) {
    evidence.push({
      ...base,
      id: `${id}:financials:${number}-${periodEnd}`,
      kind: 'financials',
      value: financials,
      text: financialsText(financials),
    });
  }
  if (turnover && turnover.current >= 0) {
    evidence.push({
      ...base,
      id: `${id}:revenue:${number}-${periodEnd}`,
      kind: 'revenue',
      value: { amount: turnover.current, currency: figures.currency, basis: 'accounts' },
      text: `Its accounts to ${longDate(periodEnd)} state turnover of ${figures.currency} ${grouped(turnover.current)}.`,
    });
  }
  if (employees) {
    const before =
      employees.previous === null ? '' : `, after ${grouped(employees.previous)} the year before`;
    evidence.push({
      ...base,
      id: `${id}:headcount:${number}-${periodEnd}`,
      kind: 'headcount',
      value: { minimum: employees.current, maximum: employees.current, basis: 'accounts' },
      text: `Its accounts to ${longDate(periodEnd)} state ${grouped(employees.current)} employees on average${before}.`,
    });
  }
  return evidence;
}
