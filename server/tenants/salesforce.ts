/** Connects Salesforce orgs to tenants, and gives the connector of a tenant's connection. */
import type { Logger } from 'pino';
import type { CrmConnector } from '../crm/connector.ts';
import { measured, type ObserveCrmCall } from '../crm/measured.ts';
import { createSalesforceClient, type SalesforceClient } from '../crm/salesforce/client.ts';
import { createSalesforceConnector } from '../crm/salesforce/index.ts';
import {
  type LoginChoice,
  requireLoginUrl,
  salesforceLoginUrl,
} from '../crm/salesforce/oauth/login-url.ts';
import { revokeToken } from '../crm/salesforce/oauth/revoke.ts';
import { consentAddress } from '../crm/salesforce/oauth/web-server-flow.ts';
import { createSalesforceSchemas } from '../crm/salesforce/schemas.ts';
import {
  createSalesforceSessions,
  type OAuthApp,
  refreshLock,
  type SalesforceSession,
} from '../crm/salesforce/session/session.ts';
import { budgetOf } from '../limits/budget.ts';
import type { Limiter } from '../limits/limiter.ts';
import type { Pace } from '../pace.ts';
import type { Runtime } from '../runtime.ts';
import type { KeyRing } from '../secrets/key-ring.ts';
import type { Database } from '../store/database.ts';
import type { Grant } from '../store/integration-grant.ts';
import { getIntegration } from '../store/integrations.ts';
import type { Tenant } from '../sync/service.ts';
import { isGrantGone, noticingGrant } from './grant.ts';
import { keepGrant } from './keep-grant.ts';
import {
  type ConnectedOrg,
  connect,
  connectByCode,
  notConnected,
  orgIdOf,
  type SalesforceConnection,
  type SalesforceConsent,
  usualLogin,
} from './salesforce-connect.ts';
import { keepAlive } from './salesforce-keep-alive.ts';
import { issueAndDeliver } from './salesforce-key-delivery.ts';
import { createSalesforceKeys, type SalesforceKeys } from './salesforce-keys.ts';
import { grantStore } from './salesforce-tokens.ts';

export interface SalesforceTenantsDependencies {
  readonly database: Database;
  readonly keyRing: KeyRing;
  readonly runtime: Runtime;
  readonly observe: ObserveCrmCall;
  readonly pace: Pace;
  readonly limiter: Limiter;
  readonly logger: Pick<Logger, 'warn'>;
  /** Our external client app; null while none is configured, and then a token is never refreshed. */
  readonly app: OAuthApp | null;
  /** Where the consent page sends the browser back to. */
  readonly redirectUri: string;
}

/** How an org is connected from the browser. */
export interface SalesforceOAuth {
  /** @throws AppError `invalid_login_url` for an address that is not Salesforce's */
  loginUrl(choice: LoginChoice): string;
  /** The consent page. @throws AppError `invalid_login_url` */
  authorizeUrl(input: {
    readonly state: string;
    /** S256 of the verifier. */
    readonly codeChallenge: string;
    readonly loginUrl: string;
  }): string;
  /** See `connectByCode`. @throws AppError */
  connectByCode(consent: SalesforceConsent): Promise<ConnectedOrg>;
}

export interface SalesforceTenants {
  /**
   * The tenant of the org that the grant opens; made on first use. The grant is kept sealed.
   * @throws CrmError when the grant is refused or Salesforce cannot be reached
   */
  connect(connection: SalesforceConnection): Promise<Tenant>;
  /** @throws AppError when the connection is gone */
  connectorFor(tenant: Tenant): Promise<CrmConnector>;
  /** Null without an app. */
  readonly oauth: SalesforceOAuth | null;
  /**
   * New keys for the package in the tenant's org, laid down there. Safe to repeat: those before stay good
   * for ten minutes more.
   * @throws AppError `package_missing`, `admin_permission_missing` and others that say what an
   *   administrator has to do; `not_connected`; CrmError
   */
  deliverKeys(tenant: Tenant): Promise<void>;
  /**
   * Ends the grant at Salesforce; no error when it has ended already.
   * @throws CrmError `transient` when Salesforce cannot be told
   */
  revoke(tenant: Tenant): Promise<void>;
  /** Refreshes orgs that have been quiet for 20 days. @returns how many it refreshed */
  keepAlive(now: Date): Promise<number>;
  readonly keys: SalesforceKeys;
  /** What listening to a tenant's org takes. @throws AppError when the connection is gone */
  listeningTo(tenant: Tenant): Promise<ListenedOrg>;
}

export interface ListenedOrg {
  /** 18 characters. */
  readonly orgId: string;
  readonly session: SalesforceSession;
  readonly client: SalesforceClient;
  /** Keeps that Salesforce has ended the grant. */
  noteGone(): Promise<void>;
}

export function createSalesforceTenants(deps: SalesforceTenantsDependencies): SalesforceTenants {
  const { database } = deps;
  const schemas = createSalesforceSchemas();
  const budgetFor = (accountId: string) =>
    budgetOf(deps.limiter, { crm: 'salesforce', id: accountId });
  const keys = createSalesforceKeys(deps);
  const sessions = new Map<string, ReturnType<typeof createSalesforceSessions>>();
  const sessionsAt = (loginUrl: string) => {
    const known =
      sessions.get(loginUrl) ??
      createSalesforceSessions({
        app: deps.app && { ...deps.app, loginUrl },
        withLock: (key, work) => database.withLock(key, work),
        sleep: deps.pace.pause,
      });
    sessions.set(loginUrl, known);
    return known;
  };

  async function connectionOf(tenant: Tenant) {
    const integration = await database.withOrganization(tenant.organizationId, (trx) =>
      getIntegration(trx, tenant.integrationId),
    );
    if (!integration || integration.status === 'disconnected') throw notConnected();
    const { accountId, baseUrl, status, provisioned } = integration;
    const loginUrl = baseUrl ?? usualLogin(deps);
    const session = sessionsAt(loginUrl)(accountId, grantStore(deps, tenant));
    return { accountId, loginUrl, status, provisioned, session };
  }

  const note = (tenant: Tenant, grant: Grant) => keepGrant(deps, tenant, grant);

  const clientOf = (orgId: string, session: SalesforceSession) =>
    createSalesforceClient({
      session,
      budget: budgetFor(orgId),
      runtime: deps.runtime,
      timeoutMs: deps.pace.crmCallTimeoutMs,
      sleep: deps.pace.pause,
    });

  return {
    connect: (connection) => connect(deps, connection),

    async connectorFor(tenant) {
      const { accountId, status, provisioned, session } = await connectionOf(tenant);
      const connector = createSalesforceConnector({
        orgId: accountId,
        session,
        schemas,
        budget: budgetFor(accountId),
        seenFields: Object.values(provisioned?.available ?? {}).flat(),
        runtime: deps.runtime,
        timeoutMs: deps.pace.crmCallTimeoutMs,
        sleep: deps.pace.pause,
      });
      return noticingGrant(measured(connector, deps.observe), status, (grant) =>
        note(tenant, grant),
      );
    },

    oauth: deps.app && oauthOf(deps, deps.app),

    async deliverKeys(tenant) {
      const { accountId, session } = await connectionOf(tenant);
      try {
        await issueAndDeliver(keys, clientOf(accountId, session), tenant, orgIdOf(accountId));
      } catch (error) {
        if (isGrantGone(error)) await note(tenant, 'needs_reauthorisation');
        throw error;
      }
    },

    async revoke(tenant) {
      const { accountId, loginUrl } = await connectionOf(tenant);
      // Nobody may use the refresh token up meanwhile: the new one would stay good.
      await database.withLock(refreshLock(accountId), async () => {
        const grant = await grantStore(deps, tenant).read();
        if (grant) await revokeToken(loginUrl, grant.refreshToken, deps.pace.crmCallTimeoutMs);
      });
    },

    keepAlive: async (now) =>
      deps.app
        ? keepAlive(
            {
              database,
              logger: deps.logger,
              grantOf: (tenant) => grantStore(deps, tenant).read(),
              noteGone: (tenant) => note(tenant, 'needs_reauthorisation'),
              renew: async (tenant, { accessToken }) =>
                (await connectionOf(tenant)).session.current(accessToken),
            },
            now,
          )
        : 0,

    keys,

    async listeningTo(tenant) {
      const { accountId, session } = await connectionOf(tenant);
      return {
        orgId: orgIdOf(accountId),
        session,
        client: clientOf(accountId, session),
        noteGone: () => note(tenant, 'needs_reauthorisation'),
      };
    },
  };
}

function oauthOf(deps: SalesforceTenantsDependencies, app: OAuthApp): SalesforceOAuth {
  const { redirectUri } = deps;
  return {
    loginUrl: (choice) => salesforceLoginUrl(choice, app.loginUrl),
    authorizeUrl: ({ loginUrl, ...request }) =>
      consentAddress(
        { ...app, loginUrl: requireLoginUrl(loginUrl, app.loginUrl) },
        { ...request, redirectUri },
      ),
    connectByCode: (consent) => connectByCode({ ...deps, app }, redirectUri, consent),
  };
}
