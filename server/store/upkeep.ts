/** What a job has to find in every organisation, and whose turn it is to look. */
import { sql } from 'kysely';
import type { CrmName } from '../crm/connector.ts';
import type { SystemTransaction } from './database.ts';

export interface UnfinishedSetUp {
  readonly organizationId: string;
  readonly integrationId: string;
  readonly crm: CrmName;
}

/** Connections whose fields or keys are still to be put in place. */
export async function findUnfinishedSetUps(trx: SystemTransaction): Promise<UnfinishedSetUp[]> {
  const rows = await trx
    .selectFrom('crm_integrations')
    .select(['organization_id', 'id', 'crm'])
    .where('status', '=', 'connected')
    .where('set_up_at', 'is', null)
    .execute();
  return rows.map(({ organization_id, id, crm }) => ({
    organizationId: organization_id,
    integrationId: id,
    crm,
  }));
}

/**
 * Takes a turn at something that one process does every so often; false when another one has just
 * taken it.
 */
export async function takeTurn(
  trx: SystemTransaction,
  name: string,
  at: Date,
  everyMs: number,
): Promise<boolean> {
  const result = await trx
    .insertInto('app_cursors')
    .values({ name: `turn:${name}`, cursor: '', updated_at: at })
    .onConflict((conflict) =>
      conflict
        .column('name')
        .doUpdateSet({ updated_at: at })
        .where('app_cursors.updated_at', '<=', new Date(at.getTime() - everyMs)),
    )
    .returning(sql<number>`1`.as('taken'))
    .executeTakeFirst();
  return result !== undefined;
}
