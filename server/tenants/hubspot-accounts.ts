/** How a portal is named among all connections. */
import { createHash } from 'node:crypto';
import { hubspotBaseUrl } from '../crm/hubspot/index.ts';

/** Another address is another HubSpot, whatever portal it claims to be. */
export function accountIdOf(portalId: string, baseUrl: string): string {
  return baseUrl === hubspotBaseUrl ? portalId : `${portalId}@${new URL(baseUrl).host}`;
}

/** For a token of an account that does not tell which it is. */
export function accountIdOfToken(accessToken: string, baseUrl: string): string {
  const digest = createHash('sha256').update(accessToken).digest('hex').slice(0, 16);
  return accountIdOf(`token-${digest}`, baseUrl);
}

export function portalOf(accountId: string): string | null {
  return /^\d+/.exec(accountId)?.[0] ?? null;
}
