/**
 * The register's public data API.
 * https://developer-specs.company-information.service.gov.uk/companies-house-public-data-api/reference
 */
import type { RegisterEntry } from '../../world/types.ts';
import { type Answer, type Asked, empty, json } from '../answer.ts';
import { advancedSearch } from './advanced-search.ts';
import { charges } from './charges.ts';
import { filingHistory } from './filing-history.ts';
import { insolvency } from './insolvency.ts';
import { officers } from './officers.ts';
import { profile } from './profile.ts';
import { createRateLimit } from './rate-limit.ts';
import { search } from './search.ts';

export interface CompaniesHouseOptions {
  readonly entries: readonly RegisterEntry[];
  readonly apiKey: string;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
}

export function createCompaniesHouse(options: CompaniesHouseOptions): (asked: Asked) => Answer {
  const byNumber = new Map(options.entries.map((entry) => [entry.number, entry]));
  const rateLimit = createRateLimit(options.clock);

  return (asked) => {
    const refusal = unauthorized(asked.header('authorization'), options.apiKey);
    if (refusal) return refusal;
    const budget = rateLimit();
    // The 429 has neither a body nor a Retry-After: the reset time stands in the usual headers.
    if (!budget.allowed) return empty(429, budget.headers);
    const answer = route(asked, options.entries, byNumber);
    return { ...answer, headers: { ...answer.headers, ...budget.headers } };
  };
}

/**
 * Basic authentication: the key is the user name, the password is empty.
 * https://developer-specs.company-information.service.gov.uk/guides/authorisation
 */
function unauthorized(header: string | undefined, apiKey: string): Answer | null {
  if (!header) return json({ error: 'Empty Authorization header', type: 'ch:service' }, 401);
  const [scheme = '', credentials = ''] = header.split(' ');
  const accepted =
    scheme.toLowerCase() === 'basic' &&
    Buffer.from(credentials, 'base64').toString('utf8') === `${apiKey}:`;
  return accepted ? null : json({ error: 'Invalid Authorization', type: 'ch:service' }, 401);
}

function route(
  asked: Asked,
  entries: readonly RegisterEntry[],
  byNumber: ReadonlyMap<string, RegisterEntry>,
): Answer {
  if (asked.path === '/search/companies') return search(entries, asked.query);
  if (asked.path === '/advanced-search/companies') return advancedSearch(entries, asked.query);
  const [, company, number = '', resource = '', ...rest] = asked.path.split('/');
  if (company !== 'company' || number === '' || rest.length > 0) return empty(404);
  // Numbers are text of eight characters: leading zeros and prefixes belong to them.
  const entry = byNumber.get(number);
  switch (resource) {
    case '':
      return entry ? json(profile(entry)) : companyNotFound();
    case 'filing-history':
      return entry ? json(filingHistory(entry, asked.query)) : companyNotFound();
    case 'officers':
      return entry ? json(officers(entry, asked.query)) : companyNotFound();
    case 'charges':
      return json(charges(number, entry?.charges ?? []));
    case 'insolvency':
      return entry?.insolvency ? json(insolvency(entry, entry.insolvency)) : noInsolvency(number);
    default:
      return empty(404);
  }
}

function companyNotFound(): Answer {
  return json({ errors: [{ error: 'company-profile-not-found', type: 'ch:service' }] }, 404);
}

/** A solvent company and a company that does not exist get this same answer. */
function noInsolvency(number: string): Answer {
  return json({ status: 404, error: 'Not Found', path: `/company/${number}/insolvency` }, 404);
}
