import { randomBytes, randomUUID } from 'node:crypto';
import { PGlite } from '@electric-sql/pglite';
import { loadConfig } from '../../server/config/config.ts';
import { createLogger } from '../../server/http/logger.ts';
import { createMetrics } from '../../server/http/metrics/metrics.ts';
import { systemRuntime } from '../../server/runtime.ts';
import { assembleServices, type Services } from '../../server/services.ts';
import { createApiToken } from '../../server/store/api-tokens.ts';
import { openDatabase } from '../../server/store/database.ts';
import type { Tenant } from '../../server/sync/service.ts';
import { startWeb } from '../../server/web.ts';
import { tenantSettings } from '../../shared/tenant/settings.ts';
import { sourcesEnvironment } from './environment.ts';
import { type HubSpotStandin, startHubSpotStandin } from './hubspot/index.ts';
import { type PublicSources, startPublicSources } from './public-sources/public-sources.ts';
import { world as createWorld, type World, worldSettings } from './world/world.ts';

export interface SandboxOptions {
  /** A folder that is its own; its encryption key is kept there. */
  readonly dataDir: string;
  /** 0 takes a free one. */
  readonly port?: number;
  /** For a language model and a log level; addresses and stores are the sandbox's own. */
  readonly env?: NodeJS.ProcessEnv;
  /** The one that `npm run sandbox` shows when absent. */
  readonly world?: World;
}

export interface Sandbox {
  readonly url: string;
  /** Opens the sandbox's API for its one tenant. */
  readonly token: string;
  readonly tenant: Tenant;
  readonly hubspot: HubSpotStandin;
  readonly sources: PublicSources;
  readonly services: Services;
  close(): Promise<void>;
}

/** The product, configured as in production, with stand-ins where the outside world is. */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const world = options.world ?? createWorld(systemRuntime.now());
  const accessToken = `sandbox-${randomBytes(16).toString('hex')}`;
  const [hubspot, sources] = await Promise.all([
    startHubSpotStandin({
      accessTokens: [{ token: accessToken, scopes: 'all' }],
      seed: world.hubspot,
    }),
    startPublicSources({ world }),
  ]);
  const { OPENAI_API_KEY, OPENAI_BASE_URL, OPENAI_MODEL, LOG_LEVEL } = options.env ?? {};
  const config = loadConfig({
    OPENAI_API_KEY,
    OPENAI_BASE_URL,
    OPENAI_MODEL,
    LOG_LEVEL: LOG_LEVEL ?? 'warn',
    PORT: String(options.port ?? 0),
    DATA_DIR: options.dataDir,
    // One person's machine: nobody to share with.
    REQUESTS_PER_MINUTE: '100000',
    ...sourcesEnvironment(sources),
  });
  const logger = createLogger({ level: config.logLevel });
  const metrics = createMetrics();
  // In memory it is there in two thirds of the time, and nobody needs it after the sandbox.
  const pglite = await PGlite.create();
  const database = await openDatabase({ pglite }, { logger });
  await database.migrate();
  const services = assembleServices(config, database, systemRuntime, logger, metrics.crmCall);
  const tenant = await services.hubspot.connect({
    accessToken,
    baseUrl: hubspot.url,
    organizationName: 'Sandbox',
    settings: tenantSettings.parse(worldSettings),
  });
  const token = await services.database.withOrganization(tenant.organizationId, (trx) =>
    createApiToken(trx, { ...tenant, id: randomUUID(), name: 'sandbox' }),
  );
  const web = await startWeb(config, services, metrics, systemRuntime, logger);
  return {
    url: web.url,
    token,
    tenant,
    hubspot,
    sources,
    services,
    async close() {
      await web.close();
      await pglite.close();
      await Promise.all([hubspot.close(), sources.close()]);
    },
  };
}
