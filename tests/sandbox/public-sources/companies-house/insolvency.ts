import type { InsolvencyCase, RegisterEntry } from '../../world/types.ts';
import { sha1 } from '../identifiers.ts';
import { officeAddress } from './address.ts';

/** `companyInsolvency`. */
export function insolvency(entry: RegisterEntry, cases: readonly InsolvencyCase[]) {
  return {
    cases: cases.map((one, index) => ({
      dates: one.dates,
      number: String(index + 1),
      practitioners: one.practitioners.map((practitioner) => ({
        address: officeAddress(practitioner.address),
        appointed_on: practitioner.appointedOn,
        name: practitioner.name,
        role: 'practitioner',
      })),
      type: one.type,
    })),
    etag: sha1(`insolvency ${entry.number}`),
    status: [entry.status],
  };
}
