import { z } from 'zod';
import { ask } from './ask.ts';
import { hubspotError } from './errors.ts';
import { apiVersion } from './versions.ts';

const details = z.object({
  portalId: z.int(),
  uiDomain: z.string().nullish(),
});

const tokenInfo = z.object({ scopes: z.array(z.string().min(1)).min(1) });

export interface HubSpotAccount {
  readonly portalId: string;
  /** Host of the account's pages, such as app-eu1.hubspot.com. */
  readonly uiDomain: string | null;
}

/**
 * Which account a token opens; null where the address does not tell.
 * @throws CrmError when the token is refused or HubSpot cannot be reached
 * @see https://developers.hubspot.com/docs/api-reference/account-account-info-v3/guide
 */
export async function readHubSpotAccount(
  baseUrl: string,
  accessToken: string,
  timeoutMs = 5_000,
): Promise<HubSpotAccount | null> {
  const address = new URL(`/account-info/${apiVersion}/details`, baseUrl);
  const answer = await ask(address, { accessToken }, timeoutMs);
  if (answer.status === 404 || answer.status === 403) return null;
  if (answer.status >= 300) throw hubspotError(answer);
  const parsed = details.safeParse(answer.body);
  if (!parsed.success) return null;
  return { portalId: String(parsed.data.portalId), uiDomain: parsed.data.uiDomain ?? null };
}

/**
 * What the token of a private app was granted; null where HubSpot does not tell, as for every other
 * kind of token. The one path without a dated form.
 * @see https://developers.hubspot.com/docs/apps/legacy-apps/private-apps/overview
 */
export async function readGrantedScopes(
  baseUrl: string,
  accessToken: string,
  timeoutMs = 5_000,
): Promise<readonly string[] | null> {
  const address = new URL('/oauth/v2/private-apps/get/access-token-info', baseUrl);
  try {
    const question = { method: 'POST', accessToken, json: { tokenKey: accessToken } } as const;
    const { status, body } = await ask(address, question, timeoutMs);
    return status < 300 ? (tokenInfo.safeParse(body).data?.scopes ?? null) : null;
  } catch {
    // Only the settings page shows it: no reason to fail a connection that works.
    return null;
  }
}
