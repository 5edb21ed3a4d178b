import { createHash } from 'node:crypto';
import type { CrmRecord } from '../crm/connector.ts';

/**
 * Digest of everything that was read of a record. A plan carries the digest it was decided on, and
 * applying it is refused when the record's has changed.
 */
export function recordVersion(record: CrmRecord): string {
  const content = {
    updatedAt: record.updatedAt,
    ownerId: record.ownerId,
    values: Object.entries(record.values)
      .filter(([, value]) => value !== null && value !== '')
      .sort(([a], [b]) => (a < b ? -1 : 1)),
    company: record.company && Object.entries(record.company).sort(([a], [b]) => (a < b ? -1 : 1)),
    isCustomer: record.isCustomer,
    deals: record.deals.map((deal) => `${deal.id}:${deal.isOpen}`).sort(),
  };
  return createHash('sha256').update(JSON.stringify(content)).digest('base64url');
}
