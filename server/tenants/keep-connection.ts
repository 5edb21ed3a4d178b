/** Keeps an account that has just been connected: a new tenant on first use, else the one it has. */
import type { TenantSettings } from '../../shared/tenant/settings.ts';
import { currentActor } from '../audit/actor.ts';
import type { Runtime } from '../runtime.ts';
import type { KeyRing } from '../secrets/key-ring.ts';
import { recordAudit } from '../store/audit-events.ts';
import type { Database } from '../store/database.ts';
import {
  accountAlreadyConnected,
  createIntegration,
  findConnection,
  type NewIntegration,
  reconnect,
  setCredentials,
} from '../store/integrations.ts';
import { createOrganization, organizationExists } from '../store/organizations.ts';
import type { Tenant } from '../sync/service.ts';

export interface KeepConnectionDependencies {
  readonly database: Database;
  readonly keyRing: KeyRing;
  readonly runtime: Pick<Runtime, 'newId' | 'now'>;
}

export interface NewConnection extends Omit<NewIntegration, 'id' | 'organizationId'> {
  /** Whose it becomes; absent: the organisation that the account belongs to, or a new one. */
  readonly organizationId?: string;
  /** For an organisation that is made now. */
  readonly organizationName: string;
  readonly settings?: TenantSettings;
  /** Sealed before they are kept. */
  readonly credentials: string;
}

export interface KeptConnection {
  readonly tenant: Tenant;
  /** False for an account of which we had something already. */
  readonly isNew: boolean;
}

/**
 * In one transaction, so that there is never a tenant without its connection. An account that was
 * disconnected comes back to what is still there of it.
 * @throws AppError `account_already_connected` when it belongs to another organisation than the one asked for
 */
export async function keepConnection(
  deps: KeepConnectionDependencies,
  connection: NewConnection,
): Promise<KeptConnection> {
  const { crm, accountId } = connection;
  // Two browsers that install in one account at once make one tenant.
  return deps.database.withLock(`connect-${crm}-${accountId}`, () => keep(deps, connection));
}

async function keep(
  { database, keyRing, runtime }: KeepConnectionDependencies,
  { organizationId: wanted, organizationName, settings, credentials, ...account }: NewConnection,
): Promise<KeptConnection> {
  const found = await database.asSystem((trx) =>
    findConnection(trx, account.crm, account.accountId),
  );
  const elsewhere = found && wanted !== undefined && found.organizationId !== wanted;
  if (elsewhere && found.isLive) throw accountAlreadyConnected();
  const known = elsewhere ? null : found;
  const organizationId = known?.organizationId ?? wanted ?? runtime.newId();
  const integrationId = known?.integrationId ?? runtime.newId();
  await database.withOrganization(organizationId, async (trx) => {
    if (known) {
      await reconnect(trx, integrationId, account);
    } else {
      if (!(await organizationExists(trx, organizationId))) {
        await createOrganization(trx, { id: organizationId, name: organizationName, settings });
      }
      await createIntegration(trx, { ...account, id: integrationId, organizationId });
    }
    await setCredentials(trx, keyRing, { organizationId, id: integrationId }, credentials);
    const { crm, accountId, connectedBy, grantedScopes } = account;
    const acting = currentActor();
    await recordAudit(trx, {
      id: runtime.newId(),
      at: runtime.now(),
      organizationId,
      integrationId,
      actor: connectedBy ? { ...acting, kind: 'user', id: connectedBy } : acting,
      action: 'connection.connected',
      after: { crm, accountId, ...(grantedScopes && { grantedScopes }) },
    });
  });
  return { tenant: { organizationId, integrationId }, isNew: known === null };
}
