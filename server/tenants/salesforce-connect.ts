/** From a grant, or the code of a consent, to a tenant. */
import type { TenantSettings } from '../../shared/tenant/settings.ts';
import { readSalesforceOrg, type SalesforceOrg } from '../crm/salesforce/account.ts';
import { toId18 } from '../crm/salesforce/ids.ts';
import { productionLogin, requireLoginUrl } from '../crm/salesforce/oauth/login-url.ts';
import { revokeToken } from '../crm/salesforce/oauth/revoke.ts';
import { exchangeCode, type NewTokens } from '../crm/salesforce/oauth/web-server-flow.ts';
import { isInstanceUrl } from '../crm/salesforce/session/instance-url.ts';
import type { OAuthApp, StoredGrant } from '../crm/salesforce/session/session.ts';
import { AppError, isAppError } from '../errors.ts';
import type { Pace } from '../pace.ts';
import { DatabaseUnavailable } from '../store/errors.ts';
import type { Tenant } from '../sync/service.ts';
import {
  type KeepConnectionDependencies,
  type KeptConnection,
  keepConnection,
  type NewConnection,
} from './keep-connection.ts';
import { toCredentials } from './salesforce-tokens.ts';

export interface SalesforceConnection {
  readonly grant: StoredGrant;
  readonly organizationName: string;
  readonly grantedScopes?: readonly string[] | null;
  /** Where the org's tokens are refreshed; the app's own address when absent. */
  readonly loginUrl?: string;
  /** For a tenant that is made now. */
  readonly settings?: TenantSettings;
}

/** What the browser brings back from the consent page, and what was known when it was sent there. */
export interface SalesforceConsent {
  readonly code: string;
  readonly verifier: string;
  /** Where the browser was sent; see `salesforceLoginUrl`. */
  readonly loginUrl: string;
  /** Whose the org becomes; absent: the organisation that it belongs to, or a new one. */
  readonly organizationId?: string;
  /** For an organisation that is made now. */
  readonly organizationName: string;
  /** Only this org will do. */
  readonly expectedOrg?: string;
  /** How the history names whoever consented. */
  readonly connectedBy: string | null;
  /** For a tenant that is made now. */
  readonly settings?: TenantSettings;
}

export interface ConnectedOrg {
  readonly tenant: Tenant;
  readonly isNew: boolean;
  /** 18 characters. */
  readonly orgId: string;
  readonly orgName: string;
  /** Origin of the org's pages and API. */
  readonly instanceUrl: string;
}

export interface ConnectDependencies extends KeepConnectionDependencies {
  readonly app: OAuthApp | null;
  readonly pace: Pick<Pace, 'crmCallTimeoutMs'>;
}

type AboutConnection = Pick<
  NewConnection,
  'organizationId' | 'organizationName' | 'settings' | 'grantedScopes' | 'connectedBy' | 'isSetUp'
>;

/** @throws CrmError when the grant is refused or Salesforce cannot be reached */
export async function connect(
  deps: ConnectDependencies,
  { grant, organizationName, grantedScopes = null, loginUrl, settings }: SalesforceConnection,
): Promise<Tenant> {
  const org = await readSalesforceOrg(grant, deps.pace.crmCallTimeoutMs);
  const about = { organizationName, grantedScopes, settings };
  return (await keep(deps, org, grant, loginUrl ?? usualLogin(deps), about)).tenant;
}

/**
 * Nothing is kept before all is known to be as it should be; a grant that is of no use is given back.
 * Without keys in the org, which `deliverKeys` lays down.
 * @throws AppError `other_account`, `account_already_connected`, `no_lasting_access`, `invalid_login_url`,
 *   what `explainSalesforceDenial` says; CrmError when the org cannot be asked who it is
 */
export async function connectByCode(
  deps: ConnectDependencies & { readonly app: OAuthApp },
  redirectUri: string,
  consent: SalesforceConsent,
): Promise<ConnectedOrg> {
  const { code, verifier, expectedOrg, ...about } = consent;
  const loginUrl = requireLoginUrl(consent.loginUrl, deps.app.loginUrl);
  const timeoutMs = deps.pace.crmCallTimeoutMs;
  const exchange = { code, verifier, redirectUri };
  const tokens = await exchangeCode({ ...deps.app, loginUrl }, exchange, timeoutMs);
  try {
    const grant = lasting(tokens);
    const org = await readSalesforceOrg(grant, timeoutMs);
    requireOrg(org, tokens.orgId, expectedOrg);
    const { tenant, isNew } = await keep(deps, org, grant, loginUrl, {
      ...about,
      grantedScopes: tokens.scopes,
      isSetUp: false,
    });
    return { tenant, isNew, orgId: org.orgId, orgName: org.name, instanceUrl: grant.instanceUrl };
  } catch (error) {
    // A database that fails may have kept the grant all the same.
    if (isAppError(error) && !(error instanceof DatabaseUnavailable))
      await giveBack(loginUrl, tokens, timeoutMs);
    throw error;
  }
}

async function giveBack(loginUrl: string, tokens: NewTokens, timeoutMs: number): Promise<void> {
  try {
    await revokeToken(loginUrl, tokens.refreshToken ?? tokens.accessToken, timeoutMs);
  } catch {
    // Why nothing was connected matters more; unused, the grant ends by itself.
  }
}

/** @throws AppError `no_lasting_access`, `instance_refused` */
function lasting({ accessToken, refreshToken, instanceUrl }: NewTokens): StoredGrant {
  if (refreshToken === null) {
    throw new AppError(
      'Salesforce gave oppSpot no lasting access. An administrator has to check the policies of the oppSpot app in Salesforce Setup, External Client App Manager: its scopes must allow to perform requests at any time, and its refresh tokens must stay valid. Then connect again.',
      { code: 'no_lasting_access', status: 403 },
    );
  }
  if (instanceUrl === null) {
    throw new AppError(
      'Salesforce named an address of the org that is not Salesforce’s. Nothing was connected. Tell support.',
      { code: 'instance_refused', status: 502 },
    );
  }
  return { accessToken, refreshToken, instanceUrl };
}

/** @throws AppError `other_account` */
function requireOrg(org: SalesforceOrg, named: string | null, expected: string | undefined): void {
  if (org.orgId !== named) {
    throw otherAccount(
      `Salesforce gave access to the org ${named ?? 'of an unknown id'}, and the org at its address is “${org.name}” (${org.orgId}). Nothing was connected. Start connecting again from oppSpot Setup in the org itself.`,
    );
  }
  const wanted = expected === undefined ? null : (toId18(expected) ?? expected);
  if (wanted !== null && wanted !== org.orgId) {
    throw otherAccount(
      `You consented in the Salesforce org “${org.name}” (${org.orgId}), and the org to be connected is ${wanted}. Nothing was connected. Log out of Salesforce, log in to the org ${wanted}, and connect again from oppSpot Setup there.`,
    );
  }
}

const otherAccount = (message: string) =>
  new AppError(message, { code: 'other_account', status: 409 });

function keep(
  deps: ConnectDependencies,
  org: SalesforceOrg,
  grant: StoredGrant,
  loginUrl: string,
  about: AboutConnection,
): Promise<KeptConnection> {
  const { organizationId, organizationName, settings, grantedScopes, connectedBy, isSetUp } = about;
  return keepConnection(deps, {
    crm: 'salesforce',
    accountId: accountIdOf(org.orgId, loginUrl),
    displayName: `${org.name}${org.isSandbox ? ' (sandbox)' : ''}`,
    baseUrl: loginUrl === usualLogin(deps) ? null : loginUrl,
    credentials: toCredentials(grant),
    organizationId,
    organizationName,
    settings,
    grantedScopes,
    connectedBy,
    isSetUp,
  });
}

/** Where orgs log in whose connection says nothing else. */
export function usualLogin({ app }: { readonly app: OAuthApp | null }): string {
  return app?.loginUrl ?? productionLogin;
}

/** An org behind another address than Salesforce's is another org, whatever id it claims to have. */
function accountIdOf(orgId: string, loginUrl: string): string {
  return isInstanceUrl(loginUrl, productionLogin) ? orgId : `${orgId}@${new URL(loginUrl).host}`;
}

/** The 18 characters. */
export function orgIdOf(accountId: string): string {
  return accountId.slice(0, 18);
}

export const notConnected = () =>
  new AppError('Salesforce is not connected. Ask an admin to connect it in oppSpot Setup.', {
    code: 'not_connected',
    status: 409,
  });
