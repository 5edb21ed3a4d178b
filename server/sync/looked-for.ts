import { createHash } from 'node:crypto';
import type { CrmValue } from '../../shared/plan/plan.ts';
import type { CrmCompany, CrmRecord } from '../crm/connector.ts';
import { companyKey, researchSubject } from '../research/subject.ts';

/**
 * Digest of what a record's company is looked for by, the person's address included: she may have
 * become one who must not be researched. The same digest finds the same company.
 * @param ours values that we wrote to the record or are about to: they are no news
 */
export function lookedFor(record: CrmRecord, ours: Iterable<CrmValue>): string {
  const company = record.company && withoutOurs(record.company, new Set(ours));
  const found = researchSubject({ ...record, company }, null);
  const what = found.ok ? companyKey(found.subject) : found.match.code;
  const email = record.person?.email?.trim().toLowerCase() ?? null;
  return createHash('sha256')
    .update(JSON.stringify([what, email]))
    .digest('base64url');
}

function withoutOurs(company: CrmCompany, ours: ReadonlySet<CrmValue>): CrmCompany {
  const unlessOurs = (value: string | null) => (ours.has(value) ? null : value);
  return {
    ...company,
    name: unlessOurs(company.name),
    domain: unlessOurs(company.domain),
    country: unlessOurs(company.country),
    city: unlessOurs(company.city),
    postcode: unlessOurs(company.postcode),
    registrationNumber: unlessOurs(company.registrationNumber),
  };
}
