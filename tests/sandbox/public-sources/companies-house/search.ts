import type { RegisterEntry } from '../../world/types.ts';
import { type Answer, empty, json } from '../answer.ts';
import { addressSnippet, addressWithPremises } from './address.ts';
import { paging } from './paging.ts';

/**
 * `companySearch`: generous. One word in common, in the present or a former name, is enough to be
 * found; the register ranks and leaves the choice to the reader.
 */
export function search(entries: readonly RegisterEntry[], query: URLSearchParams): Answer {
  const q = query.get('q')?.trim() ?? '';
  if (q === '') return empty(400);
  const { itemsPerPage, startIndex } = paging(query, 20, 100);
  const activeOnly = query.get('restrictions')?.includes('active-companies') ?? false;
  const found = entries
    .filter(({ status }) => !activeOnly || status === 'active')
    .map((entry) => ({ entry, ...relevance(entry, q) }))
    .filter(({ score }) => score > 0)
    .toSorted((a, b) => b.score - a.score || a.entry.number.localeCompare(b.entry.number));
  return json({
    items: found
      .slice(startIndex, startIndex + itemsPerPage)
      .map(({ entry, formerName }) => item(entry, formerName)),
    items_per_page: itemsPerPage,
    kind: 'search#companies',
    page_number: Math.floor(startIndex / itemsPerPage) + 1,
    start_index: startIndex,
    total_results: found.length,
  });
}

function item(entry: RegisterEntry, formerName: string | null) {
  return {
    kind: 'searchresults#company',
    description_identifier: [entry.dissolvedOn ? 'dissolved-on' : 'incorporated-on'],
    company_status: entry.status,
    date_of_creation: entry.incorporatedOn,
    ...(entry.dissolvedOn ? { date_of_cessation: entry.dissolvedOn } : {}),
    company_type: entry.type,
    company_number: entry.number,
    address: addressWithPremises(entry.office),
    title: entry.name,
    address_snippet: addressSnippet(entry.office),
    description: entry.dissolvedOn
      ? `${entry.number} - Dissolved on ${longDate(entry.dissolvedOn)}`
      : `${entry.number} - Incorporated on ${longDate(entry.incorporatedOn)}`,
    links: { self: `/company/${entry.number}` },
    snippet: formerName ?? '',
    matches: { snippet: [] },
  };
}

/** Words of the query found in the best-fitting name; a whole name weighs most. */
function relevance(entry: RegisterEntry, q: string): { score: number; formerName: string | null } {
  const wanted = words(q);
  const score = (name: string) => {
    const present = words(name);
    const hits = wanted.filter((word) => present.includes(word)).length;
    return hits === 0 ? 0 : hits + (hits === wanted.length && hits === present.length ? 10 : 0);
  };
  if (entry.number === q.toUpperCase()) return { score: 100, formerName: null };
  const own = score(entry.name);
  const former = (entry.previousNames ?? [])
    .map(({ name }) => ({ name, score: score(name) }))
    .toSorted((a, b) => b.score - a.score)[0];
  return former && former.score > own
    ? { score: former.score - 0.5, formerName: former.name }
    : { score: own, formerName: null };
}

const legalForms = new Set(['ltd', 'limited', 'plc', 'llp', 'and', 'the']);

function words(text: string): string[] {
  return text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '' && !legalForms.has(word));
}

/** `2 May 2023` */
function longDate(day: string): string {
  return new Date(`${day}T00:00:00Z`).toLocaleDateString('en-GB', {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  });
}
