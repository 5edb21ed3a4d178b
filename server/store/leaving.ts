/** Ends all that a connection has under way, so that nothing of it goes on after it was disconnected. */
import type { TenantTransaction } from './database.ts';
import { disconnect, type Leaving } from './integrations.ts';
import { forgetOrgKeys } from './salesforce-keys.ts';

const gone = {
  code: 'disconnected',
  message: 'The CRM was disconnected before this was done.',
} as const;

/**
 * In one transaction: the connection is disconnected, its secrets are gone, its jobs are over. A process
 * that still works on a run finds its lease gone and writes nothing more.
 * False when there is no such connection.
 */
export async function leave(
  trx: TenantTransaction,
  integrationId: string,
  when: Leaving,
): Promise<boolean> {
  if (!(await disconnect(trx, integrationId, when))) return false;
  await forgetOrgKeys(trx, integrationId);
  await trx
    .updateTable('api_tokens')
    .set({ revoked_at: when.at })
    .where('integration_id', '=', integrationId)
    .where('revoked_at', 'is', null)
    .execute();
  await trx
    .updateTable('crm_sync_queue')
    .set({
      outcome: 'gone',
      done_at: when.at,
      worker: null,
      error_code: gone.code,
      error_message: gone.message,
    })
    .where('integration_id', '=', integrationId)
    .where('done_at', 'is', null)
    .execute();
  await trx
    .updateTable('crm_bulk_enrichments')
    .set({
      state: 'failed',
      finished_at: when.at,
      error_code: gone.code,
      error_message: gone.message,
    })
    .where('integration_id', '=', integrationId)
    .where('state', 'in', ['collecting', 'running'])
    .execute();
  await trx
    .updateTable('webhook_events')
    .set({ done_at: when.at, worker: null, error_code: gone.code, error_message: gone.message })
    .where('integration_id', '=', integrationId)
    .where('done_at', 'is', null)
    .execute();
  await trx
    .updateTable('crm_sync_logs')
    .set({
      status: 'failed',
      finished_at: when.at,
      error_code: gone.code,
      error_message: gone.message,
      lease_owner: null,
      lease_expires_at: null,
    })
    .where('integration_id', '=', integrationId)
    .where('status', 'in', ['running', 'applying'])
    .execute();
  return true;
}
