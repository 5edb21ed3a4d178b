/**
 * What storms strike: a web process, three workers, their Postgres and Redis, and a stand-in HubSpot with
 * a Salesforce beside it. It stands through many storms.
 */
import { randomBytes, randomInt } from 'node:crypto';
import { loadConfig } from '../../../server/config/config.ts';
import { createLogger } from '../../../server/http/logger.ts';
import { type Runtime, systemRuntime } from '../../../server/runtime.ts';
import { assembleServices, type Services } from '../../../server/services.ts';
import { openDatabase } from '../../../server/store/database.ts';
import type { Tenant } from '../../../server/sync/service.ts';
import { tenantSettings } from '../../../shared/tenant/settings.ts';
import { subscriptions } from '../../inbound/support/webhooks.ts';
import { enrichAction } from '../../inbound/support/workflow.ts';
import { nothingLate, sourcesEnvironment } from '../../sandbox/environment.ts';
import { type HubSpotStandin, startHubSpotStandin } from '../../sandbox/hubspot/index.ts';
import {
  startWebhookDelivery,
  type WebhookDelivery,
} from '../../sandbox/hubspot/webhooks/delivery.ts';
import {
  createWorkflowEngine,
  type WorkflowEngine,
} from '../../sandbox/hubspot/workflows/engine.ts';
import { startPublicSources } from '../../sandbox/public-sources/public-sources.ts';
import { world as createWorld, type World, worldSettings } from '../../sandbox/world/world.ts';
import { provision } from '../../support/house.ts';
import { hubspotApp } from '../../support/served-house.ts';
import { type FastClock, fastClock } from './fast-time.ts';
import { connectOrg, type Org, openOrg } from './org.ts';
import { freePort } from './ports.ts';
import { openStormyPostgres, type StormyPostgres } from './postgres.ts';
import { openStormyRedis, type StormyRedis } from './redis.ts';
import { type Supervised, supervise } from './supervised.ts';

export interface Town {
  readonly clock: FastClock;
  readonly world: World;
  readonly hubspot: HubSpotStandin;
  readonly workflow: WorkflowEngine;
  readonly webhooks: WebhookDelivery;
  readonly postgres: StormyPostgres;
  /** Null where there is none. */
  readonly redis: StormyRedis | null;
  readonly web: Supervised;
  readonly workers: readonly Supervised[];
  readonly tenant: Tenant;
  readonly org: Org;
  /** For whoever asks: a process of its own that takes no work. */
  readonly services: Services;
  close(): Promise<void>;
}

const workers = 3;
const accessToken = 'through-all-weathers';

/** @throws Error where there is no Postgres */
export async function foundTown(): Promise<Town> {
  const clock = fastClock();
  const world = createWorld(clock.now());
  const [postgres, redis, hubspot, salesforce, sources, port] = await Promise.all([
    openStormyPostgres(),
    openStormyRedis(),
    startHubSpotStandin({
      accessTokens: [{ token: accessToken, scopes: 'all' }],
      portalId: randomInt(10_000_000, 99_000_000),
      seed: world.hubspot,
      limits: { requestsPerTenSeconds: 100_000, searchesPerSecond: 100_000 },
      now: clock.now,
    }),
    openOrg(world, clock),
    startPublicSources({ world }),
    freePort(),
  ]);
  if (!postgres) throw new Error('Storms need a Postgres: its programs, or TEST_DATABASE_URL.');
  const environment = {
    DATABASE_URL: postgres.url,
    ENCRYPTION_KEYS: `test:${randomBytes(32).toString('base64')}`,
    HUBSPOT_BASE_URL: hubspot.url,
    HUBSPOT_CLIENT_SECRET: hubspotApp.clientSecret,
    HUBSPOT_APP_ID: hubspotApp.appId,
    HUBSPOT_APP_BASE_URL: hubspotApp.baseUrl,
    HUBSPOT_REQUESTS_PER_TEN_SECONDS: '10000',
    // The sources are no part of the storm; on a clock that runs faster they seem slow.
    RESEARCH_PROVIDER_TIMEOUT_MS: '60000',
    RESEARCH_TOTAL_TIMEOUT_MS: '120000',
    LOG_LEVEL: 'info',
    SALESFORCE_PUBSUB_ADDRESS: salesforce.pubSub?.address ?? '',
    ...sourcesEnvironment(sources),
    ...nothingLate,
    ...redis?.environment,
  };

  const runtime: Runtime = { ...systemRuntime, now: clock.now };
  const database = await openDatabase({ databaseUrl: postgres.url });
  await database.migrate();
  const logger = createLogger({ level: 'silent' });
  const services = assembleServices(loadConfig(environment), database, runtime, logger);
  const tenant = await services.hubspot.connect({
    accessToken,
    baseUrl: hubspot.url,
    organizationName: 'A town',
    settings: tenantSettings.parse(worldSettings),
  });
  await provision(database, tenant, hubspot.url, accessToken);
  const org = await connectOrg(salesforce, world, services);

  const of = (role: 'web' | 'worker') =>
    supervise(
      role,
      { ...environment, ...(role === 'web' && { PORT: String(port) }) },
      clock.beganAt,
    );
  const web = of('web');
  const atWork = Array.from({ length: workers }, () => of('worker'));
  const app = {
    targetOrigin: `http://127.0.0.1:${port}`,
    clientSecret: hubspotApp.clientSecret,
    firstPauseMs: 50,
    now: clock.now,
  };
  const workflow = createWorkflowEngine(hubspot, {
    ...app,
    appBaseUrl: hubspotApp.baseUrl,
    action: enrichAction(),
  });
  const webhooks = startWebhookDelivery(hubspot, {
    ...app,
    targetUrl: `${hubspotApp.baseUrl}/hubspot/webhooks`,
    appId: hubspotApp.appId,
    subscriptions: subscriptions(),
  });
  await Promise.all([web, ...atWork].map((one) => one.ready()));

  return {
    clock,
    world,
    hubspot,
    workflow,
    webhooks,
    postgres,
    redis,
    web,
    workers: atWork,
    tenant,
    org,
    services,
    async close() {
      await Promise.all([workflow.close(), webhooks.close()]);
      await Promise.all([web, ...atWork].map((one) => one.close()));
      await services.close();
      await Promise.all([hubspot, salesforce, sources, redis].map((one) => one?.close()));
      await postgres.close();
    },
  };
}
