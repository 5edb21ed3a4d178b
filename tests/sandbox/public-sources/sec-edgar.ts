/**
 * EDGAR: shuts out who names no contact and who asks more than ten times a second.
 * https://www.sec.gov/search-filings/edgar-search-assistance/accessing-edgar-data
 */
import type { SecFiler, WorldCompany } from '../world/types.ts';
import { type Answer, type Asked, empty, json, text } from './answer.ts';
import { slidingWindow } from './sliding-window.ts';

export interface SecEdgar {
  readonly data: (asked: Asked) => Answer;
  readonly www: (asked: Asked) => Answer;
  readonly search: (asked: Asked) => Answer;
}

export function createSecEdgar(companies: readonly WorldCompany[], clock: () => number): SecEdgar {
  const filers = companies.flatMap(({ sec }) => sec ?? []);
  const within = slidingWindow(10, 1_000, clock);

  const guarded = (answer: (asked: Asked) => Answer) => (asked: Asked) => {
    if (!/\S+@\S+\.\S+/.test(asked.header('user-agent') ?? '')) {
      return text('Your Request Originates from an Undeclared Automated Tool', 403, 'text/html');
    }
    return within() ? answer(asked) : text('Request Rate Threshold Exceeded', 403, 'text/html');
  };

  return {
    www: guarded((asked) => {
      if (asked.path !== '/files/company_tickers.json') return empty(404);
      const listed = filers.filter((filer) => filer.listed);
      return json(
        Object.fromEntries(
          listed.map(({ cik, name }, index) => [
            String(index),
            { cik_str: cik, ticker: name.slice(0, 4).toUpperCase(), title: name },
          ]),
        ),
      );
    }),
    data: guarded((asked) => {
      const cik = Number(/CIK(\d{10})/.exec(asked.path)?.[1]);
      const filer = filers.find((other) => other.cik === cik);
      if (!filer) return empty(404);
      if (asked.path.startsWith('/submissions/')) return json(submissionsOf(filer));
      const tag = /\/us-gaap\/(\w+)\.json$/.exec(asked.path)?.[1] ?? '';
      const years = filer.figures[tag];
      return years ? json(conceptOf(filer, tag, years)) : text('NoSuchKey', 404, 'application/xml');
    }),
    search: guarded((asked) => {
      if (asked.path !== '/LATEST/search-index') return empty(404);
      const phrase = (asked.query.get('q') ?? '').replaceAll('"', '').toLowerCase();
      const form = asked.query.get('forms');
      const hits = filers
        .filter(({ name }) =>
          name
            .toLowerCase()
            .replace(/[^a-z0-9]+/g, ' ')
            .includes(phrase),
        )
        .flatMap((filer) =>
          filer.filings.filter((f) => f.form === form).map((f) => hitOf(filer, f)),
        );
      return json({ took: 4, hits: { total: { value: hits.length, relation: 'eq' }, hits } });
    }),
  };
}

type Filing = SecFiler['filings'][number];

const accession = (filer: SecFiler, filing: Filing) =>
  `${String(filer.cik).padStart(10, '0')}-${filing.filedOn.slice(2, 4)}-${filing.filedOn.slice(5).replace('-', '').padStart(6, '0')}`;

function submissionsOf(filer: SecFiler) {
  const filings = filer.filings.toSorted((a, b) => b.filedOn.localeCompare(a.filedOn));
  return {
    cik: String(filer.cik).padStart(10, '0'),
    entityType: 'operating',
    sic: '3559',
    sicDescription: filer.industry,
    name: filer.name,
    tickers: [],
    exchanges: [],
    website: '',
    addresses: {
      mailing: {
        street1: '1 Invented Plaza',
        city: filer.city.toUpperCase(),
        stateOrCountry: filer.state,
      },
      business: {
        street1: '1 Invented Plaza',
        city: filer.city.toUpperCase(),
        stateOrCountry: filer.state,
      },
    },
    formerNames: [],
    filings: {
      recent: {
        accessionNumber: filings.map((filing) => accession(filer, filing)),
        filingDate: filings.map(({ filedOn }) => filedOn),
        reportDate: filings.map(() => ''),
        form: filings.map(({ form }) => form),
        items: filings.map(({ items }) => items ?? ''),
        primaryDocument: filings.map(() => 'primary_doc.xml'),
      },
      files: [],
    },
  };
}

function conceptOf(
  filer: SecFiler,
  tag: string,
  years: readonly { readonly end: string; readonly value: number }[],
) {
  const isInstant = tag.includes('Equity') || tag.includes('Cash');
  return {
    cik: filer.cik,
    taxonomy: 'us-gaap',
    tag,
    entityName: filer.name,
    units: {
      USD: years.flatMap(({ end, value }) => [
        {
          ...(isInstant ? {} : { start: `${Number(end.slice(0, 4)) - 1}${end.slice(4)}` }),
          end,
          val: value,
          accn: '0000000000-00-000000',
          fy: Number(end.slice(0, 4)),
          fp: 'FY',
          form: '10-K',
          filed: end,
        },
        // Annual reports hold the last quarter too.
        ...(isInstant
          ? []
          : [
              {
                start: `${end.slice(0, 4)}-10-01`,
                end,
                val: Math.round(value / 4),
                fy: 0,
                fp: 'FY',
                form: '10-K',
                filed: end,
              },
            ]),
      ]),
    },
  };
}

function hitOf(filer: SecFiler, filing: Filing) {
  const adsh = accession(filer, filing);
  return {
    _index: 'edgar_file',
    _id: `${adsh}:primary_doc.xml`,
    _source: {
      ciks: [String(filer.cik).padStart(10, '0')],
      display_names: [`${filer.name}  (CIK ${String(filer.cik).padStart(10, '0')})`],
      root_forms: [filing.form.replace('/A', '')],
      form: filing.form,
      file_type: filing.form,
      file_date: filing.filedOn,
      adsh,
      biz_locations: [`${filer.city}, ${filer.state}`],
      biz_states: [filer.state],
    },
  };
}
