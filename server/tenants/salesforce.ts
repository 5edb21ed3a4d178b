/** Connects Salesforce orgs to tenants, and gives the connector of a tenant's connection. */
import type { TenantSettings } from '../../shared/tenant/settings.ts';
import type { CrmConnector } from '../crm/connector.ts';
import { measured, type ObserveCrmCall } from '../crm/measured.ts';
import { readSalesforceOrg } from '../crm/salesforce/account.ts';
import { createSalesforceConnector } from '../crm/salesforce/index.ts';
import { createSalesforceLimits, type SalesforceLimits } from '../crm/salesforce/limits.ts';
import { createSalesforceSchemas } from '../crm/salesforce/schemas.ts';
import { isInstanceUrl } from '../crm/salesforce/session/instance-url.ts';
import {
  createSalesforceSessions,
  type OAuthApp,
  type StoredGrant,
} from '../crm/salesforce/session/session.ts';
import { AppError } from '../errors.ts';
import type { Pace } from '../pace.ts';
import type { Runtime } from '../runtime.ts';
import type { KeyRing } from '../secrets/key-ring.ts';
import type { Database } from '../store/database.ts';
import { noteGrant } from '../store/integration-grant.ts';
import { getIntegration } from '../store/integrations.ts';
import type { Tenant } from '../sync/service.ts';
import { noticingGrant } from './grant.ts';
import { keepConnection } from './keep-connection.ts';
import { createSalesforceKeys, type IssuedKeys, type SalesforceKeys } from './salesforce-keys.ts';
import { grantStore, toCredentials } from './salesforce-tokens.ts';

export interface SalesforceTenantsDependencies {
  readonly database: Database;
  readonly keyRing: KeyRing;
  readonly runtime: Runtime;
  readonly observe: ObserveCrmCall;
  readonly pace: Pace;
  /** Our external client app; null while none is configured, and then a token is never refreshed. */
  readonly app: OAuthApp | null;
}

export interface SalesforceConnection {
  readonly grant: StoredGrant;
  readonly organizationName: string;
  readonly grantedScopes?: readonly string[] | null;
  /** Where the org's tokens are refreshed; the app's own address when absent. */
  readonly loginUrl?: string;
  /** For a tenant that is made now. */
  readonly settings?: TenantSettings;
}

export interface SalesforceTenants {
  /**
   * The tenant of the org that the grant opens; made on first use. The grant is kept sealed.
   * @throws CrmError when the grant is refused or Salesforce cannot be reached
   */
  connect(connection: SalesforceConnection): Promise<Tenant>;
  /** @throws AppError when the connection is gone */
  connectorFor(tenant: Tenant): Promise<CrmConnector>;
  /** Keys for the package in the tenant's org, told once. @throws AppError when the connection is gone */
  issueKeys(tenant: Tenant): Promise<IssuedKeys>;
  readonly keys: SalesforceKeys;
}

const standardLogin = 'https://login.salesforce.com';

export function createSalesforceTenants(deps: SalesforceTenantsDependencies): SalesforceTenants {
  const { database } = deps;
  const schemas = createSalesforceSchemas();
  const limits = new Map<string, SalesforceLimits>();
  const limitsOf = (orgId: string) => {
    const known = limits.get(orgId) ?? createSalesforceLimits();
    limits.set(orgId, known);
    return known;
  };
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
    return { ...integration, status: integration.status };
  }

  return {
    connect: (connection) => connect(deps, connection),

    async connectorFor(tenant) {
      const { accountId, baseUrl, status, provisioned } = await connectionOf(tenant);
      const loginUrl = baseUrl ?? deps.app?.loginUrl ?? standardLogin;
      const tokens = grantStore(deps, tenant);
      const connector = createSalesforceConnector({
        orgId: accountId,
        session: sessionsAt(loginUrl)(accountId, tokens),
        schemas,
        limits: limitsOf(accountId),
        seenFields: Object.values(provisioned?.available ?? {}).flat(),
        runtime: deps.runtime,
        timeoutMs: deps.pace.crmCallTimeoutMs,
        sleep: deps.pace.pause,
      });
      return noticingGrant(measured(connector, deps.observe), status, (grant) =>
        database.withOrganization(tenant.organizationId, (trx) =>
          noteGrant(trx, tenant.integrationId, grant),
        ),
      );
    },

    async issueKeys(tenant) {
      const { accountId } = await connectionOf(tenant);
      return keys.issue(tenant, orgIdOf(accountId));
    },

    keys,
  };
}

async function connect(
  deps: SalesforceTenantsDependencies,
  connection: SalesforceConnection,
): Promise<Tenant> {
  const { grant, grantedScopes = null, organizationName, settings } = connection;
  const usual = deps.app?.loginUrl ?? standardLogin;
  const loginUrl = connection.loginUrl ?? usual;
  const org = await readSalesforceOrg(grant);
  const { tenant } = await keepConnection(deps, {
    crm: 'salesforce',
    accountId: accountIdOf(org.orgId, loginUrl),
    displayName: `${org.name}${org.isSandbox ? ' (sandbox)' : ''}`,
    baseUrl: loginUrl === usual ? null : loginUrl,
    grantedScopes,
    organizationName,
    settings,
    credentials: toCredentials(grant),
  });
  return tenant;
}

/** An org behind another address than Salesforce's is another org, whatever id it claims to have. */
function accountIdOf(orgId: string, loginUrl: string): string {
  return isInstanceUrl(loginUrl, standardLogin) ? orgId : `${orgId}@${new URL(loginUrl).host}`;
}

/** The 18 characters. */
function orgIdOf(accountId: string): string {
  return accountId.slice(0, 18);
}

const notConnected = () =>
  new AppError('Salesforce is not connected. Ask an admin to connect it in oppSpot Setup.', {
    code: 'not_connected',
    status: 409,
  });
