/** What a CRM told us of its records; ids only. */
import type { Selectable, Transaction } from 'kysely';
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

/** Stores events; those that are stored already are left out. @returns the ids of the new ones */
export async function addEvents(
  trx: Trx,
  owner: RunOwner,
  events: readonly (RecordEvent & { readonly id: string })[],
  now: Date,
): Promise<ReadonlySet<string>> {
  if (events.length === 0) return new Set();
  const added = await trx
    .insertInto('webhook_events')
    .values(
      events.map((event) => ({
        id: event.id,
        organization_id: owner.organizationId,
        integration_id: owner.integrationId,
        kind: event.kind,
        object_type: event.record.object,
        record_id: event.record.id,
        absorbed_ids: [...event.absorbedIds],
        event_id: toText(event.eventId),
        subscription_type: toText(event.subscriptionType),
        occurred_at: event.occurredAt,
        received_at: now,
        due_at: now,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .execute();
  return new Set(added.map(({ id }) => id));
}

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
