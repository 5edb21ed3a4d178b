/** An account with a thousand contacts of 200 companies, and what an enrichment of all of them writes. */
import { onTestFinished } from 'vitest';
import type { CrmConnector, ReadResult } from '../../server/crm/connector.ts';
import { createHubSpotAgent, createHubSpotConnector } from '../../server/crm/hubspot/index.ts';
import { hubspotProperties } from '../../shared/fields/hubspot.ts';
import {
  type HubSpotStandin,
  type HubSpotStandinOptions,
  startHubSpotStandin,
} from '../sandbox/hubspot/index.ts';
import type { HubSpotSeed } from '../sandbox/hubspot/seed.ts';
import { testBudget } from '../support/limits.ts';
import { enrichmentOf } from '../support/many-records.ts';

export const contactIds = Array.from({ length: 1_000 }, (_, index) => String(100_000 + index));
export const companyIds = Array.from({ length: 200 }, (_, index) => String(200_000 + index));

/** Five contacts each. */
export const companyOf = (contactId: string) =>
  companyIds[Math.floor(contactIds.indexOf(contactId) / 5)] ?? '';

/** Every company has an open deal, in which all its people take part. */
const seed: HubSpotSeed = {
  companies: companyIds.map((id) => ({
    id,
    properties: { name: `Company ${id}`, domain: `c${id}.example` },
  })),
  contacts: contactIds.map((id) => ({
    id,
    companyId: companyOf(id),
    properties: {
      email: `p${id}@c${companyOf(id)}.example`,
      lastname: `Person ${id}`,
      hs_sales_email_last_replied: '2026-11-01T09:00:00.000Z',
    },
  })),
  deals: companyIds.map((companyId, index) => ({
    id: String(300_000 + index),
    companyIds: [companyId],
    contactIds: contactIds.slice(index * 5, index * 5 + 5),
    properties: { dealname: `Deal ${index}`, dealstage: 'qualifiedtobuy', pipeline: 'default' },
  })),
};

export interface BulkAccount {
  readonly standin: HubSpotStandin;
  readonly connector: CrmConnector;
  /** Calls since the account was opened or they were last counted, by kind of call. */
  calls(): Record<string, number>;
}

/** With oppSpot's properties, unless `scopes` keeps the connection from making them. */
export async function bulkAccount(options: HubSpotStandinOptions = {}): Promise<BulkAccount> {
  const standin = await startHubSpotStandin({
    accessTokens: [{ token: 'token-1', scopes: 'all' }],
    seed,
    ...options,
    limits: { requestsPerTenSeconds: 1_000_000, searchesPerSecond: 1_000, ...options.limits },
  });
  onTestFinished(() => standin.close());
  const agent = createHubSpotAgent(standin.url, 10_000);
  onTestFinished(() => agent.destroy());
  const connector = createHubSpotConnector({
    accessToken: async () => 'token-1',
    baseUrl: standin.url,
    portalId: String(standin.portalId),
    budget: testBudget('hubspot'),
    runtime: { random: () => 0.5 },
    agent,
    dealDefaults: { pipeline: 'default', stage: 'appointmentscheduled' },
    sleep: async () => undefined,
  });
  await connector.provision();
  standin.clearRequests();
  const calls = () => {
    const seen = Object.groupBy(
      standin.requests(),
      ({ method, path }) => `${method} ${path.replace('/2026-09', '').replace('/crm', '')}`,
    );
    standin.clearRequests();
    return Object.fromEntries(Object.entries(seen).map(([kind, of]) => [kind, of?.length ?? 0]));
  };
  return { standin, connector, calls };
}

/** Every field of ours, none of them blank. */
export const everyField = Object.fromEntries(
  hubspotProperties().map(({ name, type, options }) => {
    if (type === 'number') return [name, '72'];
    if (type === 'datetime') return [name, '2026-11-21T10:00:00.000Z'];
    return [name, options?.[0]?.value ?? `Text of ${name}`];
  }),
);

/** Every field on every contact, a task for 300 of them, a deal for 100 companies. */
export const enrichmentOfAll = () =>
  enrichmentOf({ contactIds, companyOf, values: everyField, closeDate: '2027-01-31' });

export function recordsOf(results: ReadonlyMap<string, ReadResult>) {
  return [...results.values()].flatMap((result) => (result.ok ? [result.record] : []));
}

export const sum = (calls: Record<string, number>) =>
  Object.values(calls).reduce((total, count) => total + count, 0);
