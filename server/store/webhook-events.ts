/** What a CRM told us of its records; ids only. */
import { type Selectable, sql, type Transaction } from 'kysely';
import type { RecordEvent } from '../crm/record-event.ts';
import { toText } from './json.ts';
import type { Tables } from './schema.ts';
import type { RunOwner } from './sync-logs.ts';
import type { WebhookEventsTable } from './tables/queue.ts';
import type { WorkClaim } from './work.ts';

export interface StoredEvent extends RecordEvent {
  readonly id: string;
  readonly attempts: number;
}

type Trx = Transaction<Tables>;

function toEvent(row: Selectable<WebhookEventsTable>): StoredEvent {
  return {
    id: row.id,
    kind: row.kind,
    record: { object: row.object_type, id: row.record_id },
    absorbedIds: row.absorbed_ids,
    eventId: row.event_id,
    subscriptionType: row.subscription_type,
    occurredAt: row.occurred_at,
    attempts: row.attempts,
  };
}

/**
 * Stores events of an account that is not disconnected; those that are stored already are left out.
 * @returns the ids of the new ones
 */
export async function addEvents(
  trx: Trx,
  owner: RunOwner,
  events: readonly (RecordEvent & { readonly id: string })[],
  now: Date,
): Promise<ReadonlySet<string>> {
  if (events.length === 0) return new Set();
  // In one order, so that two transactions with the same events wait for each other and never in a circle.
  // Always the same text, however many there are: one value for each would be parsed anew each time.
  const column = <T>(of: (event: RecordEvent & { readonly id: string }) => T) => events.map(of);
  const { rows: added } = await sql<{ id: string }>`
    insert into webhook_events (id, organization_id, integration_id, kind, object_type, record_id,
      absorbed_ids, event_id, subscription_type, occurred_at, received_at, due_at)
    select id, ${owner.organizationId}, ${owner.integrationId}, kind, object_type, record_id,
      absorbed_ids::text[], event_id, subscription_type, occurred_at, ${now}, ${now}
    from unnest(
      ${column(({ id }) => id)}::uuid[],
      ${column(({ kind }) => kind)}::text[],
      ${column(({ record }) => record.object)}::text[],
      ${column(({ record }) => record.id)}::text[],
      ${column(({ absorbedIds }) => arrayLiteral(absorbedIds))}::text[],
      ${column(({ eventId }) => toText(eventId))}::text[],
      ${column(({ subscriptionType }) => toText(subscriptionType))}::text[],
      ${column(({ occurredAt }) => occurredAt)}::timestamptz[]
    ) as event (id, kind, object_type, record_id, absorbed_ids, event_id, subscription_type,
      occurred_at)
    where exists (select from crm_integrations as connection
      where connection.id = ${owner.integrationId} and connection.status <> 'disconnected')
    order by subscription_type, object_type, record_id, event_id, occurred_at
    on conflict do nothing
    returning id`.execute(trx);
  return new Set(added.map(({ id }) => id));
}

/** An array inside of an array of texts, which need not be as long as its neighbours. */
const arrayLiteral = (ids: readonly string[]) =>
  `{${ids.map((id) => `"${id.replaceAll(/["\\]/g, '\\$&')}"`).join(',')}}`;

/** In the order in which they happened. */
export async function getEvents(
  trx: Trx,
  owner: RunOwner,
  ids: readonly string[],
): Promise<StoredEvent[]> {
  if (ids.length === 0) return [];
  const rows = await trx
    .selectFrom('webhook_events')
    .selectAll()
    .where('organization_id', '=', owner.organizationId)
    .where('id', 'in', [...ids])
    .orderBy('occurred_at')
    .orderBy('id')
    .execute();
  return rows.map(toEvent);
}

export async function closeEvents(
  trx: Trx,
  owner: RunOwner,
  claim: Pick<WorkClaim, 'worker'>,
  ids: readonly string[],
  now: Date,
): Promise<void> {
  if (ids.length === 0) return;
  await trx
    .updateTable('webhook_events')
    .set({ done_at: now, worker: null, error_code: null, error_message: null })
    .where('organization_id', '=', owner.organizationId)
    .where('id', 'in', [...ids])
    .where('worker', '=', claim.worker)
    .execute();
}
