/** The whole product as `npm start` wires it, with both CRMs connected, for somebody who attacks it. */
import { randomBytes, randomUUID } from 'node:crypto';
import { onTestFinished } from 'vitest';
import { startAll } from '../../../server/all.ts';
import { loadConfig } from '../../../server/config/config.ts';
import { createLogger } from '../../../server/http/logger.ts';
import { createMetrics } from '../../../server/http/metrics/metrics.ts';
import { mintJwt } from '../../../server/identity/jwt.ts';
import { normalPace } from '../../../server/pace.ts';
import { systemRuntime } from '../../../server/runtime.ts';
import { Secret } from '../../../server/secrets/secret.ts';
import { assembleServices, type Services } from '../../../server/services.ts';
import { createApiToken } from '../../../server/store/api-tokens.ts';
import { nothingLate, sourcesEnvironment } from '../../sandbox/environment.ts';
import { asCaller, signV3 } from '../../sandbox/hubspot/signing.ts';
import { type ApexKeys, signApexCall } from '../../support/apex-signing.ts';
import type { TestDatabaseKind } from '../../support/databases.ts';
import { keptOpen } from '../../support/house.ts';
import { impatientClock } from '../../support/limits.ts';
import {
  openSalesforceHouse,
  type SalesforceHouse,
  type SalesforceHouseOptions,
} from '../../support/salesforce-house.ts';
import { hubspotApp, hubspotUser } from '../../support/served-house.ts';
import { type Description, describeServer, type Operation } from './operations.ts';

export interface Target extends SalesforceHouse {
  readonly url: string;
  readonly services: Services;
  readonly description: Description;
  readonly keys: ApexKeys;
  /** Of the HubSpot tenant. */
  readonly tokens: { readonly admin: string; readonly member: string; readonly jwt: string };
  /** Everything that nobody may ever read in a log line or an answer, by name. */
  readonly secrets: Readonly<Record<string, string>>;
  /** Headers that prove who sends it; the target may come with a caller appended. */
  prove(operation: Operation, target: string, body?: string): Proven;
  /** Every line that was logged, at the most talkative level. */
  log(): string;
}

export interface Proven {
  readonly target: string;
  readonly headers: Record<string, string>;
}

/** Closed when the test ends. */
export async function openTarget(
  kind: TestDatabaseKind,
  options: SalesforceHouseOptions = {},
): Promise<Target> {
  const encryptionKey = randomBytes(32).toString('base64');
  const env = { ...options.env, ENCRYPTION_KEYS: `target:${encryptionKey}` };
  const org = await openSalesforceHouse(kind, { ...options, env });
  const { house } = org;
  const secrets = {
    encryptionKey,
    hubspotClientSecret: hubspotApp.clientSecret,
    salesforceClientSecret: randomBytes(24).toString('hex'),
    jwtSecret: randomBytes(32).toString('hex'),
    metricsToken: randomBytes(24).toString('hex'),
    salesforceAccessToken: org.accessToken,
    ...passwordOf(house.database.location),
  };
  const config = loadConfig({
    NODE_ENV: 'test',
    PORT: '0',
    REQUESTS_PER_MINUTE: '1000000',
    HUBSPOT_BASE_URL: house.hubspot.url,
    HUBSPOT_CLIENT_ID: 'client-of-the-suite',
    HUBSPOT_CLIENT_SECRET: hubspotApp.clientSecret,
    HUBSPOT_APP_ID: hubspotApp.appId,
    HUBSPOT_APP_BASE_URL: hubspotApp.baseUrl,
    SALESFORCE_CLIENT_ID: 'client-of-the-suite',
    SALESFORCE_CLIENT_SECRET: secrets.salesforceClientSecret,
    JWT_SECRET: secrets.jwtSecret,
    METRICS_TOKEN: secrets.metricsToken,
    ...sourcesEnvironment(house.sources),
    ...nothingLate,
    ...env,
  });
  const lines: string[] = [];
  const logger = createLogger({
    level: 'trace',
    destination: { write: (line) => lines.push(line) },
  });
  const metrics = createMetrics({ process: false });
  const database = keptOpen(house.database);
  const services = assembleServices(config, database, systemRuntime, logger, metrics.crmCall, {
    ...normalPace,
    limiterClock: impatientClock(),
  });
  const web = await startAll(config, services, metrics, systemRuntime, logger);
  onTestFinished(() => web.close());

  const keys = await services.salesforce.keys.issue(org.tenant, org.salesforce.orgId);
  const { tenant } = house;
  const [admin, member] = await Promise.all(
    (['admin', 'member'] as const).map((role) =>
      house.database.withOrganization(tenant.organizationId, (trx) =>
        createApiToken(trx, { ...tenant, id: randomUUID(), name: role, role }),
      ),
    ),
  );
  if (!admin || !member) throw new Error('There are two tokens.');
  const jwt = await mintJwt(
    new Secret(secrets.jwtSecret),
    {
      userId: randomUUID(),
      organizationId: tenant.organizationId,
      role: 'admin',
      audience: config.jwt.audience,
      issuer: config.jwt.issuer,
    },
    { now: new Date(), hours: 1 },
  );
  const [, keySecret = ''] = keys.apiKey.split('.');
  return {
    ...org,
    url: web.url,
    services,
    description: await describeServer(web.url),
    keys,
    tokens: { admin, member, jwt },
    secrets: {
      ...secrets,
      adminToken: admin,
      memberToken: member,
      jwt,
      salesforceKeySecret: keySecret,
      salesforceSigningKey: keys.signingKey,
    },
    prove({ method, scheme, path }, target, body) {
      switch (scheme) {
        case 'none':
          return {
            target,
            headers: path === '/metrics' ? { authorization: `Bearer ${secrets.metricsToken}` } : {},
          };
        case 'bearer':
          return { target, headers: { authorization: `Bearer ${admin}` } };
        case 'hubspot-card': {
          const caller = { ...hubspotUser, ...hubspotApp, portalId: house.hubspot.portalId };
          return byHubSpot(method, asCaller(`${hubspotApp.baseUrl}${target}`, caller), body);
        }
        case 'hubspot-other':
          return byHubSpot(method, `${hubspotApp.baseUrl}${target}`, body);
        case 'salesforce':
          return {
            target,
            headers: signApexCall(keys, { path: target, body: body ?? '', now: Date.now() }),
          };
      }
    },
    log: () => lines.join(''),
  };
}

function byHubSpot(method: string, url: string, body: string | undefined): Proven {
  return {
    target: url.slice(hubspotApp.baseUrl.length),
    headers: signV3({ method, url, body }, hubspotApp.clientSecret, Date.now()),
  };
}

function passwordOf(location: object): { databasePassword?: string } {
  if (!('databaseUrl' in location)) return {};
  const { password } = new URL(String(location.databaseUrl));
  return password ? { databasePassword: password } : {};
}
