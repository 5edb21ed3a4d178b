import { randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { PGlite } from '@electric-sql/pglite';
import { startAll } from '../../server/all.ts';
import { loadConfig } from '../../server/config/config.ts';
import { hubspotScopes } from '../../server/crm/hubspot/scopes.ts';
import { createLogger } from '../../server/http/logger.ts';
import { createMetrics } from '../../server/http/metrics/metrics.ts';
import { systemRuntime } from '../../server/runtime.ts';
import { assembleServices, type Services } from '../../server/services.ts';
import { createApiToken } from '../../server/store/api-tokens.ts';
import { CompanySnapshots } from '../../server/store/company-snapshots.ts';
import { openDatabase } from '../../server/store/database.ts';
import type { Tenant } from '../../server/sync/service.ts';
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

export interface FreshSandbox {
  readonly url: string;
  /** The HubSpot-like pages; null without them. */
  readonly uiUrl: string | null;
  /** The Lightning-like pages; null without them. */
  readonly salesforceUiUrl: string | null;
  /** How HubSpot knows our app, and what it signs with. */
  readonly hubspotApp: HubSpotApp;
  readonly hubspot: HubSpotStandin;
  readonly org: Awaited<ReturnType<typeof startOrg>>;
  readonly sources: PublicSources;
  readonly services: Services;
  /** Signs bearers of the API. */
  readonly jwtSecret: string;
  close(): Promise<void>;
}

export interface Sandbox extends FreshSandbox {
  /** Opens the sandbox's API for its one tenant in HubSpot. */
  readonly token: string;
  readonly tenant: Tenant;
  readonly salesforce: SalesforceOrg;
}

export interface HubSpotApp {
  readonly id: number;
  readonly clientId: string;
  readonly clientSecret: string;
  /** The public address that is called and signed. */
  readonly baseUrl: string;
}

/** The product with a portal and an org connected, as it is after an install. */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const fresh = await startFreshSandbox(options);
  const { services, hubspot, org } = fresh;
  const tenant = await services.hubspot.connect({
    accessToken: privateToken,
    baseUrl: hubspot.url,
    grantedScopes,
    organizationName: 'Sandbox',
    settings: tenantSettings.parse(worldSettings),
  });
  const salesforce = await connectOrg(services, org);
  const token = await services.database.withOrganization(tenant.organizationId, (trx) =>
    createApiToken(trx, { ...tenant, id: randomUUID(), name: 'sandbox' }),
  );
  return { ...fresh, tenant, salesforce, token };
}

const grantedScopes = hubspotScopes.map(({ name }) => name);
/** Of a private app; the portal is a process' own, so it opens nothing else. */
const privateToken = `sandbox-${randomBytes(16).toString('hex')}`;

/**
 * The product, configured as in production, with stand-ins where the outside world is. Nothing is
 * connected: `/oauth/hubspot/start` and oppSpot Setup begin as they do for a customer.
 */
export async function startFreshSandbox(options: SandboxOptions): Promise<FreshSandbox> {
  const world = options.world ?? createWorld(systemRuntime.now());
  const project = readProject(projectRoot);
  // Consent pages send browsers back there, so it has to be known before anything listens.
  const [port, uiPort] = await Promise.all([portOr(options.port), portOr(options.uiPort)]);
  const publicBaseUrl = `http://127.0.0.1:${port}`;
  const hubspotApp: HubSpotApp = {
    id: appId,
    clientId: randomUUID(),
    clientSecret: randomUUID(),
    baseUrl: publicOrigin(project),
  };
  const salesforceApp = {
    clientId: randomUUID(),
    clientSecret: randomUUID(),
    name: 'oppSpot SmartSync',
    redirectUris: [`${publicBaseUrl}/oauth/salesforce/callback`],
  };
  const [hubspot, org, sources] = await Promise.all([
    startHubSpotStandin({
      accessTokens: [{ token: privateToken, scopes: grantedScopes }],
      oauthClients: [
        {
          clientId: hubspotApp.clientId,
          clientSecret: hubspotApp.clientSecret,
          name: 'oppSpot SmartSync',
          redirectUris: [`${publicBaseUrl}/oauth/hubspot/callback`],
          requiredScopes: scopesThatAre(true),
          optionalScopes: scopesThatAre(false),
        },
      ],
      seed: world.hubspot,
      ...(options.ui && { uiDomain: `127.0.0.1:${uiPort}` }),
    }),
    startOrg(world, salesforceApp),
    startPublicSources({ world }),
  ]);
  const jwtSecret = randomBytes(32).toString('base64url');
  const { OPENAI_API_KEY, OPENAI_BASE_URL, OPENAI_MODEL, LOG_LEVEL } = options.env ?? {};
  const config = loadConfig({
    OPENAI_API_KEY,
    OPENAI_BASE_URL,
    OPENAI_MODEL,
    LOG_LEVEL: LOG_LEVEL ?? 'warn',
    PORT: String(port),
    PUBLIC_BASE_URL: publicBaseUrl,
    JWT_SECRET: jwtSecret,
    DATA_DIR: options.dataDir,
    HUBSPOT_BASE_URL: hubspot.url,
    HUBSPOT_APP_ID: String(hubspotApp.id),
    HUBSPOT_CLIENT_ID: hubspotApp.clientId,
    HUBSPOT_CLIENT_SECRET: hubspotApp.clientSecret,
    HUBSPOT_APP_BASE_URL: hubspotApp.baseUrl,
    HUBSPOT_AUTHORIZE_URL: `${hubspot.url}/oauth/authorize`,
    SALESFORCE_CLIENT_ID: salesforceApp.clientId,
    SALESFORCE_CLIENT_SECRET: salesforceApp.clientSecret,
    SALESFORCE_LOGIN_URL: org.standin.url,
    SALESFORCE_PUBSUB_ADDRESS: org.standin.pubSub?.address,
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
  const history = new CompanySnapshots(database);
  for (const { site, earlier } of world.companies) {
    if (site && earlier) await history.exchange(site.domain, earlier);
  }
  const services = assembleServices(config, database, systemRuntime, logger, metrics.crmCall);
  const web = await startAll(config, services, metrics, systemRuntime, logger);
  const pages = options.ui ? await startPages({ hubspot, project, hubspotApp, web, uiPort }) : null;
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
    hubspot,
    org,
    sources,
    services,
    jwtSecret,
    async close() {
      await Promise.all([pages?.close(), lightning?.close()]);
      await web.close();
      await pglite.close();
      await Promise.all([hubspot.close(), org.standin.close(), sources.close()]);
    },
  };
}

function scopesThatAre(required: boolean): string[] {
  return hubspotScopes.filter((scope) => scope.required === required).map(({ name }) => name);
}

/** The port asked for, or one that is free a moment before it is taken. */
async function portOr(wanted: number | undefined): Promise<number> {
  if (wanted) return wanted;
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** HubSpot's pages, workflows and webhooks, all of which call the product as HubSpot would. */
async function startPages(surroundings: {
  readonly hubspot: HubSpotStandin;
  readonly project: Project;
  readonly hubspotApp: HubSpotApp;
  readonly web: { readonly url: string };
  readonly uiPort: number;
}): Promise<{ readonly url: string; close(): Promise<void> }> {
  const { hubspot, project, hubspotApp, web, uiPort } = surroundings;
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
    port: uiPort,
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
