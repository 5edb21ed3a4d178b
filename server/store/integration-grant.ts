import { sql } from 'kysely';
import type { CrmName } from '../crm/connector.ts';
import type { SystemTransaction, TenantTransaction } from './database.ts';
import type { IntegrationStatus } from './tables/organizations.ts';

/** Whether the account's grant still works. */
export type Grant = Exclude<IntegrationStatus, 'disconnected'>;

/**
 * Notes whether the grant works; a connection that somebody ended stays ended.
 * @returns whether it was news
 */
export async function noteGrant(
  trx: TenantTransaction,
  id: string,
  grant: Grant,
): Promise<boolean> {
  const result = await trx
    .updateTable('crm_integrations')
    .set({ status: grant, updated_at: sql`now()` })
    .where('id', '=', id)
    .where('status', 'not in', ['disconnected', grant])
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

/** Since when an account is connected, counted from the last time that was done; null when it is not. */
export async function connectedSince(
  trx: SystemTransaction,
  crm: CrmName,
  accountId: string,
): Promise<Date | null> {
  const row = await trx
    .selectFrom('crm_integrations')
    .select(['created_at', 'reconnected_at'])
    .where('crm', '=', crm)
    .where('account_id', '=', accountId)
    .where('status', '<>', 'disconnected')
    .executeTakeFirst();
  return row ? (row.reconnected_at ?? row.created_at) : null;
}
