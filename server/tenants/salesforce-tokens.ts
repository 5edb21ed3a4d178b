/** An org's tokens as the sessions see them: sealed in its connection, replaced only by who knew them. */
import { z } from 'zod';
import type { StoredGrant, TokenStore } from '../crm/salesforce/session/session.ts';
import type { KeyRing } from '../secrets/key-ring.ts';
import type { Database } from '../store/database.ts';
import { getCredentials, lockIntegration, setCredentials } from '../store/integrations.ts';
import type { Tenant } from '../sync/service.ts';

const storedGrant = z.object({
  accessToken: z.string(),
  refreshToken: z.string(),
  instanceUrl: z.string(),
});

/** The text that is sealed. */
export function toCredentials({ accessToken, refreshToken, instanceUrl }: StoredGrant): string {
  return JSON.stringify({ accessToken, refreshToken, instanceUrl } satisfies StoredGrant);
}

export function grantStore(
  { database, keyRing }: { readonly database: Database; readonly keyRing: KeyRing },
  { organizationId, integrationId }: Tenant,
): TokenStore {
  const parse = (credentials: string | null): StoredGrant | null =>
    credentials === null ? null : storedGrant.parse(JSON.parse(credentials));
  return {
    read: async () =>
      parse(
        await database.withOrganization(organizationId, (trx) =>
          getCredentials(trx, keyRing, integrationId),
        ),
      ),
    replace: (expected, next) =>
      database.withOrganization(organizationId, async (trx) => {
        await lockIntegration(trx, integrationId);
        const stored = parse(await getCredentials(trx, keyRing, integrationId));
        if (stored?.refreshToken !== expected.refreshToken) return false;
        const place = { organizationId, id: integrationId };
        return setCredentials(trx, keyRing, place, toCredentials(next));
      }),
  };
}
