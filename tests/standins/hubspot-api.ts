import { afterEach } from 'vitest';
import {
  type HubSpotStandin,
  type HubSpotStandinOptions,
  startHubSpotStandin,
} from '../sandbox/hubspot/index.ts';
import { type ApiAnswer, call } from './call.ts';

export const token = 'standin-token';

export type Api = (method: string, path: string, body?: unknown) => Promise<ApiAnswer>;

const running: HubSpotStandin[] = [];

afterEach(async () => {
  await Promise.all(running.splice(0).map((standin) => standin.close()));
});

/** A stand-in that is closed after the test, and a caller with a token that holds every scope. */
export async function standin(
  options: HubSpotStandinOptions = {},
): Promise<{ hubspot: HubSpotStandin; api: Api }> {
  const hubspot = await startHubSpotStandin({
    accessTokens: [{ token, scopes: 'all' }],
    ...options,
  });
  running.push(hubspot);
  return { hubspot, api: caller(hubspot) };
}

/** Calls with a bearer token and JSON. */
export function caller(hubspot: HubSpotStandin, accessToken = token): Api {
  return (method, path, body) => call(`${hubspot.url}${path}`, accessToken, method, body);
}

export function link(id: string, associationTypeId: number) {
  return {
    to: { id },
    types: [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId }],
  };
}

/** A text property that anybody may define. */
export function custom(name: string, more: Record<string, unknown> = {}) {
  const text = { type: 'string', fieldType: 'text' };
  return { name, label: 'Mine', groupName: 'contactinformation', ...text, ...more };
}
