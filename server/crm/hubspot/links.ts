import type { ObjectType } from '../../../shared/plan/plan.ts';
import { isHubSpotRecordType } from './fields.ts';

const typeIds = { contact: '0-1', company: '0-2', deal: '0-3', task: '0-27' } as const;
export type LinkedObject = keyof typeof typeIds;

const defaultHost = 'app.hubspot.com';

export interface Account {
  readonly portalId: string | null;
  /** `app.hubspot.com`, or the regional host such as `app-eu1.hubspot.com`. */
  readonly uiDomain: string | null;
}

/** Encrypted, other than on this very machine, where only a stand-in can be. */
function originOf({ uiDomain }: Pick<Account, 'uiDomain'>): string {
  const host = uiDomain ?? defaultHost;
  return `${host.startsWith('127.0.0.1:') ? 'http' : 'https'}://${host}`;
}

/** Link into HubSpot; null while the account's id is unknown. */
export function recordUrl(account: Account, object: LinkedObject, id: string): string | null {
  if (account.portalId === null) return null;
  return `${originOf(account)}/contacts/${account.portalId}/record/${typeIds[object]}/${id}`;
}

/** The account's list of contacts; null while the account's id is unknown. */
export function contactsUrl({ portalId, uiDomain }: Account): string | null {
  if (portalId === null) return null;
  return `${originOf({ uiDomain })}/contacts/${portalId}/objects/${typeIds.contact}`;
}

/** HubSpot ids are whole numbers; nothing else is put into a path. */
export function isHubSpotId(id: string): boolean {
  return /^\d{1,20}$/.test(id);
}

export function typeOf(object: ObjectType): 'contacts' | 'companies' | null {
  if (!isHubSpotRecordType(object)) return null;
  return object === 'contact' ? 'contacts' : 'companies';
}
