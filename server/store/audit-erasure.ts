/**
 * The two exceptions to a history that is only added to: what it says of an erased person, and what is
 * older than it is kept. Both are the system role's; the application could do neither.
 */
import { sql, type Transaction } from 'kysely';
import type { ObjectType } from '../../shared/plan/plan.ts';
import type { SystemTransaction, TenantTransaction } from './database.ts';
import type { Tables } from './schema.ts';
import type { RunOwner } from './sync-logs.ts';

/**
 * Blanks records' ids and values; that something was done, by whom and when, stays. In the transaction
 * that erases everything else, so that there is never half an erasure.
 */
export async function eraseFromHistory(
  trx: TenantTransaction,
  owner: RunOwner,
  object: ObjectType,
  recordIds: readonly string[],
): Promise<void> {
  await asSystemRole(trx, () =>
    blanked(trx, owner)
      .where('object_type', '=', object)
      .where('record_id', 'in', [...recordIds])
      .execute(),
  );
}

/** The same for all records of a connection that is deleted. */
export async function eraseConnectionFromHistory(
  trx: TenantTransaction,
  owner: RunOwner,
): Promise<void> {
  await asSystemRole(trx, () => blanked(trx, owner).where('record_id', 'is not', null).execute());
}

function blanked(trx: TenantTransaction, owner: RunOwner) {
  return (
    trx
      .updateTable('audit_events')
      .set({ record_id: null, before: null, after: null })
      .where('organization_id', '=', owner.organizationId)
      // The role sees every organisation; the transaction is confined to one.
      .where(sql<boolean>`organization_id = current_organization_id()`)
      .where('integration_id', '=', owner.integrationId)
  );
}

/** Deletes the oldest events, of all organisations. @returns how many */
export async function deleteOldHistory(
  trx: SystemTransaction,
  before: Date,
  limit: number,
): Promise<number> {
  const result = await trx
    .deleteFrom('audit_events')
    .where('id', 'in', (rows) =>
      rows
        .selectFrom('audit_events')
        .select('id')
        .where('occurred_at', '<', before)
        .orderBy('occurred_at')
        .limit(limit),
    )
    .executeTakeFirst();
  return Number(result.numDeletedRows);
}

/** Whoever connects may take either role; the transaction's own is taken again, whatever happens. */
async function asSystemRole(trx: Transaction<Tables>, work: () => Promise<unknown>): Promise<void> {
  const { rows } = await sql<{ role: string }>`select current_setting('role') as role`.execute(trx);
  await sql`select set_config('role', 'smartsync_system', true)`.execute(trx);
  await work();
  await sql`select set_config('role', ${rows[0]?.role}, true)`.execute(trx);
}
