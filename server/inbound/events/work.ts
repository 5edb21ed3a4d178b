/** Events of a CRM: first what became of records, then what is enriched for it. */
import { type Actor, actingAs } from '../../audit/actor.ts';
import { isAppError } from '../../errors.ts';
import type { QueueDependencies, WorkOn } from '../../queue/dependencies.ts';
import { later, postponed } from '../../queue/postponing.ts';
import { closeEvents, getEvents, type StoredEvent } from '../../store/webhook-events.ts';
import { postponeWork } from '../../store/work.ts';
import type { Tenant } from '../../sync/service.ts';
import { enrichAutomatically, type Failures } from './automatic.ts';
import { followLife, isAboutLife } from './life.ts';

type Claim = Parameters<WorkOn>[2];

/** An automatic enrichment that could not be had for so long is not worth having any more. */
const WORTHWHILE_MS = 86_400_000;

/** The CRM tells what became of a record, not who did it. A connection's events come by one door. */
function told(events: readonly StoredEvent[]): Actor {
  const isFeed = events[0]?.subscriptionType.startsWith('/data/') ?? false;
  return {
    kind: 'system',
    id: null,
    source: isFeed ? 'salesforce-event' : 'hubspot-webhook',
    ip: null,
  };
}

export const workOnEvents: WorkOn = async (deps, tenant, claim, ids) => {
  const events = await deps.database.withOrganization(tenant.organizationId, (trx) =>
    getEvents(trx, tenant, ids),
  );
  await actingAs(told(events), () => workOn(deps, tenant, claim, events));
};

async function workOn(
  deps: QueueDependencies,
  tenant: Tenant,
  claim: Claim,
  events: readonly StoredEvent[],
): Promise<void> {
  for (const event of events.filter(isAboutLife)) await follow(deps, tenant, claim, event);
  const others = events.filter((event) => !isAboutLife(event));
  const failures = await enrichAutomatically(deps, tenant, others);
  await settle(deps, tenant, claim, others, failures);
}

/** What is done for the event and that it is done stand in one commit. */
async function follow(
  deps: QueueDependencies,
  tenant: Tenant,
  claim: Claim,
  event: StoredEvent,
): Promise<void> {
  try {
    // What stands in no table first: it can only be erased for certain while it can be tried again.
    if (event.kind === 'erased') await deps.sync.forget(tenant, event.record);
    await deps.database.withOrganization(tenant.organizationId, async (trx) => {
      await followLife(trx, deps.runtime, tenant, event);
      await closeEvents(trx, tenant, claim, [event.id], deps.runtime.now());
    });
  } catch (error) {
    if (!isAppError(error)) {
      deps.logger.error({ err: error, eventId: event.id }, 'an event could not be followed');
    }
    // Never given up: what has to be erased or moved has to be, however long it takes.
    const again = later(error, event.attempts, deps.runtime);
    await deps.database.withOrganization(tenant.organizationId, (trx) =>
      postponeWork(trx, 'webhook_events', tenant, claim, [{ id: event.id, ...again }]),
    );
  }
}

/** In one commit: most events are many at once and change nothing. */
async function settle(
  deps: QueueDependencies,
  tenant: Tenant,
  claim: Claim,
  events: readonly StoredEvent[],
  failures: Failures,
): Promise<void> {
  if (events.length === 0) return;
  const now = deps.runtime.now();
  const again = events.flatMap((event) => {
    const failure = failures.get(event.id);
    const isStale = now.getTime() - event.occurredAt.getTime() > WORTHWHILE_MS;
    if (failure === undefined || isStale) return [];
    const next = postponed(failure, event.attempts, deps.runtime);
    return next ? [{ id: event.id, ...next }] : [];
  });
  const left = new Set(again.map(({ id }) => id));
  const closed = events.flatMap(({ id }) => (left.has(id) ? [] : [id]));
  await deps.database.withOrganization(tenant.organizationId, async (trx) => {
    await postponeWork(trx, 'webhook_events', tenant, claim, again);
    await closeEvents(trx, tenant, claim, closed, now);
  });
}
