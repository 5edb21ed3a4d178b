/** The provider that a tenant brought to a connection. Its secret is sealed. */
import type { OwnProviderUpdate } from '../../shared/contract/own-provider.ts';
import { open, type Place, seal } from '../secrets/envelope.ts';
import type { KeyRing } from '../secrets/key-ring.ts';
import { Secret } from '../secrets/secret.ts';
import type { TenantTransaction } from './database.ts';
import type { RunOwner } from './sync-logs.ts';

export interface StoredProvider {
  readonly id: string;
  readonly kind: OwnProviderUpdate['kind'];
  readonly name: string;
  readonly url: string;
  readonly minLikelihood: number;
  readonly updatedAt: Date;
  readonly sealed: Buffer;
}

export async function getOwnProvider(
  trx: TenantTransaction,
  integrationId: string,
): Promise<StoredProvider | null> {
  const row = await trx
    .selectFrom('tenant_providers')
    .selectAll()
    .where('integration_id', '=', integrationId)
    .executeTakeFirst();
  return row
    ? {
        id: row.id,
        kind: row.kind,
        name: row.name,
        url: row.url,
        minLikelihood: row.min_likelihood,
        updatedAt: row.updated_at,
        sealed: Buffer.from(row.secret),
      }
    : null;
}

/** @throws SecretError when it cannot be opened */
export async function revealOwnSecret(
  ring: KeyRing,
  organizationId: string,
  { id, sealed }: StoredProvider,
): Promise<Secret> {
  return new Secret(await open(ring, sealed, ownSecretPlace(organizationId, id)));
}

/** Replaces what the connection had. @param secret null keeps the earlier one's, which must be there */
export async function putOwnProvider(
  trx: TenantTransaction,
  ring: KeyRing,
  owner: RunOwner,
  provider: Omit<OwnProviderUpdate, 'secret'> & { readonly id: string; readonly at: Date },
  secret: string | null,
): Promise<void> {
  const values = {
    kind: provider.kind,
    name: provider.name,
    url: provider.url,
    min_likelihood: provider.minLikelihood,
    updated_at: provider.at,
  };
  if (secret === null) {
    await trx
      .updateTable('tenant_providers')
      .set(values)
      .where('integration_id', '=', owner.integrationId)
      .execute();
    return;
  }
  // Whoever comes at the same time waits for the row here; the last one's stays, with the id it is sealed for.
  const row = {
    id: provider.id,
    secret: await seal(ring, secret, ownSecretPlace(owner.organizationId, provider.id)),
    ...values,
  };
  await trx
    .insertInto('tenant_providers')
    .values({
      organization_id: owner.organizationId,
      integration_id: owner.integrationId,
      ...row,
    })
    .onConflict((conflict) =>
      conflict.columns(['organization_id', 'integration_id']).doUpdateSet(row),
    )
    .execute();
}

export async function deleteOwnProvider(
  trx: TenantTransaction,
  integrationId: string,
): Promise<void> {
  await trx.deleteFrom('tenant_providers').where('integration_id', '=', integrationId).execute();
}

export function ownSecretPlace(organizationId: string, id: string): Place {
  return { table: 'tenant_providers', row: `${organizationId}/${id}`, column: 'secret' };
}
