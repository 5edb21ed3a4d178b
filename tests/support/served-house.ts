/** The whole product behind its HTTP API on a real socket, in a world of stand-ins. */
import { randomUUID } from 'node:crypto';
import { onTestFinished } from 'vitest';
import { createApp } from '../../server/http/app.ts';
import { createLogger } from '../../server/http/logger.ts';
import { createMetrics } from '../../server/http/metrics/metrics.ts';
import { startServer } from '../../server/http/server.ts';
import { createPrincipals } from '../../server/identity/principals.ts';
import { systemRuntime } from '../../server/runtime.ts';
import { Secret } from '../../server/secrets/secret.ts';
import { createApiToken } from '../../server/store/api-tokens.ts';
import { asCaller, signV3 } from '../sandbox/hubspot/signing.ts';
import type { TestDatabaseKind } from './databases.ts';
import { type House, type HouseOptions, openHouse } from './house.ts';

/** Our app at the stand-in portal. */
export const hubspotApp = {
  clientSecret: 'yyyyyyyy-yyyy-yyyy-yyyy-yyyyyyyyyyyy',
  appId: '54321',
  baseUrl: 'https://smartsync.oppspot.example',
} as const;

/** The person who has the card open. */
export const hubspotUser = { userId: '9001', userEmail: 'rep+one@sellers.example' } as const;

export interface ServedHouse extends House {
  readonly url: string;
  readonly token: string;
  /** A request with the tenant's token. */
  api(path: string, init?: RequestInit): Promise<Response>;
  /** What a card or the settings page asks: signed by HubSpot for the house's portal and `hubspotUser`. */
  card(method: 'GET' | 'POST', path: string, body?: unknown): Promise<Response>;
  /** Sends a request that claims to be HubSpot's, exactly as given. */
  send(
    method: string,
    target: string,
    headers: Record<string, string>,
    body?: string,
  ): Promise<Response>;
  /** Every line the web layer wrote, at the most talkative level. */
  webLog(): string;
}

/** What HubSpot makes of a card's question: the caller appended, and signed. */
export function cardRequest(portalId: number, method: string, path: string, given?: unknown) {
  const body = given === undefined ? undefined : JSON.stringify(given);
  const caller = { ...hubspotUser, portalId, appId: hubspotApp.appId };
  const url = asCaller(`${hubspotApp.baseUrl}${path}`, caller);
  const headers = signV3({ method, url, body }, hubspotApp.clientSecret, Date.now());
  return { target: url.slice(hubspotApp.baseUrl.length), headers, body };
}

/** Closed when the test ends. */
export async function openServedHouse(
  kind: TestDatabaseKind,
  options: HouseOptions = {},
): Promise<ServedHouse> {
  return serve(await openHouse(kind, options));
}

/** The house behind a socket. Closed when the test ends. */
export async function serve(house: House): Promise<ServedHouse> {
  const { database, tenant } = house;
  const token = await database.withOrganization(tenant.organizationId, (trx) =>
    createApiToken(trx, { ...tenant, id: randomUUID(), name: 'attacker' }),
  );
  const lines: string[] = [];
  const app = createApp({
    sync: house.services.sync,
    authenticate: createPrincipals(database, null),
    readiness: async () => ({ ok: true, checks: {} }),
    logger: createLogger({ level: 'trace', destination: { write: (line) => lines.push(line) } }),
    metrics: createMetrics({ process: false }),
    runtime: systemRuntime,
    hubspot: {
      clientSecret: new Secret(hubspotApp.clientSecret),
      appId: hubspotApp.appId,
      baseUrl: hubspotApp.baseUrl,
      tenantOf: (portalId) => house.services.hubspot.tenantOfPortal(portalId, house.hubspot.url),
      settings: house.services.settings,
      inbound: house.services.inbound,
    },
    salesforce: {
      keys: house.services.salesforce.keys,
      settings: house.services.settings,
      inbound: house.services.inbound,
    },
    connections: house.services.connections,
    mappings: house.services.mappings,
    ownProvider: house.services.ownProvider,
    scoring: house.services.scoring,
    entities: house.services.entities,
    bulk: house.services.bulk,
    audit: house.services.audit,
    privacy: house.services.privacy,
    config: {
      publicBaseUrl: 'https://smartsync.example',
      requestsPerMinute: 1_000_000,
      trustProxy: false,
    },
  });
  const server = await startServer(app, { host: '127.0.0.1', port: 0, closeDeadlineMs: 5_000 });
  onTestFinished(() => server.close());
  const send = (method: string, target: string, headers: Record<string, string>, body?: string) =>
    fetch(`${server.url}${target}`, {
      method,
      headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
      body,
      redirect: 'manual',
    });
  return {
    ...house,
    url: server.url,
    send,
    card: (method, path, given) => {
      const { target, headers, body } = cardRequest(house.hubspot.portalId, method, path, given);
      return send(method, target, headers, body);
    },
    token,
    api: (path, init = {}) =>
      fetch(`${server.url}${path}`, {
        ...init,
        headers: { authorization: `Bearer ${token}`, ...init.headers },
      }),
    webLog: () => lines.join(''),
  };
}
