/** From the code of HubSpot's consent page to a tenant. */
import type { TenantSettings } from '../../shared/tenant/settings.ts';
import type { CrmScope } from '../crm/connector.ts';
import { CrmError } from '../crm/errors.ts';
import { type HubSpotAccount, readHubSpotAccount } from '../crm/hubspot/account.ts';
import { hubspotBaseUrl } from '../crm/hubspot/index.ts';
import type { HubSpotOAuthApp } from '../crm/hubspot/oauth/app.ts';
import { type Patience, patiently } from '../crm/hubspot/oauth/patience.ts';
import { grantOf } from '../crm/hubspot/oauth/session.ts';
import { exchangeCode, type GrantedTokens, revoke } from '../crm/hubspot/oauth/token-endpoint.ts';
import { hubspotScopes } from '../crm/hubspot/scopes.ts';
import { declinedScopes } from '../crm/scopes.ts';
import { AppError } from '../errors.ts';
import { budgetOf, inSlot } from '../limits/budget.ts';
import type { Limiter } from '../limits/limiter.ts';
import type { Runtime } from '../runtime.ts';
import type { KeyRing } from '../secrets/key-ring.ts';
import type { Database } from '../store/database.ts';
import { findIntegrationByAccount } from '../store/integrations.ts';
import type { Tenant } from '../sync/service.ts';
import { accountIdOf } from './hubspot-accounts.ts';
import { hubspotGrantForm } from './hubspot-tokens.ts';
import { keepConnection } from './keep-connection.ts';

export interface HubSpotInstall {
  readonly code: string;
  /** Whose challenge the consent page was given. */
  readonly verifier: string;
  /** Whose the account becomes; absent: the organisation that has it, or a new one. */
  readonly organizationId?: string;
  /** For an organisation that is made now. */
  readonly organizationName: string;
  /** Only this portal will do. */
  readonly expectedPortal?: string;
  /** How the history names whoever connected it. */
  readonly connectedBy: string | null;
  /** For a tenant that is made now. */
  readonly settings?: TenantSettings;
}

export interface HubSpotInstalled {
  readonly tenant: Tenant;
  /** False for an account of which we had something already. */
  readonly isNew: boolean;
  readonly portalId: string;
  /** Host of the account's pages. */
  readonly uiDomain: string | null;
  /** Permissions that may be declined and were. */
  readonly missingOptionalScopes: readonly CrmScope[];
}

export interface InstallDependencies {
  readonly database: Database;
  readonly keyRing: KeyRing;
  readonly runtime: Pick<Runtime, 'newId' | 'now'>;
  readonly limiter: Limiter;
  readonly patience: Patience;
}

const exchanges = 2;

/**
 * Nothing is kept before all of it is known to be right, and then in one transaction: a process that
 * dies on the way leaves no tenant, and the next consent begins anew.
 * @throws AppError `authorization_expired`, `other_account`, `missing_scope` or
 *   `account_already_connected`; CrmError when HubSpot cannot be reached or refuses our app
 */
export async function connectByCode(
  deps: InstallDependencies,
  app: HubSpotOAuthApp,
  install: HubSpotInstall,
): Promise<HubSpotInstalled> {
  const askedAt = deps.runtime.now().getTime();
  const granted = await exchange(app, install);
  const account = await accountOf(deps, app, granted);
  const objection = objectionTo(granted, account, install);
  if (objection) {
    await giveBack(deps, app, granted);
    throw objection;
  }
  const { portalId, uiDomain } = account;
  const { tenant, isNew } = await keepConnection(deps, {
    crm: 'hubspot',
    accountId: accountIdOf(portalId, app.baseUrl),
    displayName: `HubSpot ${portalId}`,
    baseUrl: app.baseUrl === hubspotBaseUrl ? null : app.baseUrl,
    uiDomain,
    grantedScopes: granted.scopes,
    connectedBy: install.connectedBy,
    isSetUp: false,
    ...(install.organizationId !== undefined && { organizationId: install.organizationId }),
    organizationName: install.organizationName,
    ...(install.settings && { settings: install.settings }),
    credentials: hubspotGrantForm.toCredentials(grantOf(granted, askedAt)),
  });
  const missingOptionalScopes = declinedScopes('hubspot', granted.scopes);
  return { tenant, isNew, portalId, uiDomain, missingOptionalScopes };
}

async function exchange(app: HubSpotOAuthApp, install: HubSpotInstall): Promise<GrantedTokens> {
  for (let attempt = 1; ; attempt += 1) {
    const outcome = await exchangeCode(app, install);
    if (outcome.state === 'issued') return outcome.tokens;
    // A code that an unanswered attempt has used up is refused, which harms nobody.
    if (outcome.state !== 'unavailable' || attempt >= exchanges) throw outcome.error;
  }
}

async function accountOf(
  { limiter, patience }: InstallDependencies,
  app: HubSpotOAuthApp,
  granted: GrantedTokens,
): Promise<HubSpotAccount> {
  const portalId = String(granted.hub_id);
  const budget = budgetOf(limiter, { crm: 'hubspot', id: accountIdOf(portalId, app.baseUrl) });
  const account = await patiently(patience, () =>
    inSlot(budget, () => readHubSpotAccount(app.baseUrl, granted.access_token)),
  );
  if (account && account.portalId !== portalId) {
    const message =
      'HubSpot gave access to another account than it named. Start connecting HubSpot again, and tell support if it happens once more.';
    throw new CrmError('unexpected', message, { crmStatus: null });
  }
  return account ?? { portalId, uiDomain: null };
}

function objectionTo(
  { scopes }: GrantedTokens,
  { portalId }: HubSpotAccount,
  { expectedPortal }: HubSpotInstall,
): AppError | null {
  if (expectedPortal !== undefined && expectedPortal !== portalId) {
    const message = `You chose HubSpot account ${portalId}, but account ${expectedPortal} was to be connected. Start again and choose ${expectedPortal}.`;
    return new AppError(message, { code: 'other_account', status: 409 });
  }
  const missing = hubspotScopes.filter(({ name, required }) => required && !scopes.includes(name));
  if (missing.length === 0) return null;
  const names = missing.map(({ name }) => name).join(', ');
  const message = `oppSpot cannot work without a permission that was not given: ${names}. Start again and allow it, or ask a HubSpot super admin to.`;
  return new AppError(message, { code: 'missing_scope', status: 403 });
}

/**
 * A grant that is of no use here is not left behind. Unless the account is a live connection of ours:
 * HubSpot may have given out the very refresh token that it lives on.
 */
async function giveBack(
  { database }: InstallDependencies,
  app: HubSpotOAuthApp,
  granted: GrantedTokens,
): Promise<void> {
  const accountId = accountIdOf(String(granted.hub_id), app.baseUrl);
  const live = await database.asSystem((trx) =>
    findIntegrationByAccount(trx, 'hubspot', accountId),
  );
  if (live) return;
  try {
    await revoke(app, granted.refresh_token);
  } catch {
    // Nobody holds it any longer; why the account was not connected matters more.
  }
}
