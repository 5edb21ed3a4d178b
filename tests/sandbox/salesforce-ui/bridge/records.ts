/** Records as the running user sees them, as `OppSpotRecordSelector` finds them. */
import { toId18 } from '../../salesforce/ids.ts';
import type { Transaction } from './transaction.ts';

const objects: Readonly<Record<string, string>> = {
  '001': 'Account',
  '003': 'Contact',
  '00Q': 'Lead',
};

/** `Account`, `Contact` or `Lead`; null for everything else. */
export function objectName(recordId: string | null): string | null {
  return objects[recordId?.slice(0, 3) ?? ''] ?? null;
}

/** Whether the user may read the record: it is there, and the user may read its object. */
export function isReadable({ salesforce, access }: Transaction, recordId: string): boolean {
  const object = objectName(recordId);
  if (object === null || !access.may(object, 'read')) return false;
  return salesforce.org().records.live(object, recordId) !== undefined;
}

/** The 18-character form; null for what is no id. */
export function idOf(value: unknown): string | null {
  return typeof value === 'string' ? (toId18(value) ?? null) : null;
}
