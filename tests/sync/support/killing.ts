/** A server that may be killed, with what outlives it: its data, its portal, its sources. */
import { randomBytes, randomUUID } from 'node:crypto';
import { loadConfig } from '../../../server/config/config.ts';
import { createLogger } from '../../../server/http/logger.ts';
import { systemRuntime } from '../../../server/runtime.ts';
import { assembleServices } from '../../../server/services.ts';
import { createApiToken } from '../../../server/store/api-tokens.ts';
import type { Database } from '../../../server/store/database.ts';
import { tenantSettings } from '../../../shared/tenant/settings.ts';
import { nothingLate, sourcesEnvironment } from '../../sandbox/environment.ts';
import { type HubSpotStandin, startHubSpotStandin } from '../../sandbox/hubspot/index.ts';
import { startPublicSources } from '../../sandbox/public-sources/public-sources.ts';
import { world as createWorld, heroContactId, worldSettings } from '../../sandbox/world/world.ts';
import type { TestDatabaseKind } from '../../support/databases.ts';
import { provision } from '../../support/house.ts';
import { cardRequest, hubspotApp } from '../../support/served-house.ts';
import { lastingData } from './lasting-data.ts';
import { ServerProcess } from './server-process.ts';

export interface Killing {
  readonly hubspot: HubSpotStandin;
  readonly server: ServerProcess;
  /** What a card asks, as HubSpot sends it. */
  card(method: 'GET' | 'POST', path: string, body?: unknown): Promise<Response>;
  /** A contact like the hero, at a company of its own. */
  newHero(): string;
  /** Starts the server again, as long after its death as leases last. */
  restart(): Promise<void>;
  /** How many journal entries and runs are open; ends the server. */
  openRows(): Promise<{ entries: number; runs: number }>;
  close(): Promise<void>;
}

const accessToken = 'killed-and-started-again';

export async function prepareKilling(kind: TestDatabaseKind): Promise<Killing> {
  const world = createWorld(systemRuntime.now());
  const [hubspot, sources, data] = await Promise.all([
    startHubSpotStandin({
      accessTokens: [{ token: accessToken, scopes: 'all' }],
      seed: world.hubspot,
      limits: { requestsPerTenSeconds: 100_000 },
    }),
    startPublicSources({ world }),
    lastingData(kind),
  ]);
  const environment = {
    ENCRYPTION_KEYS: `test:${randomBytes(32).toString('base64')}`,
    HUBSPOT_BASE_URL: hubspot.url,
    HUBSPOT_CLIENT_SECRET: hubspotApp.clientSecret,
    HUBSPOT_APP_ID: hubspotApp.appId,
    HUBSPOT_APP_BASE_URL: hubspotApp.baseUrl,
    ...sourcesEnvironment(sources),
    ...nothingLate,
    ...data.environment,
  };
  const token = await data.use((database) => connectTenant(database, environment, hubspot.url));
  const server = new ServerProcess(environment, token);
  const hero = world.hubspot.contacts?.find(({ id }) => id === heroContactId);

  return {
    hubspot,
    server,
    card(method, path, given) {
      const { target, headers, body } = cardRequest(hubspot.portalId, method, path, given);
      return server.send(method, target, headers, body);
    },
    newHero() {
      const { id: companyId } = hubspot.createCompany({
        name: 'Tidewright Robotics',
        domain: 'tidewright.example',
      });
      const { id } = hubspot.createContact({
        ...hero?.properties,
        email: `hero.${companyId}@tidewright.example`,
      });
      hubspot.associate({ type: 'contacts', id }, { type: 'companies', id: companyId });
      return id;
    },
    async restart() {
      await data.expireLeases();
      await server.start();
    },
    async openRows() {
      await server.kill();
      const count = async (statement: string) => {
        const [row] = await data.asOwner(statement);
        return Number(row?.count);
      };
      return {
        entries: await count(`select count(*) from crm_write_journal where state = 'pending'`),
        runs: await count(
          `select count(*) from crm_sync_logs where status in ('running', 'applying')`,
        ),
      };
    },
    async close() {
      await server.kill();
      await Promise.all([hubspot.close(), sources.close()]);
      await data.close();
    },
  };
}

/** Connects the portal as an installation would; gives a token for the API. */
async function connectTenant(
  database: Database,
  environment: Record<string, string>,
  baseUrl: string,
): Promise<string> {
  await database.migrate();
  const logger = createLogger({ level: 'warn' });
  const config = loadConfig(environment);
  const { hubspot, research } = assembleServices(config, database, systemRuntime, logger);
  const tenant = await hubspot.connect({
    accessToken,
    baseUrl,
    organizationName: 'Killed and started again',
    settings: tenantSettings.parse(worldSettings),
  });
  await provision(database, tenant, baseUrl, accessToken);
  hubspot.close();
  await research.close();
  return database.withOrganization(tenant.organizationId, (trx) =>
    createApiToken(trx, { ...tenant, id: randomUUID(), name: 'kill test' }),
  );
}
