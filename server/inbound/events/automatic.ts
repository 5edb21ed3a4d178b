/** Enrichment that nobody asked for: of new records, and of those whose company may be another now. */
import type { EnrichRequest } from '../../../shared/contract/v1.ts';
import type { ObjectType } from '../../../shared/plan/plan.ts';
import { isAppError } from '../../errors.ts';
import type { QueueDependencies } from '../../queue/dependencies.ts';
import { enrichAll, type ToEnrich } from '../../queue/enrich-all.ts';
import { getSettings } from '../../store/organizations.ts';
import { recordMemories } from '../../store/record-life.ts';
import type { StoredEvent } from '../../store/webhook-events.ts';
import { lookedFor } from '../../sync/looked-for.ts';
import type { Tenant } from '../../sync/service.ts';

/** What went wrong with events, by their id; an event that is not in it is done with. */
export type Failures = ReadonlyMap<string, unknown>;

/** Never throws. */
export async function enrichAutomatically(
  deps: QueueDependencies,
  tenant: Tenant,
  events: readonly StoredEvent[],
): Promise<Failures> {
  const failures = new Map<string, unknown>();
  for (const [object, ofObject] of Map.groupBy(events, ({ record }) => record.object)) {
    try {
      const byRecord = Map.groupBy(ofObject, ({ record }) => record.id);
      const wanted = await recordsToEnrich(deps, tenant, object, [...byRecord.keys()]);
      const items = wanted.flatMap((id) => itemFor(byRecord.get(id)?.[0]));
      for (const [eventId, result] of await enrichAll(deps, tenant, items)) {
        if (!result.ok) failures.set(eventId, result.error);
      }
    } catch (error) {
      for (const event of ofObject) failures.set(event.id, error);
    }
  }
  for (const [eventId, error] of failures) {
    if (!isAppError(error)) deps.logger.error({ err: error, eventId }, 'an event failed');
  }
  return failures;
}

/**
 * Records that were never enriched, and those whose last enrichment looked for something else than
 * they say now. Most changes change nothing: a value set again, or one that an enrichment saw already.
 */
async function recordsToEnrich(
  { database, connectorFor }: QueueDependencies,
  tenant: Tenant,
  object: ObjectType,
  ids: readonly string[],
): Promise<string[]> {
  const { settings, memories } = await database.withOrganization(
    tenant.organizationId,
    async (trx) => ({
      settings: await getSettings(trx, tenant.organizationId),
      memories: await recordMemories(trx, tenant, object, ids),
    }),
  );
  if (!settings?.automation.autoEnrich) return [];
  const living = ids.filter((id) => (memories.get(id)?.life ?? 'live') === 'live');
  const known = living.filter((id) => memories.get(id)?.lookedFor);
  const differing = new Set(living.filter((id) => !memories.get(id)?.lookedFor));
  if (known.length > 0) {
    const connector = await connectorFor(tenant);
    const found = await connector.readRecords(object, known);
    for (const id of known) {
      const now = found.get(id);
      const memory = memories.get(id);
      if (!now?.ok || !memory) continue;
      const ours = Object.values(memory.lastWritten);
      if (lookedFor(now.record, ours) !== memory.lookedFor) differing.add(id);
    }
  }
  return living.filter((id) => differing.has(id));
}

/** The first event of a record stands for the others: what they changed is read with it. */
function itemFor(event: StoredEvent | undefined): ToEnrich[] {
  if (!event) return [];
  const request: EnrichRequest = {
    object: event.record.object,
    recordId: event.record.id,
    mode: 'write',
    refresh: false,
    trigger: 'webhook',
    pick: null,
    idempotencyKey: `webhook-${event.id}`,
  };
  return [{ id: event.id, request }];
}
