/** An account whose administrator installs oppSpot in a browser, and the product that she comes back to. */
import { randomBytes } from 'node:crypto';
import { onTestFinished } from 'vitest';
import { challengeOf } from '../../../server/connections/secrets.ts';
import { hubspotScopes } from '../../../server/crm/hubspot/scopes.ts';
import type { Services } from '../../../server/services.ts';
import { getIntegration } from '../../../server/store/integrations.ts';
import type { Tenant } from '../../../server/sync/service.ts';
import type { HubSpotInstall } from '../../../server/tenants/hubspot-install.ts';
import {
  type HubSpotStandin,
  type HubSpotStandinOptions,
  startHubSpotStandin,
} from '../../sandbox/hubspot/index.ts';
import type { OAuthClient } from '../../sandbox/hubspot/options.ts';
import type { TestDatabaseKind } from '../../support/databases.ts';
import { type House, openHouse } from '../../support/house.ts';

const publicBaseUrl = 'https://smartsync.example';
export const redirectUri = `${publicBaseUrl}/oauth/hubspot/callback`;
const namesOf = (wanted: boolean) =>
  hubspotScopes.filter(({ required }) => required === wanted).map(({ name }) => name);
export const requiredScopes = namesOf(true);
export const optionalScopes = namesOf(false);
export const hubspotOAuthApp: OAuthClient = {
  clientId: 'app-of-ours',
  clientSecret: 'secret-of-the-app',
  name: 'oppSpot SmartSync',
  redirectUris: [redirectUri],
  requiredScopes,
  optionalScopes,
};

/** What makes a process know the app. */
export function appEnvironment(hubspotUrl: string): Record<string, string> {
  return {
    PUBLIC_BASE_URL: publicBaseUrl,
    HUBSPOT_BASE_URL: hubspotUrl,
    HUBSPOT_AUTHORIZE_URL: `${hubspotUrl}/oauth/authorize`,
    HUBSPOT_CLIENT_ID: hubspotOAuthApp.clientId,
    HUBSPOT_CLIENT_SECRET: hubspotOAuthApp.clientSecret,
  };
}

/** No other test has a portal of this id: stand-ins that get the same port must not be taken for one. */
export function newPortalId(): number {
  return 10_000_000 + randomBytes(4).readUInt32BE();
}

export interface ConsentingAccount {
  readonly house: House;
  readonly hubspot: HubSpotStandin;
}

export async function openConsentingAccount(
  kind: TestDatabaseKind,
  options: HubSpotStandinOptions = {},
): Promise<ConsentingAccount> {
  const clock: { house: House | null } = { house: null };
  const hubspot = await startHubSpotStandin({
    oauthClients: [hubspotOAuthApp],
    now: () => clock.house?.clock.now() ?? new Date(),
    portalId: newPortalId(),
    limits: { requestsPerTenSeconds: 100_000 },
    ...options,
  });
  onTestFinished(() => hubspot.close());
  const house = await openHouse(kind, { env: appEnvironment(hubspot.url) });
  clock.house = house;
  return { house, hubspot };
}

export function oauthOf({ hubspot }: Services) {
  if (!hubspot.oauth) throw new Error('This process has no app.');
  return hubspot.oauth;
}

interface Decision {
  readonly portalId: number;
  /** Optional scopes that stay ticked; all when absent. */
  readonly scopes?: readonly string[];
}

/** Fills in the consent page behind an address. @returns where the browser is sent, or the page that refuses */
export async function decide(
  address: string,
  decision: Decision | 'cancel',
): Promise<{ readonly back: URL } | { readonly refused: string }> {
  const form: [string, string][] =
    decision === 'cancel'
      ? [['decision', 'cancel']]
      : [
          ['decision', 'connect'],
          ['portal', String(decision.portalId)],
          ...(decision.scopes ?? optionalScopes).map((scope): [string, string] => ['scope', scope]),
        ];
  const answer = await fetch(address, {
    method: 'POST',
    body: new URLSearchParams(form),
    redirect: 'manual',
  });
  const location = answer.headers.get('location');
  return location === null ? { refused: await answer.text() } : { back: new URL(location) };
}

/** Goes to the consent page and comes back with what it sends along. */
export async function consentIn(services: Services, decision: Decision): Promise<HubSpotInstall> {
  const verifier = randomBytes(32).toString('base64url');
  const codeChallenge = challengeOf(verifier);
  const address = oauthOf(services).authorizeUrl({ state: 'state', codeChallenge });
  const outcome = await decide(address, decision);
  if ('refused' in outcome) throw new Error(outcome.refused);
  const { searchParams } = outcome.back;
  if (searchParams.get('state') !== 'state') throw new Error('The state did not come back.');
  return {
    code: searchParams.get('code') ?? '',
    verifier,
    organizationName: 'Installed',
    connectedBy: 'ada',
  };
}

/** An account in which the app was just installed. */
export async function openInstalledAccount(
  kind: TestDatabaseKind,
  options: HubSpotStandinOptions = {},
): Promise<ConsentingAccount & { readonly tenant: Tenant }> {
  const { house, hubspot } = await openConsentingAccount(kind, options);
  const tenant = await installIn(house.services, hubspot);
  hubspot.clearRequests();
  return { house, hubspot, tenant };
}

/** In the stand-in's own account, or in another one of it. */
export async function installIn(
  services: Services,
  { portalId }: Pick<HubSpotStandin, 'portalId'>,
): Promise<Tenant> {
  const consent = await consentIn(services, { portalId });
  return (await oauthOf(services).connectByCode(consent)).tenant;
}

export async function connectionOf({ database }: House, tenant: Tenant) {
  const found = await database.withOrganization(tenant.organizationId, (trx) =>
    getIntegration(trx, tenant.integrationId),
  );
  if (!found) throw new Error('There is no such connection.');
  return found;
}

/** Calls of the token endpoint since the calls were cleared, by outcome. */
export function tokenCalls(hubspot: HubSpotStandin): (number | null)[] {
  return hubspot
    .requests()
    .filter(({ path }) => path === '/oauth/2026-09/token')
    .map(({ status }) => status);
}
