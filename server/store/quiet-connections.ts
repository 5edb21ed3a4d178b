/** Connections whose tokens nobody has renewed for long: a CRM may end a grant that is not used. */
import { type SqlBool, sql } from 'kysely';
import type { CrmName } from '../crm/connector.ts';
import type { SystemTransaction, TenantTransaction } from './database.ts';

export interface QuietConnection {
  readonly organizationId: string;
  readonly integrationId: string;
}

/** An account that has just been connected has new tokens. */
const isQuietSince = (before: Date) =>
  sql<SqlBool>`coalesce(refreshed_at, reconnected_at, created_at) < ${before}`;

/** Those of every organisation, the quietest first. */
export async function findQuietConnections(
  trx: SystemTransaction,
  crm: CrmName,
  before: Date,
): Promise<QuietConnection[]> {
  const rows = await trx
    .selectFrom('crm_integrations')
    .select(['organization_id', 'id'])
    .where('crm', '=', crm)
    .where('status', '=', 'connected')
    .where(isQuietSince(before))
    .orderBy(sql`coalesce(refreshed_at, reconnected_at, created_at)`)
    .execute();
  return rows.map(({ organization_id, id }) => ({
    organizationId: organization_id,
    integrationId: id,
  }));
}

/** Whether it still is: another process may have renewed its tokens since it was found. */
export async function isQuiet(trx: TenantTransaction, id: string, before: Date): Promise<boolean> {
  const row = await trx
    .selectFrom('crm_integrations')
    .select('id')
    .where('id', '=', id)
    .where(isQuietSince(before))
    .executeTakeFirst();
  return row !== undefined;
}

/** To be called in the transaction that keeps the new tokens. */
export async function noteRefreshed(trx: TenantTransaction, id: string, at: Date): Promise<void> {
  await trx
    .updateTable('crm_integrations')
    .set({ refreshed_at: at })
    .where('id', '=', id)
    .execute();
}
