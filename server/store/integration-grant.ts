import { sql } from 'kysely';
import type { TenantTransaction } from './database.ts';
import type { IntegrationStatus } from './tables/organizations.ts';

/** Whether the account's grant still works. */
export type Grant = Exclude<IntegrationStatus, 'disconnected'>;

/** Notes whether the grant works; a connection that somebody ended stays ended. */
export async function noteGrant(trx: TenantTransaction, id: string, grant: Grant): Promise<void> {
  await trx
    .updateTable('crm_integrations')
    .set({ status: grant, updated_at: sql`now()` })
    .where('id', '=', id)
    .where('status', '<>', 'disconnected')
    .execute();
}
