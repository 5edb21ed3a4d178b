/** What a HubSpot connection keeps: the grant of an install, or the token of a private app as it is. */
import { z } from 'zod';
import type { HubSpotGrant } from '../crm/hubspot/oauth/session.ts';
import type { GrantForm } from './token-store.ts';

const storedGrant = z.object({
  accessToken: z.string(),
  refreshToken: z.string(),
  expiresAt: z.number(),
});

export const hubspotGrantForm: GrantForm<HubSpotGrant> = {
  toCredentials: ({ accessToken, refreshToken, expiresAt }) =>
    JSON.stringify({ accessToken, refreshToken, expiresAt } satisfies HubSpotGrant),
  fromCredentials: (credentials) => storedGrant.parse(JSON.parse(credentials)),
};

/** Tokens of private apps never begin like JSON. */
export function isGrant(credentials: string): boolean {
  return credentials.startsWith('{');
}
