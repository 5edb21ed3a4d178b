import { createHash } from 'node:crypto';
import type { CrmRecord } from '../crm/connector.ts';
import { companyKey, researchSubject } from '../research/subject.ts';

/**
 * Digest of what a record's company is looked for by, the person's address included: she may have
 * become one who must not be researched. The same digest finds the same company.
 */
export function lookedFor(record: CrmRecord): string {
  const found = researchSubject(record, null);
  const what = found.ok ? companyKey(found.subject) : found.match.code;
  const email = record.person?.email?.trim().toLowerCase() ?? null;
  return createHash('sha256')
    .update(JSON.stringify([what, email]))
    .digest('base64url');
}
