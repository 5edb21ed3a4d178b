/**
 * Forgets a person: what we read of her, decided about her and wrote to her record. What has to stay,
 * so that her company does not get a second deal, names nobody.
 */
import { sql, type Transaction } from 'kysely';
import { mappingIdentity, mappingKey } from './record-life.ts';
import { emptyMemory } from './record-merge.ts';
import type { Tables } from './schema.ts';
import type { RunOwner } from './sync-logs.ts';

type Trx = Transaction<Tables>;

/** Stands for the record in runs that stay for their company's deal. */
const nobody = 'erased';

/**
 * Repeating it is harmless, and so is a run under way: its row is gone, so that it writes nothing more.
 * @param at when the CRM erased her
 */
export async function eraseContact(
  trx: Trx,
  owner: RunOwner,
  contactId: string,
  at: Date,
): Promise<void> {
  const runs = await trx
    .selectFrom('crm_sync_logs')
    .select('id')
    .where('organization_id', '=', owner.organizationId)
    .where('integration_id', '=', owner.integrationId)
    .where('object_type', '=', 'contact')
    .where('record_id', '=', contactId)
    .forUpdate()
    .execute();
  const runIds = runs.map(({ id }) => id);
  if (runIds.length > 0) await eraseRuns(trx, owner, runIds);
  await trx
    .deleteFrom('workflow_executions')
    .where('organization_id', '=', owner.organizationId)
    .where('integration_id', '=', owner.integrationId)
    .where('object_type', '=', 'contact')
    .where('record_id', '=', contactId)
    .execute();
  await eraseEvents(trx, owner, contactId);
  const erased = {
    ...emptyMemory,
    life: 'erased' as const,
    life_changed_at: at,
    merged_into: null,
  };
  await trx
    .insertInto('crm_entity_mappings')
    .values({ ...mappingIdentity(owner, { object: 'contact', id: contactId }), ...erased })
    .onConflict((conflict) => conflict.columns(mappingKey).doUpdateSet(erased))
    .execute();
}

async function eraseRuns(trx: Trx, owner: RunOwner, runIds: readonly string[]): Promise<void> {
  const shared = await trx
    .selectFrom('crm_write_journal')
    .select(['id', 'sync_log_id'])
    .where('organization_id', '=', owner.organizationId)
    .where('sync_log_id', 'in', [...runIds])
    .where('subject', 'like', 'deal-company-%')
    .where('state', '!=', 'failed')
    .execute();
  const entryIds = shared.map(({ id }) => id);
  const keptRunIds = shared.map((entry) => entry.sync_log_id);
  // One statement: an entry that takes another back points at it.
  await trx
    .deleteFrom('crm_write_journal')
    .where('organization_id', '=', owner.organizationId)
    .where('sync_log_id', 'in', [...runIds])
    .$if(entryIds.length > 0, (query) => query.where('id', 'not in', entryIds))
    .execute();
  await trx
    .deleteFrom('crm_sync_logs')
    .where('organization_id', '=', owner.organizationId)
    .where('id', 'in', [...runIds])
    .$if(keptRunIds.length > 0, (query) => query.where('id', 'not in', keptRunIds))
    .execute();
  if (keptRunIds.length > 0) await makeAnonymous(trx, owner, keptRunIds);
}

/** A deal of the company stays known by its key and id; nothing else of the run does. */
async function makeAnonymous(trx: Trx, owner: RunOwner, runIds: readonly string[]): Promise<void> {
  await trx
    .updateTable('crm_write_journal')
    .set({
      operation: sql`jsonb_set(operation, '{deal}', operation -> 'deal' || jsonb_build_object(
        'name', ${nobody}::text, 'reason', ${nobody}::text, 'ownerId', null,
        'associations', (
          select coalesce(jsonb_agg(one), '[]') from jsonb_array_elements(operation -> 'deal' -> 'associations') one
          where one ->> 'object' = 'company')))`,
      before_image: '{}',
      rejected: '[]',
      error: null,
    })
    .where('organization_id', '=', owner.organizationId)
    .where('sync_log_id', 'in', [...runIds])
    .execute();
  await trx
    .updateTable('crm_sync_logs')
    .set({
      record_id: nobody,
      status: sql`case when status in ('running', 'applying') then 'failed' else status end`,
      idempotency_key: null,
      request: sql`jsonb_set(request, '{recordId}', to_jsonb(${nobody}::text)) || '{"idempotencyKey": null, "pick": null}'`,
      plan: null,
      result: null,
      score: null,
      error_code: 'erased',
      error_message: null,
      lease_owner: null,
      lease_expires_at: null,
    })
    .where('organization_id', '=', owner.organizationId)
    .where('id', 'in', [...runIds])
    .execute();
}

/** Only that she is to be erased stays. */
async function eraseEvents(trx: Trx, owner: RunOwner, contactId: string): Promise<void> {
  await trx
    .deleteFrom('webhook_events')
    .where('organization_id', '=', owner.organizationId)
    .where('integration_id', '=', owner.integrationId)
    .where('object_type', '=', 'contact')
    .where('record_id', '=', contactId)
    .where('kind', '!=', 'erased')
    .execute();
  await trx
    .updateTable('webhook_events')
    .set({ absorbed_ids: sql`array_remove(absorbed_ids, ${contactId})` })
    .where('organization_id', '=', owner.organizationId)
    .where('integration_id', '=', owner.integrationId)
    .where('object_type', '=', 'contact')
    .where(sql<boolean>`${contactId} = any(absorbed_ids)`)
    .execute();
}
