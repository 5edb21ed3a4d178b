/** Keeps an account that has just been connected: a new tenant on first use, else the one it has. */
import type { TenantSettings } from '../../shared/tenant/settings.ts';
import type { Runtime } from '../runtime.ts';
import type { KeyRing } from '../secrets/key-ring.ts';
import type { Database } from '../store/database.ts';
import {
  createIntegration,
  findIntegrationByAccount,
  type NewIntegration,
  reconnect,
  setCredentials,
} from '../store/integrations.ts';
import { createOrganization } from '../store/organizations.ts';
import type { Tenant } from '../sync/service.ts';

export interface KeepConnectionDependencies {
  readonly database: Database;
  readonly keyRing: KeyRing;
  readonly runtime: Pick<Runtime, 'newId'>;
}

export interface NewConnection extends Omit<NewIntegration, 'id' | 'organizationId'> {
  readonly organizationName: string;
  /** For a tenant that is made now. */
  readonly settings?: TenantSettings;
  /** Sealed before they are kept. */
  readonly credentials: string;
}

/** In one transaction, so that there is never a tenant without its connection. */
export async function keepConnection(
  { database, keyRing, runtime }: KeepConnectionDependencies,
  { organizationName, settings, credentials, ...account }: NewConnection,
): Promise<Tenant> {
  const known = await database.asSystem((trx) =>
    findIntegrationByAccount(trx, account.crm, account.accountId),
  );
  const tenant = known ?? { organizationId: runtime.newId(), integrationId: runtime.newId() };
  const { organizationId, integrationId } = tenant;
  await database.withOrganization(organizationId, async (trx) => {
    if (known) {
      await reconnect(trx, integrationId, account.grantedScopes ?? null);
    } else {
      await createOrganization(trx, { id: organizationId, name: organizationName, settings });
      await createIntegration(trx, { ...account, id: integrationId, organizationId });
    }
    await setCredentials(trx, keyRing, { organizationId, id: integrationId }, credentials);
  });
  return tenant;
}
