/** Keys of our package in Salesforce orgs. A signing key is sealed, of the bearer's secret only a hash is kept. */
import type { Selectable } from 'kysely';
import { open, type Place, seal } from '../secrets/envelope.ts';
import type { KeyRing } from '../secrets/key-ring.ts';
import { Secret } from '../secrets/secret.ts';
import type { SystemTransaction, TenantTransaction } from './database.ts';
import type { RunOwner } from './sync-logs.ts';
import type { SalesforceOrgKeysTable } from './tables/salesforce.ts';

export interface NewOrgKey {
  readonly id: string;
  readonly owner: RunOwner;
  /** 18 characters. */
  readonly orgId: string;
  readonly secretHash: Buffer;
  /** Base64, as Apex keeps it. */
  readonly signingKey: string;
  readonly createdAt: Date;
}

export interface OrgKey {
  readonly owner: RunOwner;
  readonly orgId: string;
  readonly secretHash: Buffer;
  readonly signingKey: Secret;
}

/** Adds a key that is good until `expiresAt` or, once it is confirmed, for longer. What ran out goes. */
export async function addOrgKey(
  trx: TenantTransaction,
  ring: KeyRing,
  key: NewOrgKey,
  expiresAt: Date,
): Promise<void> {
  const { organizationId, integrationId } = key.owner;
  await trx
    .deleteFrom('salesforce_org_keys')
    .where('integration_id', '=', integrationId)
    .where('expires_at', '<=', key.createdAt)
    .execute();
  await trx
    .insertInto('salesforce_org_keys')
    .values({
      id: key.id,
      organization_id: organizationId,
      integration_id: integrationId,
      org_id: key.orgId,
      secret_hash: key.secretHash,
      signing_key: await seal(ring, key.signingKey, signingKeyPlace(organizationId, key.id)),
      created_at: key.createdAt,
      expires_at: expiresAt,
    })
    .execute();
}

/** The org holds this key: it stays good. Others of the connection are good until `othersUntil`. */
export async function confirmOrgKey(
  trx: TenantTransaction,
  integrationId: string,
  id: string,
  othersUntil: Date,
): Promise<void> {
  await trx
    .updateTable('salesforce_org_keys')
    .set({ expires_at: othersUntil })
    .where('integration_id', '=', integrationId)
    .where('id', '<>', id)
    .where((where) =>
      where.or([where('expires_at', 'is', null), where('expires_at', '>', othersUntil)]),
    )
    .execute();
  await trx
    .updateTable('salesforce_org_keys')
    .set({ expires_at: null })
    .where('integration_id', '=', integrationId)
    .where('id', '=', id)
    .execute();
}

/** This key is good no longer, and gone. */
export async function forgetOrgKey(
  trx: TenantTransaction,
  integrationId: string,
  id: string,
): Promise<void> {
  await trx
    .deleteFrom('salesforce_org_keys')
    .where('integration_id', '=', integrationId)
    .where('id', '=', id)
    .execute();
}

/** The keys of a connection are good no longer, and gone. */
export async function forgetOrgKeys(trx: TenantTransaction, integrationId: string): Promise<void> {
  await trx.deleteFrom('salesforce_org_keys').where('integration_id', '=', integrationId).execute();
}

/**
 * A key that is good at `now`; null when there is none of this id.
 * @throws SecretError when its signing key cannot be opened
 */
export async function findOrgKey(
  trx: SystemTransaction,
  ring: KeyRing,
  id: string,
  now: Date,
): Promise<OrgKey | null> {
  const row = await trx
    .selectFrom('salesforce_org_keys')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst();
  if (!row || (row.expires_at !== null && row.expires_at <= now)) return null;
  return toOrgKey(ring, row);
}

async function toOrgKey(ring: KeyRing, row: Selectable<SalesforceOrgKeysTable>): Promise<OrgKey> {
  const signingKey = await open(
    ring,
    row.signing_key,
    signingKeyPlace(row.organization_id, row.id),
  );
  return {
    owner: { organizationId: row.organization_id, integrationId: row.integration_id },
    orgId: row.org_id,
    secretHash: row.secret_hash,
    signingKey: new Secret(signingKey),
  };
}

/** Where a signing key is sealed for. */
export function signingKeyPlace(organizationId: string, id: string): Place {
  return { table: 'salesforce_org_keys', row: `${organizationId}/${id}`, column: 'signing_key' };
}

/** Takes a nonce; false when it was taken before. Those that ran out go, now and then. */
export async function takeNonce(
  trx: SystemTransaction,
  nonce: { readonly keyId: string; readonly nonce: string; readonly expiresAt: Date },
  now: Date,
  sweep: boolean,
): Promise<boolean> {
  if (sweep) {
    await trx.deleteFrom('salesforce_nonces').where('expires_at', '<', now).execute();
  }
  const result = await trx
    .insertInto('salesforce_nonces')
    .values({ key_id: nonce.keyId, nonce: nonce.nonce, expires_at: nonce.expiresAt })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return (result.numInsertedOrUpdatedRows ?? 0n) > 0n;
}
