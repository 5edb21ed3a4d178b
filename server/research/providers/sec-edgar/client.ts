/** The questions EDGAR answers. Every request names whom the SEC may write to. */
import type { Runtime } from '../../../runtime.ts';
import type { Look } from '../../marks.ts';
import type { Dated } from '../../sources.ts';
import { askJson, type LimitedJsonSource, lookAtJson } from '../json-source.ts';
import { monthsBefore } from './filings.ts';
import {
  type CompanyConcept,
  companyConcept,
  companyTickers,
  fullTextSearch,
  type Submissions,
  submissions,
} from './schema.ts';

export interface EdgarOptions {
  readonly source: LimitedJsonSource;
  readonly endpoints: {
    readonly secData: string;
    readonly secWww: string;
    readonly secSearch: string;
  };
  readonly userAgent: string;
  readonly contact: string;
  readonly deadlineMs: number;
  readonly runtime: Runtime;
}

const dayMs = 86_400_000;
/** The list of ten thousand listed companies has about eight hundred kilobytes. */
const listBytes = 4_000_000;
/** Submissions of a busy filer, and a concept that is reported each quarter. */
const answerBytes = 6_000_000;

export interface ListedCompany {
  readonly cik: number;
  readonly name: string;
}

export interface FormD {
  readonly cik: string;
  readonly name: string;
  readonly accession: string;
  readonly filedOn: string;
  /** As "San Francisco, CA". */
  readonly locations: readonly string[];
}

export function edgarQuestions(options: EdgarOptions) {
  const { source, endpoints, deadlineMs, runtime } = options;
  const headers = contactHeaders(options);

  return {
    listed: () => ({
      key: 'sec-edgar:listed-companies',
      deadlineMs,
      ttlMs: () => dayMs,
      load: async (signal: AbortSignal): Promise<ListedCompany[]> => {
        const url = `${endpoints.secWww}/files/company_tickers.json`;
        const get = { signal, headers, maxBytes: listBytes };
        const list = await askJson(source, url, companyTickers, get);
        return Object.values(list ?? {}).map(({ cik_str, title }) => ({
          cik: cik_str,
          name: title,
        }));
      },
    }),

    submissions: (cik: number) => ({
      key: `sec-edgar:submissions:${cik}`,
      deadlineMs,
      ttlMs: () => dayMs / 4,
      load: async (signal: AbortSignal): Promise<Dated<Submissions | null>> => {
        const url = `${endpoints.secData}/submissions/CIK${padded(cik)}.json`;
        const get = { signal, headers, maxBytes: answerBytes };
        const value = await askJson(source, url, submissions, get);
        return { value, retrievedAt: runtime.now().toISOString() };
      },
      mark: ({ value }: Dated<Submissions | null>) => newestAccession(value),
    }),

    concept: (cik: number, tag: string) => ({
      key: `sec-edgar:concept:${cik}:${tag}`,
      deadlineMs,
      ttlMs: () => dayMs,
      load: (signal: AbortSignal): Promise<CompanyConcept | null> => {
        const url = `${endpoints.secData}/api/xbrl/companyconcept/CIK${padded(cik)}/us-gaap/${tag}.json`;
        return askJson(source, url, companyConcept, { signal, headers, maxBytes: answerBytes });
      },
    }),

    formsD: (name: string) => ({
      key: `sec-edgar:forms-d:${name.toLowerCase()}`,
      deadlineMs,
      ttlMs: () => dayMs,
      load: async (signal: AbortSignal): Promise<{ value: FormD[]; retrievedAt: string }> => {
        const now = runtime.now();
        const query = new URLSearchParams({
          q: `"${name.replaceAll('"', ' ')}"`,
          forms: 'D',
          dateRange: 'custom',
          startdt: monthsBefore(now, 18),
          enddt: now.toISOString().slice(0, 10),
        });
        const url = `${endpoints.secSearch}/LATEST/search-index?${query}`;
        const found = await askJson(source, url, fullTextSearch, { signal, headers });
        return {
          retrievedAt: now.toISOString(),
          value: (found?.hits.hits ?? []).flatMap(({ _id, _source }) => {
            // An amendment repeats an offering that was reported before.
            if (_source.form !== 'D') return [];
            return _source.ciks.map((cik, index) => ({
              cik,
              name: bareName(_source.display_names[index] ?? ''),
              accession: _source.adsh ?? _id.split(':')[0] ?? '',
              filedOn: _source.file_date,
              locations: _source.biz_locations ?? [],
            }));
          }),
        };
      },
    }),
  };
}

/** The newest filing's number says whether there is another. */
export function edgarLook({ source, endpoints, ...options }: EdgarOptions): Look {
  return {
    prefix: 'sec-edgar:submissions:',
    look: (cik, known, signal) =>
      lookAtJson(
        source,
        `${endpoints.secData}/submissions/CIK${padded(Number(cik))}.json`,
        submissions,
        { signal, headers: contactHeaders(options), maxBytes: answerBytes },
        known,
        newestAccession,
      ),
  };
}

function newestAccession(answer: Submissions | null): string {
  return answer?.filings.recent.accessionNumber[0] ?? 'none';
}

/** https://www.sec.gov/about/webmaster-frequently-asked-questions#developers */
function contactHeaders({ userAgent, contact }: Pick<EdgarOptions, 'userAgent' | 'contact'>) {
  return { 'user-agent': `${userAgent} ${contact}` };
}

const padded = (cik: number) => String(cik).padStart(10, '0');

/** "Acme Inc  (ACME)  (CIK 0001234567)" without what EDGAR adds to the name. */
const bareName = (display: string) =>
  display.replace(/\s*\((?:CIK \d+|[A-Z0-9.,\- ]{1,40})\)/g, '').trim();
