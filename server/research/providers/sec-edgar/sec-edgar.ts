/**
 * SEC EDGAR: filings and figures of listed US companies, and private raises (Form D). A round is never
 * named here: no filing says which one it was.
 */
import { nameSimilarity, nameTokens } from '../../../../shared/company/similarity.ts';
import type { Evidence } from '../../../../shared/evidence/evidence.ts';
import {
  countryOf,
  namesOf,
  type SettledCompany,
  type Supplement,
  type SupplementContext,
  type SupplementFinding,
} from '../../supplement.ts';
import {
  type EdgarOptions,
  edgarLook,
  edgarQuestions,
  type FormD,
  type ListedCompany,
} from './client.ts';
import { filingEvidence, financialsEvidence, industryEvidence } from './evidence.ts';
import { annualFigures } from './figures.ts';
import { tellingFilings } from './filings.ts';
import type { Submissions } from './schema.ts';

/** From here two names are one but for legal form and spelling. */
const sameName = 0.97;

/** Tags of US accounts, the usual one first. https://xbrl.us/xbrl-taxonomy/2024-us-gaap/ */
const tags = {
  revenue: ['RevenueFromContractWithCustomerExcludingAssessedTax', 'Revenues'],
  equity: ['StockholdersEquity'],
  cash: ['CashAndCashEquivalentsAtCarryingValue'],
  profit: ['NetIncomeLoss'],
} as const;

/** @param options null without a contact address: the SEC refuses requests that name none */
export function createSecEdgar(options: EdgarOptions | null): Supplement {
  return {
    id: 'sec-edgar',
    looks: options ? [edgarLook(options)] : [],
    start: (_subject, context) => async (company) => {
      if (!options) {
        return none(
          'not-configured',
          'The SEC asks for a contact address, and none is configured.',
        );
      }
      const country = countryOf(company);
      if (country !== null && country !== 'US') {
        return none('not-applicable', 'EDGAR has companies that raise money in the United States.');
      }
      return research(company, edgarQuestions(options), context, options.runtime.now());
    },
  };
}

type Questions = ReturnType<typeof edgarQuestions>;

async function research(
  company: SettledCompany,
  questions: Questions,
  context: SupplementContext,
  now: Date,
): Promise<SupplementFinding> {
  const names = namesOf(company);
  const listed = await context.ask(questions.listed());
  const entry = listed ? oneOf(listed, names) : null;
  if (entry) {
    const answer = await context.ask(questions.submissions(entry.cik));
    if (answer?.value && isPlacedLike(company, answer.value)) {
      const evidence = [
        ...industryEvidence(entry.cik, answer.value, answer.retrievedAt),
        ...tellingFilings(answer.value, now).flatMap((filing) =>
          filingEvidence(entry.cik, filing, answer.retrievedAt),
        ),
        ...(await figures(entry.cik, questions, context, answer.retrievedAt)),
      ];
      return found(evidence, `${answer.value.name}, CIK ${entry.cik}.`, context);
    }
  }
  const name = names[0];
  const forms = name ? await context.ask(questions.formsD(nameTokens(name).join(' '))) : undefined;
  const own = (forms?.value ?? []).filter((form) => isOwnForm(company, names, form));
  // Two companies of one name and place cannot be told apart.
  if (forms && own.length > 0 && new Set(own.map(({ cik }) => cik)).size === 1) {
    const evidence = own
      .slice(0, 2)
      .flatMap(({ cik, accession, filedOn }) =>
        filingEvidence(
          Number(cik),
          { accession, filedOn, form: 'D', event: 'exempt-offering' },
          forms.retrievedAt,
        ),
      );
    return found(
      evidence,
      `${own[0]?.name}, CIK ${Number(own[0]?.cik)}: private offerings.`,
      context,
    );
  }
  return context.failure()
    ? { evidence: [], verdict: context.failure() ?? unfound }
    : { evidence: [], verdict: unfound };
}

const unfound = { status: 'empty', detail: 'No filer is surely this company.' } as const;

function found(
  evidence: readonly Evidence[],
  detail: string,
  { failure }: SupplementContext,
): SupplementFinding {
  const gap = failure() ? ` Not everything could be read: ${failure()?.detail}` : '';
  return { evidence, verdict: { status: 'found', detail: `${detail}${gap}` } };
}

async function figures(
  cik: number,
  questions: Questions,
  { ask }: SupplementContext,
  retrievedAt: string,
): Promise<Evidence[]> {
  const firstOf = async (candidates: readonly string[]) => {
    for (const tag of candidates) {
      const figure = annualFigures(await ask(questions.concept(cik, tag)));
      if (figure) return figure;
    }
    return null;
  };
  const [revenue, equity, cash, profit] = await Promise.all([
    firstOf(tags.revenue),
    firstOf(tags.equity),
    firstOf(tags.cash),
    firstOf(tags.profit),
  ]);
  return financialsEvidence(cik, { revenue, equity, cash, profit }, retrievedAt);
}

/** The list has one line per share class; what is one company has one number. */
function oneOf(listed: readonly ListedCompany[], names: readonly string[]): ListedCompany | null {
  const wanted = names.map((name) => nameTokens(name)[0] ?? '');
  const fitting = listed.filter(({ name }) => {
    // Ten thousand names are compared word by word only where the first word could be the same.
    const first = name.toLowerCase().slice(0, 2);
    return (
      wanted.some((word) => word.startsWith(first)) &&
      names.some((known) => nameSimilarity(known, name) >= sameName)
    );
  });
  return new Set(fitting.map(({ cik }) => cik)).size === 1 ? (fitting[0] ?? null) : null;
}

/** A name is not enough: the country or the town has to agree, or the filer's own website. */
function isPlacedLike(company: SettledCompany, filer: Submissions): boolean {
  const { domain } = company.subject;
  if (domain && filer.website?.toLowerCase().includes(domain)) return true;
  if (countryOf(company) === 'US') return true;
  const towns = townsOf(company);
  return [filer.addresses?.business?.city, filer.addresses?.mailing?.city].some(
    (city) => city && towns.includes(city.toLowerCase()),
  );
}

/** Private companies have many namesakes, so their town has to agree. */
function isOwnForm(company: SettledCompany, names: readonly string[], form: FormD): boolean {
  const towns = townsOf(company);
  return (
    names.some((known) => nameSimilarity(known, form.name) >= sameName) &&
    form.locations.some((place) => towns.includes(place.split(',')[0]?.trim().toLowerCase() ?? ''))
  );
}

function townsOf({ subject, site }: SettledCompany): string[] {
  return [subject.city, site?.page.organization?.locality].flatMap((town) =>
    town ? [town.trim().toLowerCase()] : [],
  );
}

const none = (status: 'not-configured' | 'not-applicable', detail: string): SupplementFinding => ({
  evidence: [],
  verdict: { status, detail },
});
