import type { RegisterEntry } from '../../world/types.ts';
import { type Answer, empty, json } from '../answer.ts';
import { sha1 } from '../identifiers.ts';
import { officeAddress } from './address.ts';
import { paging } from './paging.ts';

type Test = (entry: RegisterEntry, value: string) => boolean;

const includes = (text: string, part: string) => text.toLowerCase().includes(part.toLowerCase());
const listed = (list: string, value: string) => list.split(',').includes(value);

/** The query parameters of the search, each a condition that must hold. */
const conditions: Readonly<Record<string, Test>> = {
  company_name_includes: (entry, value) => includes(entry.name, value),
  company_name_excludes: (entry, value) => !includes(entry.name, value),
  company_status: (entry, value) => listed(value, entry.status),
  company_type: (entry, value) => listed(value, entry.type),
  location: ({ office }, value) =>
    includes(`${office.locality} ${office.region ?? ''} ${office.postcode}`, value),
  sic_codes: (entry, value) => (entry.sicCodes ?? []).some((code) => listed(value, code)),
  incorporated_from: (entry, value) => entry.incorporatedOn >= value,
  incorporated_to: (entry, value) => entry.incorporatedOn <= value,
  dissolved_from: (entry, value) => (entry.dissolvedOn ?? '') >= value,
  dissolved_to: (entry, value) => entry.dissolvedOn !== undefined && entry.dissolvedOn <= value,
};

/** `advancedCompanySearch`; 404 when nothing fits. */
export function advancedSearch(entries: readonly RegisterEntry[], query: URLSearchParams): Answer {
  const { itemsPerPage, startIndex } = paging(query, 20, 5000, 'size');
  const asked = Object.entries(conditions).flatMap(([name, test]) => {
    const value = query.get(name);
    return value ? [{ value, test }] : [];
  });
  const found = entries
    .filter((entry) => asked.every(({ test, value }) => test(entry, value)))
    .toSorted((a, b) => a.name.localeCompare(b.name, 'en'));
  const [first] = found;
  if (!first) return empty(404);
  return json({
    etag: sha1(query.toString()),
    top_hit: item(first),
    items: found.slice(startIndex, startIndex + itemsPerPage).map(item),
    kind: 'search#advanced-search',
    hits: found.length,
  });
}

function item(entry: RegisterEntry) {
  return {
    company_name: entry.name,
    company_number: entry.number,
    company_status: entry.status,
    company_type: entry.type,
    kind: 'search-results#company',
    links: { company_profile: `/company/${entry.number}` },
    ...(entry.dissolvedOn ? { date_of_cessation: entry.dissolvedOn } : {}),
    date_of_creation: entry.incorporatedOn,
    registered_office_address: officeAddress(entry.office),
    ...(entry.sicCodes ? { sic_codes: entry.sicCodes } : {}),
  };
}
