/** An account's tokens as renewals see them: sealed in its connection, replaced only by who knew them. */
import type { TokenStore } from '../crm/session/token-renewal.ts';
import type { Runtime } from '../runtime.ts';
import type { KeyRing } from '../secrets/key-ring.ts';
import type { Database } from '../store/database.ts';
import { getCredentials, lockIntegration, setCredentials } from '../store/integrations.ts';
import { noteRefreshed } from '../store/quiet-connections.ts';
import type { Tenant } from '../sync/service.ts';

/** How a grant is spelt in the text that is sealed. */
export interface GrantForm<Grant> {
  toCredentials(grant: Grant): string;
  /** @throws Error when the text is not one of `toCredentials` */
  fromCredentials(credentials: string): Grant;
}

export interface TokenStoreDependencies {
  readonly database: Database;
  readonly keyRing: KeyRing;
  readonly runtime: Pick<Runtime, 'now'>;
}

export function tokenStore<Grant extends { readonly accessToken: string }>(
  { database, keyRing, runtime }: TokenStoreDependencies,
  { organizationId, integrationId }: Tenant,
  form: GrantForm<Grant>,
): TokenStore<Grant> {
  const parse = (credentials: string | null): Grant | null =>
    credentials === null ? null : form.fromCredentials(credentials);
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
        if (stored?.accessToken !== expected.accessToken) return false;
        await noteRefreshed(trx, integrationId, runtime.now());
        const place = { organizationId, id: integrationId };
        return setCredentials(trx, keyRing, place, form.toCredentials(next));
      }),
  };
}
