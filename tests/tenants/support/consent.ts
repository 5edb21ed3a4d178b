/** An org from which somebody connects oppSpot in a browser, and the product that she comes back to. */
import { createHash, randomBytes } from 'node:crypto';
import { onTestFinished } from 'vitest';
import type { Services } from '../../../server/services.ts';
import { getIntegration } from '../../../server/store/integrations.ts';
import type { Tenant } from '../../../server/sync/service.ts';
import type { SalesforceConsent } from '../../../server/tenants/salesforce-connect.ts';
import { type SalesforceStandin, startSalesforceStandin } from '../../sandbox/salesforce/index.ts';
import type { OAuthClient, SalesforceStandinOptions } from '../../sandbox/salesforce/options.ts';
import type { TestDatabase, TestDatabaseKind } from '../../support/databases.ts';
import { type House, openHouse } from '../../support/house.ts';

const publicBaseUrl = 'https://smartsync.example';
const redirectUri = `${publicBaseUrl}/oauth/salesforce/callback`;
export const oauthApp: OAuthClient = {
  clientId: 'app',
  clientSecret: 'secret-of-the-app',
  redirectUris: [redirectUri],
};

/** What makes a process know the app. */
export function appEnvironment(loginUrl: string): Record<string, string> {
  return {
    PUBLIC_BASE_URL: publicBaseUrl,
    SALESFORCE_CLIENT_ID: oauthApp.clientId,
    SALESFORCE_CLIENT_SECRET: oauthApp.clientSecret,
    SALESFORCE_LOGIN_URL: loginUrl,
  };
}

/** No other test has an org of this id: stand-ins that get the same port must not be taken for one. */
export function newOrgId(): string {
  return `00D${randomBytes(6).toString('hex')}`;
}

export interface ConsentingOrg {
  readonly house: House;
  readonly salesforce: SalesforceStandin;
}

export async function openConsentingOrg(
  kind: TestDatabaseKind,
  options: SalesforceStandinOptions = {},
): Promise<ConsentingOrg> {
  const clock: { house: House | null } = { house: null };
  const salesforce = await startSalesforceStandin({
    oauthClients: [oauthApp],
    now: () => clock.house?.clock.now() ?? new Date(),
    ...options,
    org: { id: newOrgId(), ...options.org },
  });
  onTestFinished(() => salesforce.close());
  const house = await openHouse(kind, { env: appEnvironment(salesforce.url) });
  clock.house = house;
  return { house, salesforce };
}

export function oauthOf({ salesforce }: Services) {
  if (!salesforce.oauth) throw new Error('This process has no app.');
  return salesforce.oauth;
}

/** Goes to the consent page of the org and comes back with what it sends along. */
export async function consentIn(services: Services): Promise<SalesforceConsent> {
  const oauth = oauthOf(services);
  const verifier = randomBytes(32).toString('base64url');
  const loginUrl = oauth.loginUrl({ environment: 'production' });
  const address = oauth.authorizeUrl({
    state: 'state',
    codeChallenge: createHash('sha256').update(verifier).digest('base64url'),
    loginUrl,
  });
  const answer = await fetch(address, { redirect: 'manual' });
  const back = new URL(answer.headers.get('location') ?? '');
  if (back.searchParams.get('state') !== 'state') throw new Error('The state did not come back.');
  const code = back.searchParams.get('code');
  if (code === null) throw new Error(back.searchParams.get('error') ?? 'Neither code nor error.');
  return { code, verifier, loginUrl, organizationName: 'Connected', connectedBy: 'ada' };
}

/** The same in another org of the stand-in, or with other scopes. */
export function consentTo(
  salesforce: SalesforceStandin,
  order: { readonly orgId?: string; readonly scopes?: readonly string[]; readonly userId?: string },
): SalesforceConsent {
  const verifier = randomBytes(32).toString('base64url');
  const code = salesforce.issueCode({
    clientId: oauthApp.clientId,
    redirectUri,
    challenge: createHash('sha256').update(verifier).digest('base64url'),
    ...order,
  });
  const { url: loginUrl } = salesforce;
  return { code, verifier, loginUrl, organizationName: 'Connected', connectedBy: 'ada' };
}

export async function integrationOf({ database }: House, tenant: Tenant) {
  return database.withOrganization(tenant.organizationId, (trx) =>
    getIntegration(trx, tenant.integrationId),
  );
}

/** How many connections there are to an org. */
export async function connectionsTo(
  database: Pick<TestDatabase, 'asOwner'>,
  orgId: string,
): Promise<number> {
  const [row] = await database.asOwner<{ count: unknown }>(
    'select count(*) as count from crm_integrations where account_id like $1',
    [`${orgId}%`],
  );
  return Number(row?.count);
}

/** Calls of the stand-in's OAuth endpoints and key resource with their outcome. */
export function callsOf(salesforce: SalesforceStandin, path: RegExp): string[] {
  return salesforce
    .requests()
    .filter((request) => path.test(request.path))
    .map(({ method, path: called, status }) => `${method} ${called} ${status}`);
}
