/** Connects HubSpot accounts to tenants, and gives the connector of a tenant's connection. */
import { createHash } from 'node:crypto';
import type { Agent } from 'node:http';
import type { TenantSettings } from '../../shared/tenant/settings.ts';
import type { CrmConnector } from '../crm/connector.ts';
import { readGrantedScopes, readHubSpotAccount } from '../crm/hubspot/account.ts';
import { createHubSpotCallbacks, type HubSpotCallbacks } from '../crm/hubspot/callbacks.ts';
import type { HubSpotClientOptions } from '../crm/hubspot/client.ts';
import {
  createHubSpotAgent,
  createHubSpotBudgets,
  createHubSpotConnector,
  hubspotBaseUrl,
} from '../crm/hubspot/index.ts';
import { measured, type ObserveCrmCall } from '../crm/measured.ts';
import { AppError } from '../errors.ts';
import type { Pace } from '../pace.ts';
import type { Runtime } from '../runtime.ts';
import type { KeyRing } from '../secrets/key-ring.ts';
import type { Database } from '../store/database.ts';
import { type Grant, noteGrant } from '../store/integration-grant.ts';
import {
  findIntegrationByAccount,
  getCredentials,
  getIntegration,
  type Integration,
} from '../store/integrations.ts';
import type { Tenant } from '../sync/service.ts';
import { noticingGrant } from './grant.ts';
import { keepConnection } from './keep-connection.ts';

export interface HubSpotTenantsDependencies {
  readonly database: Database;
  readonly keyRing: KeyRing;
  readonly runtime: Runtime;
  readonly observe: ObserveCrmCall;
  readonly pace: Pace;
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
  close(): void;
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
  const budgets = createHubSpotBudgets();
  const agents = new Map<string, Agent>();
  const agentFor = (baseUrl: string) => {
    const known = agents.get(baseUrl) ?? createHubSpotAgent(baseUrl, deps.pace.crmCallTimeoutMs);
    agents.set(baseUrl, known);
    return known;
  };
  /** What every call to a tenant's account goes through. @throws AppError when the connection is gone */
  async function connectionOf(tenant: Tenant): Promise<{
    readonly integration: Integration & { readonly status: Grant };
    readonly client: HubSpotClientOptions;
  }> {
    const { integration, accessToken } = await deps.database.withOrganization(
      tenant.organizationId,
      async (trx) => ({
        integration: await getIntegration(trx, tenant.integrationId),
        accessToken: await getCredentials(trx, deps.keyRing, tenant.integrationId),
      }),
    );
    if (!integration || integration.status === 'disconnected' || accessToken === null) {
      throw notConnected();
    }
    const baseUrl = integration.baseUrl ?? hubspotBaseUrl;
    const { status } = integration;
    const client = {
      accessToken: async () => accessToken,
      baseUrl,
      budget: budgets(integration.accountId),
      runtime: deps.runtime,
      agent: agentFor(baseUrl),
      sleep: deps.pace.pause,
    };
    return { integration: { ...integration, status }, client };
  }

  return {
    connect: (connection) => connect(deps, connection),

    tenantOfPortal: (portalId, baseUrl) => {
      const accountId = accountIdOf(portalId, baseUrl);
      return deps.database.asSystem((trx) => findIntegrationByAccount(trx, 'hubspot', accountId));
    },

    async callbacksFor(tenant) {
      return createHubSpotCallbacks((await connectionOf(tenant)).client);
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
        deps.database.withOrganization(tenant.organizationId, (trx) =>
          noteGrant(trx, tenant.integrationId, grant),
        ),
      );
    },

    close() {
      for (const agent of agents.values()) agent.destroy();
    },
  };
}

async function connect(
  deps: HubSpotTenantsDependencies,
  connection: HubSpotConnection,
): Promise<Tenant> {
  const { accessToken, baseUrl, organizationName, settings } = connection;
  const [account, grantedScopes] = await Promise.all([
    readHubSpotAccount(baseUrl, accessToken),
    connection.grantedScopes ?? readGrantedScopes(baseUrl, accessToken),
  ]);
  const { tenant } = await keepConnection(deps, {
    crm: 'hubspot',
    accountId: accountIdFor(account?.portalId ?? null, connection),
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

function accountIdFor(
  portalId: string | null,
  { accessToken, baseUrl }: HubSpotConnection,
): string {
  const id =
    portalId ?? `token-${createHash('sha256').update(accessToken).digest('hex').slice(0, 16)}`;
  return accountIdOf(id, baseUrl);
}

/** Another address is another HubSpot, whatever portal it claims to be. */
function accountIdOf(portalId: string, baseUrl: string): string {
  return baseUrl === hubspotBaseUrl ? portalId : `${portalId}@${new URL(baseUrl).host}`;
}

function portalOf(accountId: string): string | null {
  return /^\d+/.exec(accountId)?.[0] ?? null;
}

const notConnected = () =>
  new AppError('HubSpot is not connected. Ask an admin to connect it in the settings.', {
    code: 'not_connected',
    status: 409,
  });
