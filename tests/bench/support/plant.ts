/**
 * The product as it is run for many customers: processes by role on one Postgres, which count calls in
 * one Redis, and everything that is not the product in a process of its own.
 */
import { randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { loadConfig } from '../../../server/config/config.ts';
import { createLogger } from '../../../server/http/logger.ts';
import type { Role } from '../../../server/processes.ts';
import { systemRuntime } from '../../../server/runtime.ts';
import { assembleServices, type Services } from '../../../server/services.ts';
import { createApiToken } from '../../../server/store/api-tokens.ts';
import { openDatabase } from '../../../server/store/database.ts';
import { setProvisioned } from '../../../server/store/integrations.ts';
import type { Tenant } from '../../../server/sync/service.ts';
import { tenantSettings } from '../../../shared/tenant/settings.ts';
import { salesforceWorldSettings, worldSettings } from '../../sandbox/world/world.ts';
import type { TestDatabase } from '../../support/databases.ts';
import { type Outside, type OutsideOptions, startOutside } from './outside/outside.ts';
import { type Program, startProgram } from './programs.ts';
import { withServers } from './servers.ts';

export interface Plant {
  readonly outside: Outside;
  readonly database: TestDatabase;
  /** This process's own, for what one asks of a server. */
  readonly services: Services;
  readonly portal: Tenant;
  readonly org: Tenant;
  /** Opens the API for the portal's tenant. */
  readonly token: string;
  /** Signs as HubSpot, for this address. */
  readonly hubspotApp: { readonly clientSecret: string; readonly baseUrl: string };
  startWorker(): Promise<Program<null>>;
  /** Resolves when it listens. */
  startWeb(): Promise<Program<null> & { readonly url: string }>;
}

const roleProgram = fileURLToPath(new URL('role/main.ts', import.meta.url));
const hubspotApp = {
  clientSecret: 'a-secret-of-the-benchmarks',
  baseUrl: 'https://smartsync.oppspot.example',
};

/**
 * Runs `work` with a portal and an org connected and provisioned. All that was started ends with it.
 *
 * The register is not asked: a list of more than two hundred companies would use up what it grants in
 * five minutes, and what is measured would be that.
 */
export async function withPlant<T>(
  options: Omit<OutsideOptions, 'accessToken'>,
  work: (plant: Plant) => Promise<T>,
): Promise<T> {
  return withServers(async ({ database, databaseUrl, redis }) => {
    const programs: Program<unknown>[] = [];
    const outside = await startOutside(options);
    const env = {
      ...outside.sources,
      COMPANIES_HOUSE_API_KEY: '',
      DATABASE_URL: databaseUrl,
      ENCRYPTION_KEYS: `bench:${randomBytes(32).toString('base64')}`,
      UPSTASH_REDIS_REST_URL: redis.url,
      UPSTASH_REDIS_REST_TOKEN: redis.token,
      HUBSPOT_BASE_URL: outside.hubspotUrl,
      HUBSPOT_CLIENT_SECRET: hubspotApp.clientSecret,
      HUBSPOT_APP_BASE_URL: hubspotApp.baseUrl,
      SALESFORCE_LOGIN_URL: outside.salesforceUrl,
      SALESFORCE_PUBSUB_ADDRESS: outside.pubSubAddress,
      REQUESTS_PER_MINUTE: '1000000',
    };
    const start = async (role: Role, more: Readonly<Record<string, string>> = {}) => {
      const program = await startProgram<null>(roleProgram, role, { ...env, ...more });
      programs.push(program);
      return program;
    };
    const services = await openOwnServices(env);
    try {
      const { portal, org } = await connect(services, outside);
      const token = await services.database.withOrganization(portal.organizationId, (trx) =>
        createApiToken(trx, { ...portal, id: randomUUID(), name: 'bench' }),
      );
      return await work({
        outside,
        database,
        services,
        portal,
        org,
        token,
        hubspotApp,
        startWorker: () => start('worker'),
        async startWeb() {
          const port = await freePort();
          return {
            ...(await start('web', { PORT: String(port) })),
            url: `http://127.0.0.1:${port}`,
          };
        },
      });
    } finally {
      await Promise.all(programs.map((program) => program.stop()));
      await services.close();
      await outside.stop();
    }
  });
}

async function openOwnServices(env: Readonly<Record<string, string>>): Promise<Services> {
  const config = loadConfig(env);
  const database = await openDatabase({ databaseUrl: env.DATABASE_URL ?? '' }, { poolSize: 4 });
  const logger = createLogger({ level: 'warn' });
  return assembleServices(config, database, systemRuntime, logger);
}

async function connect(services: Services, outside: Outside) {
  const { accessToken, hubspotUrl, salesforceUrl } = outside;
  const portal = await services.hubspot.connect({
    accessToken,
    baseUrl: hubspotUrl,
    organizationName: 'Bench',
    settings: tenantSettings.parse(worldSettings),
  });
  const org = await services.salesforce.connect({
    grant: { accessToken, refreshToken: 'none', instanceUrl: salesforceUrl },
    loginUrl: salesforceUrl,
    organizationName: 'Bench in Salesforce',
    grantedScopes: ['api', 'refresh_token'],
    settings: tenantSettings.parse(salesforceWorldSettings),
  });
  for (const [tenant, { connectorFor }] of [
    [portal, services.hubspot],
    [org, services.salesforce],
  ] as const) {
    const report = await (await connectorFor(tenant)).provision();
    await services.database.withOrganization(tenant.organizationId, (trx) =>
      setProvisioned(trx, tenant.integrationId, report),
    );
  }
  await outside.clear();
  return { portal, org };
}

/** Free a moment before it is taken. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
