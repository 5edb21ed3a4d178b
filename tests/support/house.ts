/**
 * The product as a process runs it, on a database of the tests, with stand-ins where the outside world
 * is: a HubSpot portal and public sources of its own, on loopback.
 */
import { randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, onTestFinished } from 'vitest';
import { loadConfig } from '../../server/config/config.ts';
import { createHubSpotConnector } from '../../server/crm/hubspot/index.ts';
import { createLogger } from '../../server/http/logger.ts';
import type { Pace } from '../../server/pace.ts';
import { type Runtime, systemRuntime } from '../../server/runtime.ts';
import { assembleServices, type Services } from '../../server/services.ts';
import { type Database, openDatabase } from '../../server/store/database.ts';
import { setProvisioned } from '../../server/store/integrations.ts';
import { getRun, type Run } from '../../server/store/sync-logs.ts';
import { type JournalEntry, journalOfRuns } from '../../server/store/write-journal.ts';
import type { Tenant } from '../../server/sync/service.ts';
import {
  type Enrichment,
  type EnrichRequest,
  type EnrichRequestInput,
  enrichRequest,
} from '../../shared/contract/v1.ts';
import { tenantSettings } from '../../shared/tenant/settings.ts';
import { nothingLate, sourcesEnvironment } from '../sandbox/environment.ts';
import {
  type HubSpotLimits,
  type HubSpotStandin,
  startHubSpotStandin,
} from '../sandbox/hubspot/index.ts';
import {
  type PublicSources,
  startPublicSources,
} from '../sandbox/public-sources/public-sources.ts';
import { world as createWorld, type World, worldSettings } from '../sandbox/world/world.ts';
import type { TestDatabase, TestDatabaseKind } from './databases.ts';
import { impatientClock, testBudget } from './limits.ts';

export interface HouseOptions {
  /** Over the sandbox tenant's settings. */
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, string>>;
  readonly limits?: Partial<HubSpotLimits>;
  /** False: oppSpot has never created its fields in the portal. */
  readonly provisioned?: boolean;
  /** What the portal granted; everything when absent. */
  readonly scopes?: readonly string[];
  /** Deadline of one HubSpot call. */
  readonly callTimeoutMs?: number;
  /** Companies, people and sources; the sandbox's when absent. */
  readonly world?: World;
}

export interface Clock {
  now(): Date;
  advance(milliseconds: number): void;
}

/** Another process on the same data. */
export interface Instance {
  readonly services: Services;
  /** What it logged as a warning or worse, parsed. */
  logs(): Record<string, unknown>[];
}

export interface House extends Instance {
  readonly hubspot: HubSpotStandin;
  readonly sources: PublicSources;
  readonly database: TestDatabase;
  readonly tenant: Tenant;
  readonly clock: Clock;
  /** Enriches through the service. */
  enrich(request: EnrichRequestInput): Promise<Enrichment>;
  /** A second process on the same database, portal and sources. @param env over the house's */
  another(env?: Readonly<Record<string, string>>): Promise<Instance>;
  run(id: string): Promise<Run>;
  runs(): Promise<Run[]>;
  journal(...runIds: string[]): Promise<JournalEntry[]>;
}

/**
 * One database for all tests of a suite, each of which has a tenant and a portal of its own. For suites
 * that leave nothing interrupted: recovery and the research cache see all tenants.
 */
export function sharedDatabase(kind: TestDatabaseKind): TestDatabaseKind {
  let database: TestDatabase | undefined;
  beforeAll(async () => {
    database = await kind.open();
  });
  afterAll(() => database?.close());
  return {
    ...kind,
    open: async () => {
      if (!database) throw new Error('The shared database is opened before the first test.');
      const { location, asOwner } = database;
      return { ...keptOpen(database), location, asOwner };
    },
  };
}

/** Another portal is another tenant, also when it gets the port of one that is gone. */
let portals = 7_000_000;

const encryptionKeys = `test:${randomBytes(32).toString('base64')}`;

/** Closed when the test ends. */
export async function openHouse(
  kind: TestDatabaseKind,
  options: HouseOptions = {},
): Promise<House> {
  const clock = createClock();
  const world = options.world ?? createWorld(clock.now());
  portals += 1;
  const accessToken = `house-${randomBytes(12).toString('hex')}`;
  const [database, hubspot, sources] = await Promise.all([
    kind.open(),
    startHubSpotStandin({
      accessTokens: [{ token: accessToken, scopes: options.scopes ?? 'all' }],
      portalId: portals,
      seed: world.hubspot,
      limits: { requestsPerTenSeconds: 100_000, ...options.limits },
    }),
    startPublicSources({ world }),
  ]);
  onTestFinished(async () => {
    await Promise.all([hubspot.close(), sources.close()]);
    await database.close();
  });
  const start = (on: Database, env?: Readonly<Record<string, string>>): Instance =>
    startInstance(on, sources, clock, { ...options, env: { ...options.env, ...env } });
  const first = start(keptOpen(database));
  onTestFinished(() => first.services.close());

  const tenant = await first.services.hubspot.connect({
    accessToken,
    baseUrl: hubspot.url,
    organizationName: 'House',
    settings: tenantSettings.parse({ ...worldSettings, ...options.settings }),
  });
  if (options.provisioned ?? true) await provision(database, tenant, hubspot.url, accessToken);
  hubspot.clearRequests();

  const { organizationId } = tenant;
  return {
    ...first,
    hubspot,
    sources,
    database,
    tenant,
    clock,
    enrich: (request) => first.services.sync.enrich(tenant, asked(request)),
    async another(env) {
      const own =
        'databaseUrl' in database.location
          ? await openDatabase(database.location)
          : keptOpen(database);
      const instance = start(own, env);
      onTestFinished(() => instance.services.close());
      return instance;
    },
    run: (id) =>
      database.withOrganization(organizationId, async (trx) => {
        const run = await getRun(trx, tenant, id);
        if (!run) throw new Error(`There is no run ${id}.`);
        return run;
      }),
    runs: () =>
      database.withOrganization(organizationId, async (trx) => {
        const rows = await trx
          .selectFrom('crm_sync_logs')
          .select('id')
          .orderBy('started_at')
          .execute();
        const found = [];
        for (const { id } of rows) found.push(await getRun(trx, tenant, id));
        return found.filter((run) => run !== null);
      }),
    journal: (...runIds) =>
      database.withOrganization(organizationId, (trx) => journalOfRuns(trx, tenant, runIds)),
  };
}

/** A request with its defaults. */
export function asked(request: EnrichRequestInput): EnrichRequest {
  return enrichRequest.parse({ trigger: 'cli', ...request });
}

function startInstance(
  database: Database,
  sources: PublicSources,
  clock: Clock,
  options: HouseOptions,
): Instance {
  const lines: string[] = [];
  const logger = createLogger({
    level: 'warn',
    destination: { write: (line) => lines.push(line) },
  });
  const config = loadConfig({
    NODE_ENV: 'test',
    ENCRYPTION_KEYS: encryptionKeys,
    ...sourcesEnvironment(sources),
    ...nothingLate,
    ...options.env,
  });
  const pace: Pace = {
    crmCallTimeoutMs: options.callTimeoutMs ?? 10_000,
    limiterClock: impatientClock(),
    pause: async (milliseconds) => {
      await delay(Math.min(milliseconds, 5));
    },
  };
  const runtime: Runtime = { ...systemRuntime, now: clock.now };
  const services = assembleServices(config, database, runtime, logger, () => {}, pace);
  return { services, logs: () => lines.map((line) => JSON.parse(line)) };
}

/** Creates oppSpot's fields in the portal, outside the product's own budget of calls. */
export async function provision(
  database: Database,
  tenant: Tenant,
  baseUrl: string,
  accessToken: string,
): Promise<void> {
  const connector = createHubSpotConnector({
    accessToken: async () => accessToken,
    baseUrl,
    portalId: null,
    budget: testBudget('hubspot'),
    runtime: systemRuntime,
  });
  const report = await connector.provision();
  await database.withOrganization(tenant.organizationId, (trx) =>
    setProvisioned(trx, tenant.integrationId, report),
  );
}

/** The clock of this machine, which a test can move ahead. */
function createClock(): Clock {
  let ahead = 0;
  return {
    now: () => new Date(Date.now() + ahead),
    advance: (milliseconds) => {
      ahead += milliseconds;
    },
  };
}

/** The same database for somebody who does not own it. */
export function keptOpen(database: Database): Database {
  return {
    kind: database.kind,
    jobs: database.jobs,
    withOrganization: (id, fn) => database.withOrganization(id, fn),
    asSystem: (fn) => database.asSystem(fn),
    withLock: (key, work) => database.withLock(key, work),
    migrate: () => database.migrate(),
    ping: () => database.ping(),
    close: async () => {},
  };
}
