import { randomBytes, randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { PGlite } from '@electric-sql/pglite';
import { loadConfig } from '../../server/config/config.ts';
import { hubspotScopes } from '../../server/crm/hubspot/scopes.ts';
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
import { startWebhookDelivery } from './hubspot/webhooks/delivery.ts';
import { createWorkflowEngine } from './hubspot/workflows/engine.ts';
import { startBundles } from './hubspot-ui/server/bundles.ts';
import { type Project, publicOrigin, readProject } from './hubspot-ui/server/project/project.ts';
import { startHubSpotUi } from './hubspot-ui/server/ui-server.ts';
import { type PublicSources, startPublicSources } from './public-sources/public-sources.ts';
import { connectOrg, type SalesforceOrg, startOrg, usersOf } from './salesforce-org.ts';
import { startSalesforceUi } from './salesforce-ui/server/ui-server.ts';
import {
  world as createWorld,
  recordsToTry,
  salesforceRecordsToTry,
  type World,
  worldSettings,
} from './world/world.ts';

/** Our app's id at the stand-in. */
const appId = 4_100_001;
const projectRoot = fileURLToPath(new URL('../..', import.meta.url));

export interface SandboxOptions {
  /** A folder that is its own; its encryption key is kept there. */
  readonly dataDir: string;
  /** 0 takes a free one. */
  readonly port?: number;
  /** True serves HubSpot-like pages with our cards in them. */
  readonly ui?: boolean;
  /** Of the pages; 0 takes a free one. */
  readonly uiPort?: number;
  /** Of Salesforce's pages; 0 takes a free one. */
  readonly salesforceUiPort?: number;
  /** For a language model and a log level; addresses and stores are the sandbox's own. */
  readonly env?: NodeJS.ProcessEnv;
  /** The one that `npm run sandbox` shows when absent. */
  readonly world?: World;
}

export interface Sandbox {
  readonly url: string;
  /** The HubSpot-like pages; null without them. */
  readonly uiUrl: string | null;
  /** The Lightning-like pages; null without them. */
  readonly salesforceUiUrl: string | null;
  /** How HubSpot knows our app, and what it signs with. */
  readonly hubspotApp: HubSpotApp;
  /** Opens the sandbox's API for its one tenant. */
  readonly token: string;
  readonly tenant: Tenant;
  readonly hubspot: HubSpotStandin;
  readonly salesforce: SalesforceOrg;
  readonly sources: PublicSources;
  readonly services: Services;
  close(): Promise<void>;
}

export interface HubSpotApp {
  readonly id: number;
  readonly clientSecret: string;
  /** The public address that is called and signed. */
  readonly baseUrl: string;
}

/** The product, configured as in production, with stand-ins where the outside world is. */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const world = options.world ?? createWorld(systemRuntime.now());
  const project = readProject(projectRoot);
  const hubspotApp: HubSpotApp = {
    id: appId,
    clientSecret: randomUUID(),
    baseUrl: publicOrigin(project),
  };
  const grantedScopes = hubspotScopes.map(({ name }) => name);
  const accessToken = `sandbox-${randomBytes(16).toString('hex')}`;
  const [hubspot, org, sources] = await Promise.all([
    startHubSpotStandin({
      accessTokens: [{ token: accessToken, scopes: grantedScopes }],
      seed: world.hubspot,
    }),
    startOrg(world),
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
    HUBSPOT_BASE_URL: hubspot.url,
    HUBSPOT_APP_ID: String(hubspotApp.id),
    HUBSPOT_CLIENT_SECRET: hubspotApp.clientSecret,
    HUBSPOT_APP_BASE_URL: hubspotApp.baseUrl,
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
    grantedScopes,
    organizationName: 'Sandbox',
    settings: tenantSettings.parse(worldSettings),
  });
  const salesforce = await connectOrg(services, org);
  const token = await services.database.withOrganization(tenant.organizationId, (trx) =>
    createApiToken(trx, { ...tenant, id: randomUUID(), name: 'sandbox' }),
  );
  const web = await startWeb(config, services, metrics, systemRuntime, logger);
  const pages = options.ui
    ? await startPages({ hubspot, project, hubspotApp, web, port: options.uiPort ?? 0 })
    : null;
  const lightning = options.ui
    ? await startSalesforceUi({
        port: options.salesforceUiPort ?? 0,
        salesforce: org.standin,
        appServer: web.url,
        appAddress: web.url,
        users: usersOf(world.hubspot),
        recordsToTry: salesforceRecordsToTry,
      })
    : null;
  return {
    url: web.url,
    uiUrl: pages?.url ?? null,
    salesforceUiUrl: lightning?.url ?? null,
    hubspotApp,
    token,
    tenant,
    hubspot,
    salesforce,
    sources,
    services,
    async close() {
      await Promise.all([pages?.close(), lightning?.close()]);
      await web.close();
      await pglite.close();
      await Promise.all([hubspot.close(), org.standin.close(), sources.close()]);
    },
  };
}

/** HubSpot's pages, workflows and webhooks, all of which call the product as HubSpot would. */
async function startPages(surroundings: {
  readonly hubspot: HubSpotStandin;
  readonly project: Project;
  readonly hubspotApp: HubSpotApp;
  readonly web: { readonly url: string };
  readonly port: number;
}): Promise<{ readonly url: string; close(): Promise<void> }> {
  const { hubspot, project, hubspotApp, web, port } = surroundings;
  const { clientSecret } = hubspotApp;
  // Not before the product is up: building takes every core, and only a page waits for it.
  const bundles = startBundles(project);
  const [action] = project.workflowActions;
  const workflows = action
    ? createWorkflowEngine(hubspot, {
        appBaseUrl: hubspotApp.baseUrl,
        targetOrigin: web.url,
        clientSecret,
        action: action.config,
      })
    : null;
  const webhooks = project.webhooks
    ? startWebhookDelivery(hubspot, {
        ...project.webhooks,
        targetOrigin: web.url,
        clientSecret,
        appId: String(hubspotApp.id),
      })
    : null;
  const ui = await startHubSpotUi({
    port,
    hubspot,
    workflows,
    bundles,
    projectRoot,
    appServer: web.url,
    appId: hubspotApp.id,
    clientSecret,
    user: userOf(hubspot),
    recordsToTry,
  });
  return {
    url: ui.url,
    async close() {
      await ui.close();
      await Promise.all([workflows?.close(), webhooks?.close()]);
      await bundles.close();
    },
  };
}

/** Whoever looks after the most promising records sits at the pages. */
function userOf(hubspot: HubSpotStandin) {
  const [owner] = hubspot.portal().owners;
  if (!owner) throw new Error('The portal has nobody who could sit at its pages.');
  const { userId, email, firstName, lastName } = owner;
  return { id: userId, email, firstName, lastName };
}
