/** Whether the register holds something else about a company: two small calls. */
import { digestOf, type Look } from '../../marks.ts';
import type { CompaniesHouseClient } from './client.ts';
import type { CompanyProfile, FilingItem } from './schema.ts';

/** The register's own tag; what is read of the profile where it gives none. */
export function profileMark(profile: CompanyProfile | null): string {
  return profile?.etag ?? digestOf(profile);
}

/** The newest one says whether there is another. */
export function filingMark(newest: FilingItem | null): string {
  return newest?.transaction_id ?? 'none';
}

export function registerLooks(register: CompaniesHouseClient): Look[] {
  return [
    {
      prefix: 'companies-house:profile:',
      look: async (number, _known, signal) => ({
        digest: profileMark(await register.profile(number, { signal })),
        validators: null,
      }),
    },
    {
      prefix: 'companies-house:filings:',
      look: async (number, _known, signal) => ({
        digest: filingMark(await register.newestFiling(number, { signal })),
        validators: null,
      }),
    },
  ];
}
