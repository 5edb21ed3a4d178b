import { z } from 'zod';
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
  const { response, body } = await ask(address, accessToken, timeoutMs).catch((error: unknown) => {
    throw hubspotError({ status: 503, body: null, cause: error });
  });
  if (response.status === 404 || response.status === 403) return null;
  if (!response.ok) throw hubspotError({ status: response.status, body });
  const parsed = details.safeParse(body);
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
    const { response, body } = await ask(address, accessToken, timeoutMs, {
      tokenKey: accessToken,
    });
    return response.ok ? (tokenInfo.safeParse(body).data?.scopes ?? null) : null;
  } catch {
    // Only the settings page shows it: no reason to fail a connection that works.
    return null;
  }
}

async function ask(
  address: URL,
  accessToken: string,
  timeoutMs: number,
  question?: object,
): Promise<{ response: Response; body: unknown }> {
  const response = await fetch(address, {
    ...(question && { method: 'POST', body: JSON.stringify(question) }),
    headers: {
      authorization: `Bearer ${accessToken}`,
      ...(question && { 'content-type': 'application/json' }),
    },
    redirect: 'error',
    signal: AbortSignal.timeout(timeoutMs),
  });
  return { response, body: await response.json().catch(() => null) };
}
