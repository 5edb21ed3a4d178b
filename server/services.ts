/** Everything a process works with, put together from its configuration. */
import type { Logger } from 'pino';
import { createAuditService } from './audit/create-audit-service.ts';
import type { AuditService } from './audit/service.ts';
import type { CollectDependencies } from './bulk/collect.ts';
import { createBulkService } from './bulk/create-bulk-service.ts';
import { refreshStale } from './bulk/refresh.ts';
import type { BulkService } from './bulk/service.ts';
import type { Cache, ErasableCache } from './cache/cache.ts';
import { LayeredCache } from './cache/layered.ts';
import { MemoryCache } from './cache/memory.ts';
import { UpstashCache } from './cache/upstash.ts';
import type { Config } from './config/config.ts';
import { createConnections } from './connections/create-connections.ts';
import type { ConnectionsDependencies } from './connections/dependencies.ts';
import type { ConnectionsService } from './connections/service.ts';
import { type Chore, connectionChores } from './connections/upkeep.ts';
import type { HubSpotOAuthApp } from './crm/hubspot/oauth/app.ts';
import type { ObserveCrmCall } from './crm/measured.ts';
import type { OAuthApp } from './crm/salesforce/session/session.ts';
import { createEntitiesService } from './entities/create-entities-service.ts';
import type { EntitiesService } from './entities/service.ts';
import { createSalesforceFeeds, type SalesforceFeeds } from './feeds/create-salesforce-feeds.ts';
import { lookForChanges } from './freshness/look-for-changes.ts';
import { createInbound, type Inbound } from './inbound/inbound.ts';
import { createJobSlot, type JobSlot } from './jobs/slot.ts';
import type { Limiter } from './limits/limiter.ts';
import { openLimiter } from './limits/open-limiter.ts';
import { usualPolicies } from './limits/policies.ts';
import { createMappingsService } from './mappings/create-mappings-service.ts';
import type { MappingsService } from './mappings/service.ts';
import type { Narrator } from './narrator/narrator.ts';
import { createOpenAiNarrator } from './narrator/openai.ts';
import { templateNarrator } from './narrator/template.ts';
import { normalPace, type Pace } from './pace.ts';
import { createPrivacyService } from './privacy/create-privacy-service.ts';
import type { PrivacyService } from './privacy/service.ts';
import { createFetcher } from './research/fetcher/fetcher.ts';
import type { CompanyHistory } from './research/history.ts';
import { createResearchFromConfig, type RunningResearch } from './research/index.ts';
import { defaultEndpoints } from './research/providers/endpoints.ts';
import { enforceRetention } from './retention/retention.ts';
import type { Runtime } from './runtime.ts';
import { createScoringService } from './scoring/create-scoring-service.ts';
import type { ScoringDependencies } from './scoring/dependencies.ts';
import type { ScoringService } from './scoring/service.ts';
import { trainInThread } from './scoring/training-thread-client.ts';
import { scoringChores } from './scoring/upkeep.ts';
import type { KeyRing } from './secrets/key-ring.ts';
import { loadKeyRing } from './secrets/load-key-ring.ts';
import { createSettingsService } from './settings/create-settings-service.ts';
import { createOwnProviderService, type OwnProviderService } from './settings/own-provider.ts';
import type { SettingsService } from './settings/service.ts';
import { CompanySnapshots } from './store/company-snapshots.ts';
import { type Database, openDatabase } from './store/database.ts';
import { ResearchCache } from './store/research-cache.ts';
import { loadContext } from './sync/context.ts';
import { createSyncService, type Sync } from './sync/create-sync-service.ts';
import type { SyncDependencies } from './sync/dependencies.ts';
import { provisionAgain } from './sync/provisioning.ts';
import { createConnectors } from './tenants/connectors.ts';
import { createHubSpotTenants, type HubSpotTenants } from './tenants/hubspot.ts';
import { createSalesforceTenants, type SalesforceTenants } from './tenants/salesforce.ts';

const RETENTION_INTERVAL_MS = 3_600_000;
const REFRESH_INTERVAL_MS = 3_600_000;
const LOOK_INTERVAL_MS = 600_000;

export interface Services {
  readonly database: Database;
  readonly keyRing: KeyRing;
  readonly limiter: Limiter;
  readonly hubspot: HubSpotTenants;
  readonly salesforce: SalesforceTenants;
  readonly research: RunningResearch;
  readonly sync: Sync;
  readonly settings: SettingsService;
  readonly mappings: MappingsService;
  readonly ownProvider: OwnProviderService;
  readonly scoring: ScoringService;
  /** What the work of learned scores needs. */
  readonly scoringWork: ScoringDependencies;
  readonly audit: AuditService;
  readonly privacy: PrivacyService;
  readonly inbound: Inbound;
  readonly entities: EntitiesService;
  readonly bulk: BulkService;
  readonly collecting: CollectDependencies;
  /** Hears what changes in Salesforce orgs. */
  readonly feeds: SalesforceFeeds;
  /** Where the engine goes that has the work done. */
  readonly jobs: JobSlot;
  readonly connections: ConnectionsService;
  /** What a server does by itself, every so often. */
  readonly chores: readonly Chore[];
  close(): Promise<void>;
}

/**
 * Opens the database, brings it up to date and finishes what an earlier process left behind.
 * @throws DataDirectoryInUse, SecretError, DatabaseUnavailable
 */
export async function openServices(
  config: Config,
  runtime: Runtime,
  logger: Logger,
  observe: ObserveCrmCall = () => {},
): Promise<Services> {
  const database = await openDatabase(
    config.store.databaseUrl
      ? { databaseUrl: config.store.databaseUrl.reveal() }
      : { dataDir: config.dataDir },
    { logger, poolSize: config.store.poolSize },
  );
  try {
    await database.migrate();
    const services = assembleServices(config, database, runtime, logger, observe);
    // The embedded database has one process: whatever it finds under way was left by a dead one.
    await services.sync.recover({ ignoreLeases: database.kind === 'pglite' });
    return services;
  } catch (error) {
    await database.close();
    throw error;
  }
}

/** The services on a database that is open and up to date; closing them closes it. */
export function assembleServices(
  config: Config,
  database: Database,
  runtime: Runtime,
  logger: Logger,
  observe: ObserveCrmCall = () => {},
  pace: Pace = normalPace,
): Services {
  const now = () => runtime.now();
  const fast: ErasableCache = config.redis
    ? new UpstashCache({ url: config.redis.url, token: config.redis.token.reveal(), logger })
    : new MemoryCache({ now });
  const durable = new ResearchCache(database, { now, logger });
  const keyRing = loadKeyRing(config, logger);
  const instanceId = runtime.newId();
  const limiter = openLimiter({
    database,
    redis: config.redis && { url: config.redis.url, token: config.redis.token.reveal() },
    instanceId,
    role: 'server',
    newId: () => runtime.newId(),
    now,
    logger,
    crmCallTimeoutMs: pace.crmCallTimeoutMs,
    policies: usualPolicies(config.limits.hubspotRequestsPerTenSeconds),
    bulkDayShare: config.limits.salesforceBulkDayShare,
    ...(pace.limiterClock && { clock: pace.limiterClock }),
  });
  const research = createResearch(
    config,
    new LayeredCache(fast, durable, { now }),
    runtime,
    logger,
    limiter,
    new CompanySnapshots(database),
    durable,
  );
  const tenants = { database, keyRing, runtime, observe, pace, limiter };
  const hubspot = createHubSpotTenants({ ...tenants, logger, app: hubspotApp(config) });
  const salesforce = createSalesforceTenants({
    ...tenants,
    logger,
    app: salesforceApp(config),
    redirectUri: `${config.http.publicBaseUrl}/oauth/salesforce/callback`,
  });
  const connectorFor = createConnectors(database, {
    hubspot: hubspot.connectorFor,
    salesforce: salesforce.connectorFor,
  });
  // Addresses that tenants give are asked without the stand-ins that the operator may have named.
  const ownFetcher = createFetcher({ userAgent: config.research.userAgent });
  const ownProvider = createOwnProviderService({
    database,
    keyRing,
    runtime,
    fetcher: ownFetcher,
    timeoutMs: config.research.providerTimeoutMs,
  });
  const syncDependencies: SyncDependencies = {
    database,
    connectorFor,
    research,
    ownProvider,
    narrator: createNarrator(config, fast, runtime, logger),
    runtime,
    logger,
    pause: pace.pause,
    instanceId,
  };
  const sync = createSyncService(syncDependencies);
  const jobs = createJobSlot(() => now().getTime());
  const inbound = createInbound({
    database,
    sync,
    jobs,
    connectorFor,
    callbacksFor: (tenant) => hubspot.callbacksFor(tenant),
    runtime,
    logger,
  });
  const connections: ConnectionsDependencies = {
    database,
    keyRing,
    hubspot,
    salesforce,
    provision: async (tenant) => {
      await provisionAgain(syncDependencies, await loadContext(syncDependencies, tenant));
    },
    runtime,
    logger,
  };
  const scoringWork: ScoringDependencies = {
    database,
    connectorFor,
    jobs,
    train: trainInThread,
    runtime,
    logger,
  };
  return {
    database,
    keyRing,
    limiter,
    hubspot,
    salesforce,
    research,
    sync,
    settings: createSettingsService(syncDependencies),
    connections: createConnections(connections),
    chores: [
      ...connectionChores(connections),
      ...scoringChores(scoringWork),
      {
        name: 'public-contracts',
        every: 3_600_000,
        work: (signal) => research.collectAwards(signal),
      },
      {
        name: 'refresh',
        every: REFRESH_INTERVAL_MS,
        work: (signal) => refreshStale({ database, jobs, runtime }, signal),
      },
      {
        name: 'look-for-changes',
        every: LOOK_INTERVAL_MS,
        work: (signal) =>
          lookForChanges({ database, jobs, runtime, looks: research.looks, logger }, signal),
      },
      {
        name: 'retention',
        every: RETENTION_INTERVAL_MS,
        work: (signal) => enforceRetention({ database, runtime, logger }, runtime.now(), signal),
      },
    ],
    mappings: createMappingsService(syncDependencies),
    ownProvider,
    scoring: createScoringService(scoringWork),
    scoringWork,
    audit: createAuditService({ database }),
    privacy: createPrivacyService({ database, connectorFor, sync, runtime, logger }),
    inbound,
    entities: createEntitiesService(syncDependencies, (tenant) => {
      // Nobody has to wait for it: who is not called now is found by the next look.
      jobs.wakeNow('sync-turn', [tenant]).catch((error: unknown) => {
        logger.warn({ err: error }, 'nobody was called for what was accepted');
      });
    }),
    bulk: createBulkService({ database, jobs, runtime }),
    collecting: { database, connectorFor, jobs, runtime },
    feeds: createSalesforceFeeds({
      database,
      salesforce,
      inbound,
      runtime,
      logger,
      address: config.salesforce.pubSubAddress,
    }),
    jobs,
    async close() {
      hubspot.close();
      await research.close();
      await ownFetcher.close();
      await limiter.close();
      await database.close();
    },
  };
}

/** Research alone, for the command that needs no database. */
export function createResearch(
  config: Config,
  cache: Cache,
  runtime: Runtime,
  logger: Pick<Logger, 'warn'>,
  limiter?: Limiter,
  history?: CompanyHistory,
  durable?: Cache,
): RunningResearch {
  const { endpoints, providerTimeoutMs } = config.research;
  // Only an address that the operator changed may be on this machine.
  const overrides = Object.entries(endpoints).filter(
    ([name, url]) => url !== defaultEndpoints[name as keyof typeof defaultEndpoints],
  );
  return createResearchFromConfig(
    {
      companiesHouseApiKey: config.research.companiesHouseApiKey?.reveal() ?? null,
      endpoints: Object.fromEntries(overrides),
      siteOrigin: config.research.siteOrigin,
      dns: config.research.dns,
      secContact: config.research.secContact,
      patienceMs: config.research.patienceMs,
      userAgent: config.research.userAgent,
      deadlines: {
        website: providerTimeoutMs,
        companiesHouse: providerTimeoutMs,
        jobBoards: providerTimeoutMs,
        total: config.research.totalTimeoutMs,
      },
    },
    {
      cache,
      runtime,
      onError: (error) => logger.warn({ err: error }, 'research went wrong'),
      ...(limiter && { limiter }),
      ...(durable && { durable }),
      ...(history && { history }),
    },
  );
}

function hubspotApp({ hubspot: { app, baseUrl }, http }: Config): HubSpotOAuthApp | null {
  if (!app || app.clientId === null) return null;
  return {
    clientId: app.clientId,
    clientSecret: app.clientSecret.reveal(),
    baseUrl,
    authorizeUrl: app.authorizeUrl,
    redirectUri: `${http.publicBaseUrl}/oauth/hubspot/callback`,
  };
}

function salesforceApp({ salesforce }: Config): OAuthApp | null {
  return (
    salesforce.app && { ...salesforce.app, clientSecret: salesforce.app.clientSecret.reveal() }
  );
}

function createNarrator(
  config: Config,
  cache: ErasableCache,
  runtime: Runtime,
  logger: Logger,
): Narrator {
  if (!config.openai) return templateNarrator;
  const { apiKey, baseUrl, model, timeoutMs } = config.openai;
  return createOpenAiNarrator({
    apiKey: apiKey.reveal(),
    baseUrl,
    model,
    timeoutMs,
    cache,
    runtime,
    logger,
  });
}
