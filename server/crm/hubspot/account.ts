import { z } from 'zod';
import { hubspotError } from './errors.ts';
import { apiVersion } from './versions.ts';

const details = z.object({
  portalId: z.int(),
  uiDomain: z.string().nullish(),
});

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
  let response: Response;
  let body: unknown;
  try {
    response = await fetch(new URL(`/account-info/${apiVersion}/details`, baseUrl), {
      headers: { authorization: `Bearer ${accessToken}` },
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    });
    body = await response.json().catch(() => null);
  } catch (error) {
    throw hubspotError({ status: 503, body: null, cause: error });
  }
  if (response.status === 404 || response.status === 403) return null;
  if (!response.ok) throw hubspotError({ status: response.status, body });
  const parsed = details.safeParse(body);
  if (!parsed.success) return null;
  return { portalId: String(parsed.data.portalId), uiDomain: parsed.data.uiDomain ?? null };
}
