/** Addresses as HubSpot's own pages have them, so that links made for HubSpot open here too. */
import type { ListedObject, PageObject } from '../contract.ts';

const typeIds = { contacts: '0-1', companies: '0-2', deals: '0-3' } as const;

export type Place =
  | { readonly page: 'list'; readonly type: ListedObject }
  | { readonly page: 'record'; readonly type: PageObject; readonly id: string }
  | { readonly page: 'workflows' }
  | { readonly page: 'apps' }
  | { readonly page: 'settings' }
  | { readonly page: 'unknown' };

export const listAddress = (portalId: number, type: ListedObject) =>
  `/contacts/${portalId}/objects/${typeIds[type]}/views/all/list`;

export const recordAddress = (portalId: number, type: PageObject, id: string, tab?: string) =>
  `/contacts/${portalId}/record/${typeIds[type]}/${id}${tab ? `?tab=${encodeURIComponent(tab)}` : ''}`;

export const workflowsAddress = (portalId: number) => `/workflows/${portalId}`;

export const appsAddress = (portalId: number) => `/integrations-settings/${portalId}/installed`;

export const settingsAddress = (portalId: number, appUid: string) =>
  `${appsAddress(portalId)}/${appUid}/settings`;

/** The page a path stands for. */
export function placeOf(pathname: string): Place {
  if (pathname === '/') return { page: 'list', type: 'contacts' };
  const list = /^\/contacts\/\d+\/objects\/(0-\d+)/.exec(pathname);
  const listed = typeOf(list?.[1]);
  if (listed === 'contacts' || listed === 'companies') return { page: 'list', type: listed };
  const record = /^\/contacts\/\d+\/record\/(0-\d+)\/(\d+)/.exec(pathname);
  const type = typeOf(record?.[1]);
  if (type && record?.[2]) return { page: 'record', type, id: record[2] };
  if (/^\/workflows\/\d+/.test(pathname)) return { page: 'workflows' };
  if (/^\/integrations-settings\/\d+\/installed\/[^/]+\/settings/.test(pathname)) {
    return { page: 'settings' };
  }
  if (/^\/integrations-settings\/\d+\/installed/.test(pathname)) return { page: 'apps' };
  return { page: 'unknown' };
}

function typeOf(id: string | undefined): PageObject | undefined {
  return (['contacts', 'companies', 'deals'] as const).find((type) => typeIds[type] === id);
}
