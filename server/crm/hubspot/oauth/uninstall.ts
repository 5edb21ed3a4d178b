import { ask } from '../ask.ts';
import { hubspotError } from '../errors.ts';
import { apiVersion } from '../versions.ts';

const timeoutMs = 10_000;

/**
 * Takes the app out of the account that the token opens; HubSpot tells the account's administrators.
 * @throws CrmError when HubSpot refuses or cannot be reached
 * @see https://developers.hubspot.com/docs/api-reference/latest/app-management/app-uninstalls/guide
 */
export async function uninstallApp(baseUrl: string, accessToken: string): Promise<void> {
  const address = new URL(`/appinstalls/${apiVersion}/external-install`, baseUrl);
  const answer = await ask(address, { method: 'DELETE', accessToken }, timeoutMs);
  if (answer.status >= 300) throw hubspotError(answer);
}
