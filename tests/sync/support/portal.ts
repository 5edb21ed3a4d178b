/** What a test asks the stand-in portal. */
import type { Enrichment } from '../../../shared/contract/v1.ts';
import type { HubSpotStandin, LoggedRequest, StandinRecord } from '../../sandbox/hubspot/index.ts';

export const hero = { object: 'contact', recordId: '1001' } as const;
export const heroCompanyId = '2001';

/** Deals that the world starts with. */
const seededDeals = new Set(['3001', '3002', '3003']);

/** Live deals that were not there at the start. */
export function newDeals(hubspot: HubSpotStandin): StandinRecord[] {
  return hubspot.records('deals').filter(({ id }) => !seededDeals.has(id));
}

export function tasks(hubspot: HubSpotStandin): StandinRecord[] {
  return hubspot.records('tasks');
}

export function valuesOf(
  hubspot: HubSpotStandin,
  id = '1001',
  type: 'contacts' | 'companies' = 'contacts',
) {
  return hubspot.get(type, id)?.properties ?? {};
}

export function isWrite({ method, path }: Pick<LoggedRequest, 'method' | 'path'>): boolean {
  return method !== 'GET' && !/\/(batch\/read|search)$/.test(path);
}

export function writes(hubspot: HubSpotStandin): string[] {
  return hubspot
    .requests()
    .filter(isWrite)
    .map(({ method, path }) => `${method} ${path}`);
}

export function reads(hubspot: HubSpotStandin): string[] {
  return hubspot
    .requests()
    .filter((request) => !isWrite(request))
    .map(({ method, path }) => `${method} ${path}`);
}

/** Codes of what was left undone, by action. */
export function skips({ plan }: Pick<Enrichment, 'plan'>): Record<string, string> {
  return Object.fromEntries(plan.skipped.map(({ action, code }) => [action, code]));
}

/** The planned values by CRM field. */
export function plannedValues({ plan }: Enrichment): Record<string, unknown> {
  return Object.fromEntries(
    plan.changes.filter(({ decision }) => decision === 'write').map((c) => [c.field, c.after]),
  );
}

export function changeOf({ plan }: Enrichment, field: string) {
  return plan.changes.find((change) => change.field === field);
}

/** Whether every planned value stands in the portal. */
export function standing(hubspot: HubSpotStandin, enrichment: Enrichment): Record<string, unknown> {
  const { object, id } = enrichment.record;
  const now = valuesOf(hubspot, id, object === 'company' ? 'companies' : 'contacts');
  return Object.fromEntries(
    Object.keys(plannedValues(enrichment)).map((field) => [field, now[field] || null]),
  );
}
