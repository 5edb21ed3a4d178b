import type { RegisterEntry } from '../../world/types.ts';
import { sha1, token } from '../identifiers.ts';
import { addressWithPremises } from './address.ts';
import { paging } from './paging.ts';

/** `officerList`. Personal data: it is here so that a reader who asks for it is caught asking. */
export function officers(entry: RegisterEntry, query: URLSearchParams) {
  const { itemsPerPage, startIndex } = paging(query, 35, 100);
  const self = `/company/${entry.number}/officers`;
  const resigned = entry.officers.filter(({ resignedOn }) => resignedOn).length;
  return {
    active_count: entry.officers.length - resigned,
    etag: sha1(self),
    inactive_count: 0,
    items: entry.officers.slice(startIndex, startIndex + itemsPerPage).map((officer) => ({
      address: addressWithPremises(entry.office),
      appointed_on: officer.appointedOn,
      is_pre_1992_appointment: false,
      links: {
        self: `/company/${entry.number}/appointments/${token(`${entry.number} ${officer.name}`)}`,
        officer: { appointments: `/officers/${token(officer.name)}/appointments` },
      },
      name: officer.name,
      officer_role: officer.role,
      ...(officer.role === 'director'
        ? {
            country_of_residence: 'United Kingdom',
            date_of_birth: { month: 1, year: 1900 },
            nationality: 'British',
            occupation: 'Director',
          }
        : {}),
      ...(officer.resignedOn ? { resigned_on: officer.resignedOn } : {}),
    })),
    items_per_page: itemsPerPage,
    kind: 'officer-list',
    links: { self },
    resigned_count: resigned,
    start_index: startIndex,
    total_results: entry.officers.length,
  };
}
