import type { ObjectType } from '../../../shared/plan/plan.ts';

export const objectNames = {
  contact: 'Contact',
  lead: 'Lead',
  company: 'Account',
} as const satisfies Record<ObjectType, string>;

/** Salesforce leads from here to its own pages; null while the org's address is unknown. */
export function recordUrl(origin: string | null, object: string, id: string): string | null {
  return origin === null ? null : `${origin}/lightning/r/${object}/${id}/view`;
}
