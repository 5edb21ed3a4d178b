/** The Companies House public data API: search, profile and filing history. */
import type { z } from 'zod';
import type { Runtime } from '../../../runtime.ts';
import type { Fetcher, GetOptions } from '../../fetcher/fetcher.ts';
import type { SourceGate } from '../../source-gate.ts';
import { SourceFailure } from '../failure.ts';
import { getJson } from '../json-source.ts';
import type { Budget } from './budget.ts';
import {
  type CompanyProfile,
  type CompanySearch,
  companyProfile,
  companySearch,
  type FilingItem,
  filingHistory,
} from './schema.ts';

export const label = 'Companies House';

export interface CompaniesHouseClient {
  /** Companies by name, the register's best guesses first. @throws SourceFailure */
  search(name: string, options?: GetOptions): Promise<NonNullable<CompanySearch['items']>>;
  /** Null when there is no such number. @throws SourceFailure */
  profile(number: string, options?: GetOptions): Promise<CompanyProfile | null>;
  /** Newest first, at most 100. @throws SourceFailure */
  filings(number: string, options?: GetOptions): Promise<FilingItem[]>;
  /** Null when there is none. @throws SourceFailure */
  newestFiling(number: string, options?: GetOptions): Promise<FilingItem | null>;
}

export interface CompaniesHouseOptions {
  readonly fetcher: Fetcher;
  readonly baseUrl: string;
  readonly apiKey: string;
  readonly budget: Budget;
  /** What all processes with the key keep to together. */
  readonly gate?: SourceGate;
  readonly runtime: Runtime;
}

export function createCompaniesHouseClient(options: CompaniesHouseOptions): CompaniesHouseClient {
  const { fetcher, baseUrl, budget, runtime } = options;
  // The key is the user name; the password is blank:
  // https://developer-specs.company-information.service.gov.uk/guides/authorisation
  const authorization = `Basic ${Buffer.from(`${options.apiKey}:`).toString('base64')}`;

  async function ask<T>(path: string, shape: z.ZodType<T>, get: GetOptions = {}) {
    if (!budget.take()) throw limitReached();
    const call = () =>
      getJson(fetcher, label, `${baseUrl}${path}`, shape, { ...get, headers: { authorization } });
    const answer = await (options.gate ? options.gate.ask(call, get.signal) : call());
    if (answer.body !== null) return answer.body;
    switch (answer.status) {
      case 404:
        return null;
      case 401:
      case 403:
        throw new SourceFailure('Companies House refuses the API key; check its setting.');
      case 429:
        budget.pauseUntil(resetTime(answer.headers));
        options.gate?.pause(resetTime(answer.headers) - runtime.now().getTime());
        throw limitReached();
      default:
        throw new SourceFailure(`Companies House answered with status ${answer.status}.`);
    }
  }

  /** `X-Ratelimit-Reset` is in seconds since 1970. */
  function resetTime(headers: Readonly<Record<string, string>>): number {
    const reset = Number(headers['x-ratelimit-reset']) * 1000;
    const retry = Number(headers['retry-after']) * 1000;
    const now = runtime.now().getTime();
    if (reset > now) return reset;
    return now + (retry > 0 ? retry : 60_000);
  }

  return {
    async search(name, get) {
      const query = new URLSearchParams({ q: name.slice(0, 160), items_per_page: '20' });
      return (await ask(`/search/companies?${query}`, companySearch, get))?.items ?? [];
    },
    profile: (number, get) => ask(`/company/${encodeURIComponent(number)}`, companyProfile, get),
    async filings(number, get) {
      const path = `/company/${encodeURIComponent(number)}/filing-history?items_per_page=100`;
      return (await ask(path, filingHistory, get))?.items ?? [];
    },
    async newestFiling(number, get) {
      const path = `/company/${encodeURIComponent(number)}/filing-history?items_per_page=1`;
      return (await ask(path, filingHistory, get))?.items?.[0] ?? null;
    },
  };
}

function limitReached(): SourceFailure {
  return new SourceFailure(
    'The request limit of Companies House is used up; try again in a few minutes.',
  );
}
