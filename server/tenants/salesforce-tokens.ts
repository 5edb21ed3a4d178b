/** An org's grant as its connection keeps it. */
import { z } from 'zod';
import type { StoredGrant } from '../crm/salesforce/session/session.ts';
import type { TokenStore } from '../crm/session/token-renewal.ts';
import type { Tenant } from '../sync/service.ts';
import { type TokenStoreDependencies, tokenStore } from './token-store.ts';

const storedGrant = z.object({
  accessToken: z.string(),
  refreshToken: z.string(),
  instanceUrl: z.string(),
});

/** The text that is sealed. */
export function toCredentials({ accessToken, refreshToken, instanceUrl }: StoredGrant): string {
  return JSON.stringify({ accessToken, refreshToken, instanceUrl } satisfies StoredGrant);
}

export function grantStore(deps: TokenStoreDependencies, tenant: Tenant): TokenStore<StoredGrant> {
  return tokenStore(deps, tenant, {
    toCredentials,
    fromCredentials: (credentials) => storedGrant.parse(JSON.parse(credentials)),
  });
}
