/** Connects HubSpot accounts to tenants, and gives the connector of a tenant's connection. */
import type { Agent } from 'node:http';
import type { Logger } from 'pino';
import type { TenantSettings } from '../../shared/tenant/settings.ts';
import type { CrmConnector } from '../crm/connector.ts';
import { readGrantedScopes, readHubSpotAccount } from '../crm/hubspot/account.ts';
import { createHubSpotCallbacks, type HubSpotCallbacks } from '../crm/hubspot/callbacks.ts';
import type { HubSpotClientOptions } from '../crm/hubspot/client.ts';
import {
  createHubSpotAgent,
  createHubSpotConnector,
  hubspotBaseUrl,
} from '../crm/hubspot/index.ts';
import { type ConsentRequest, consentUrl, type HubSpotOAuthApp } from '../crm/hubspot/oauth/app.ts';
import { patiently } from '../crm/hubspot/oauth/patience.ts';
import { type AccessTokens, createHubSpotSessions } from '../crm/hubspot/oauth/session.ts';
import { uninstallApp } from '../crm/hubspot/oauth/uninstall.ts';
import { measured, type ObserveCrmCall } from '../crm/measured.ts';
import { AppError } from '../errors.ts';
import { budgetOf, inSlot } from '../limits/budget.ts';
import type { Limiter } from '../limits/limiter.ts';
import type { Pace } from '../pace.ts';
import type { Runtime } from '../runtime.ts';
import type { KeyRing } from '../secrets/key-ring.ts';
import type { Database } from '../store/database.ts';
import type { Grant } from '../store/integration-grant.ts';
import {
  findIntegrationByAccount,
  getCredentials,
  getIntegration,
  type Integration,
} from '../store/integrations.ts';
import type { Tenant } from '../sync/service.ts';
import { isGrantGone, noticingGrant } from './grant.ts';
import { accountIdOf, accountIdOfToken, portalOf } from './hubspot-accounts.ts';
import { connectByCode, type HubSpotInstall, type HubSpotInstalled } from './hubspot-install.ts';
import { hubspotGrantForm, isGrant } from './hubspot-tokens.ts';
import { readUninstalls } from './hubspot-uninstalls.ts';
import { keepConnection } from './keep-connection.ts';
import { keepGrant } from './keep-grant.ts';
import { tokenStore } from './token-store.ts';

export interface HubSpotTenantsDependencies {
  readonly database: Database;
  readonly keyRing: KeyRing;
  readonly runtime: Runtime;
  readonly observe: ObserveCrmCall;
  readonly pace: Pace;
  readonly limiter: Limiter;
  readonly logger: Pick<Logger, 'warn'>;
  /** Our marketplace app; null while none is configured, and then only private apps' tokens connect. */
  readonly app: HubSpotOAuthApp | null;
}

export interface HubSpotTenants {
  /**
   * The tenant of the account that a token opens; made on first use. The token is kept sealed.
   * @throws CrmError when the token is refused or HubSpot cannot be reached
   */
  connect(connection: HubSpotConnection): Promise<Tenant>;
  /**
   * The tenant of a portal that is connected.
   * @param baseUrl the HubSpot it is a portal of
   */
  tenantOfPortal(portalId: string, baseUrl: string): Promise<Tenant | null>;
  /** @throws AppError when the connection is gone */
  connectorFor(tenant: Tenant): Promise<CrmConnector>;
  /** Ends executions of the workflow action. @throws AppError when the connection is gone */
  callbacksFor(tenant: Tenant): Promise<HubSpotCallbacks>;
  /** Installing the marketplace app; null where none is configured. */
  readonly oauth: HubSpotOAuth | null;
  /**
   * Takes the app out of the tenant's account. False where there is nothing to take out: the account is
   * connected by the token of its own private app.
   * @throws AppError when the connection is gone; CrmError when HubSpot refuses or cannot be reached
   */
  uninstall(tenant: Tenant): Promise<boolean>;
  /**
   * Accounts, named as their connections are, that removed the app after they were connected last and
   * are connected still. They are named again until their connections are ended. Never throws: what
   * fails is logged, and tried again the next time.
   */
  uninstalledPortals(): Promise<readonly string[]>;
  close(): void;
}

export interface HubSpotOAuth {
  /** The consent page. */
  authorizeUrl(request: ConsentRequest): string;
  /** @throws AppError, CrmError; see `connectByCode` of hubspot-install.ts */
  connectByCode(install: HubSpotInstall): Promise<HubSpotInstalled>;
}

export interface HubSpotConnection {
  readonly accessToken: string;
  readonly baseUrl: string;
  readonly organizationName: string;
  /** What the account granted; without it HubSpot is asked. Null while nobody knows. */
  readonly grantedScopes?: readonly string[] | null;
  /** For a tenant that is made now. */
  readonly settings?: TenantSettings;
}

export function createHubSpotTenants(deps: HubSpotTenantsDependencies): HubSpotTenants {
  const { database, keyRing, runtime, pace, limiter, logger, app } = deps;
  const patience = { random: () => runtime.random(), sleep: pace.pause };
  const agents = new Map<string, Agent>();
  const agentFor = (baseUrl: string) => {
    const known = agents.get(baseUrl) ?? createHubSpotAgent(baseUrl, pace.crmCallTimeoutMs);
    agents.set(baseUrl, known);
    return known;
  };
  const sessions = createHubSpotSessions({
    app,
    withLock: (key, work) => database.withLock(key, work),
    now: () => runtime.now().getTime(),
    sleep: pace.pause,
  });

  function accessTokensOf(tenant: Tenant, credentials: string): AccessTokens {
    if (!isGrant(credentials)) return async () => credentials;
    const kept = hubspotGrantForm.fromCredentials(credentials);
    const store = tokenStore({ database, keyRing, runtime }, tenant, hubspotGrantForm);
    return sessions(tenant.integrationId, store, kept);
  }

  /** What every call to a tenant's account goes through. @throws AppError when the connection is gone */
  async function connectionOf(tenant: Tenant): Promise<{
    readonly integration: Integration & { readonly status: Grant };
    readonly client: HubSpotClientOptions;
    /** False for the token of a private app. */
    readonly isInstalled: boolean;
  }> {
    const { integration, credentials } = await database.withOrganization(
      tenant.organizationId,
      async (trx) => ({
        integration: await getIntegration(trx, tenant.integrationId),
        credentials: await getCredentials(trx, keyRing, tenant.integrationId),
      }),
    );
    if (!integration || integration.status === 'disconnected' || credentials === null) {
      throw notConnected();
    }
    const baseUrl = integration.baseUrl ?? hubspotBaseUrl;
    const { status } = integration;
    const client = {
      accessToken: accessTokensOf(tenant, credentials),
      baseUrl,
      budget: budgetOf(limiter, { crm: 'hubspot', id: integration.accountId }),
      runtime,
      agent: agentFor(baseUrl),
      sleep: pace.pause,
    };
    return {
      integration: { ...integration, status },
      client,
      isInstalled: isGrant(credentials),
    };
  }

  const note = (tenant: Tenant, grant: Grant) => keepGrant(deps, tenant, grant);

  return {
    connect: (connection) => connect(deps, connection),

    tenantOfPortal: (portalId, baseUrl) => {
      const accountId = accountIdOf(portalId, baseUrl);
      return database.asSystem((trx) => findIntegrationByAccount(trx, 'hubspot', accountId));
    },

    async callbacksFor(tenant) {
      const { client } = await connectionOf(tenant);
      return createHubSpotCallbacks({
        ...client,
        accessToken: noticingEnd(client.accessToken, () => note(tenant, 'needs_reauthorisation')),
      });
    },

    async connectorFor(tenant) {
      const { integration, client } = await connectionOf(tenant);
      const connector = createHubSpotConnector({
        ...client,
        portalId: portalOf(integration.accountId),
        uiDomain: integration.uiDomain,
        dealDefaults: integration.provisioned?.dealDefaults ?? null,
        grantedScopes: integration.grantedScopes,
      });
      return noticingGrant(measured(connector, deps.observe), integration.status, (grant) =>
        note(tenant, grant),
      );
    },

    oauth: app && {
      authorizeUrl: (request) => consentUrl(app, request),
      connectByCode: (install) =>
        connectByCode({ database, keyRing, runtime, limiter, patience }, app, install),
    },

    async uninstall(tenant) {
      const { client, isInstalled } = await connectionOf(tenant);
      if (!isInstalled) return false;
      try {
        await patiently(patience, () => uninstallWith(client));
      } catch (error) {
        // It is gone already, which is what was wanted.
        if (!isGrantGone(error)) throw error;
      }
      return true;
    },

    async uninstalledPortals() {
      if (!app) return [];
      try {
        return await readUninstalls({ database, runtime }, app);
      } catch (error) {
        logger.warn({ err: error }, 'HubSpot’s journal of uninstalls could not be read');
        return [];
      }
    },

    close() {
      for (const agent of agents.values()) agent.destroy();
    },
  };
}

async function uninstallWith(client: HubSpotClientOptions): Promise<void> {
  const { baseUrl, accessToken, budget } = client;
  const uninstall = (token: string) => inSlot(budget, () => uninstallApp(baseUrl, token));
  const token = await accessToken();
  try {
    await uninstall(token);
  } catch (error) {
    // Only without another token is it certain that the app is gone.
    if (!isGrantGone(error)) throw error;
    await uninstall(await accessToken(token));
  }
}

/** Tells when there are no tokens any more; what is thrown stays the same. */
function noticingEnd(accessTokens: AccessTokens, note: () => Promise<void>): AccessTokens {
  return async (refused) => {
    try {
      return await accessTokens(refused);
    } catch (error) {
      // What HubSpot answered matters more than this note of it.
      if (isGrantGone(error)) await note().catch(() => {});
      throw error;
    }
  };
}

async function connect(
  deps: HubSpotTenantsDependencies,
  connection: HubSpotConnection,
): Promise<Tenant> {
  const { accessToken, baseUrl, organizationName, settings } = connection;
  // The one call that nobody can count beforehand: only its answer tells which account it is to.
  const account = await readHubSpotAccount(baseUrl, accessToken);
  const accountId = account
    ? accountIdOf(account.portalId, baseUrl)
    : accountIdOfToken(accessToken, baseUrl);
  const budget = budgetOf(deps.limiter, { crm: 'hubspot', id: accountId });
  const grantedScopes =
    connection.grantedScopes ??
    (await inSlot(budget, () => readGrantedScopes(baseUrl, accessToken)));
  const { tenant } = await keepConnection(deps, {
    crm: 'hubspot',
    accountId,
    displayName: `HubSpot ${account?.portalId ?? ''}`.trim(),
    baseUrl: baseUrl === hubspotBaseUrl ? null : baseUrl,
    uiDomain: account?.uiDomain ?? null,
    grantedScopes,
    organizationName,
    settings,
    credentials: accessToken,
  });
  return tenant;
}

const notConnected = () =>
  new AppError('HubSpot is not connected. Ask an admin to connect it in the settings.', {
    code: 'not_connected',
    status: 409,
  });
