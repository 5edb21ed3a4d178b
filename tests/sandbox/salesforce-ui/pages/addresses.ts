/** Addresses as Lightning Experience has them, so that links made for Salesforce open here too. */
import type { ListedObject, PageObject } from '../contract.ts';

type Place =
  | { readonly page: 'list'; readonly object: ListedObject }
  | { readonly page: 'record'; readonly object: PageObject; readonly id: string }
  | { readonly page: 'setup' }
  | { readonly page: 'flow' }
  | { readonly page: 'unknown' };

export const listAddress = (object: ListedObject) => `/lightning/o/${object}/list`;
export const recordAddress = (object: PageObject, id: string) =>
  `/lightning/r/${object}/${id}/view`;
export const setupAddress = '/lightning/n/oppspot__OppSpot_Setup';
export const flowAddress = '/flow/oppspot/Enrich_Records';

const listed: readonly string[] = ['Contact', 'Account', 'Lead'];
const withPage: readonly string[] = [...listed, 'Opportunity', 'Task'];

/** The page a path stands for. */
export function placeOf(pathname: string): Place {
  if (pathname === '/') return { page: 'list', object: 'Contact' };
  if (pathname === setupAddress) return { page: 'setup' };
  if (pathname === flowAddress) return { page: 'flow' };
  const [, , kind, object = '', third = ''] = pathname.split('/');
  if (kind === 'o' && listed.includes(object)) {
    return { page: 'list', object: object as ListedObject };
  }
  if (kind === 'r' && withPage.includes(object)) {
    return { page: 'record', object: object as PageObject, id: third };
  }
  return { page: 'unknown' };
}
