/**
 * Items of the queue: do them, keep what came of them, tell whoever waits, close. Each arrow is a
 * commit, and whoever takes a row up after a crash goes on behind the last one.
 */
import { actingAs } from '../audit/actor.ts';
import { AppError, isAppError } from '../errors.ts';
import { finishBulk } from '../store/bulk-enrichments.ts';
import type { TenantTransaction } from '../store/database.ts';
import {
  closeQueueItems,
  type EndedItem,
  getQueueItems,
  type QueueItem,
  recordOutputs,
} from '../store/sync-queue.ts';
import { type PostponedRow, pauseConnection, postponeWork } from '../store/work.ts';
import type { EnrichResult } from '../sync/enrich.ts';
import { storedError } from '../sync/errors.ts';
import type { Tenant } from '../sync/service.ts';
import type { QueueDependencies, WorkOn } from './dependencies.ts';
import { enrichAll } from './enrich-all.ts';
import { outputsOf, outputsOfFailure, reportOf } from './outputs.ts';
import { later, type Postponed, postponed } from './postponing.ts';
import { requestOf } from './request.ts';
import { type EndedQueueItem, type Told, tellHubSpot } from './tell.ts';
import { undoAll } from './undo-all.ts';

/** Before HubSpot lets the record go on, it is told at least why nothing came of it. */
const LAST_CALL_MS = 300_000;
/** What is over sooner is waited for. */
const WORTH_A_PAUSE_MS = 30_000;

export const workOnQueue: WorkOn = async (deps, tenant, claim, ids) => {
  const { organizationId } = tenant;
  const items = await deps.database.withOrganization(organizationId, (trx) =>
    getQueueItems(trx, tenant, ids),
  );
  const open = items.filter(({ outputs }) => outputs === null);
  const [spent, worthwhile] = split(open, isSpent);
  const [undos, enrichments] = split(worthwhile, ({ kind }) => kind === 'undo');
  const results = await enrichInTheirNames(deps, tenant, enrichments);
  const steps = [
    ...spent.map((one) => ({ one, next: { ended: failure(one, keepsFailing()) } })),
    ...enrichments.map((one) => ({ one, next: nextStep(deps, one, results.get(one.id)) })),
    ...(await undoAll(deps, tenant, undos)).map(({ one, result }) => ({
      one,
      next: result.ok ? { ended: result.ended } : nextStep(deps, one, result),
    })),
  ];
  const ended = steps.flatMap(({ next }) => ('ended' in next ? [next.ended] : []));
  await deps.database.withOrganization(organizationId, async (trx) => {
    await recordOutputs(trx, tenant, claim, ended);
    const again = steps.flatMap(({ one, next }) =>
      'again' in next ? [{ id: one.id, ...next.again }] : [],
    );
    await postponeWork(trx, 'crm_sync_queue', tenant, claim, again);
    await pauseFor(deps, trx, tenant, again);
  });
  const outputs = new Map(ended.map((one) => [one.id, one.outputs]));
  const told = await tell(
    deps,
    tenant,
    items.flatMap((one) => {
      const own = one.outputs ?? outputs.get(one.id);
      return own ? [{ ...one, outputs: own }] : [];
    }),
  );
  await deps.database.withOrganization(organizationId, async (trx) => {
    const closed = [...told].flatMap(([id, result]) =>
      'closed' in result ? [{ id, ...result.closed }] : [],
    );
    await closeQueueItems(trx, tenant, claim, closed, deps.runtime.now());
    const again = [...told].flatMap(([id, result]) =>
      'again' in result ? [{ id, ...result.again }] : [],
    );
    await postponeWork(trx, 'crm_sync_queue', tenant, claim, again);
    const bulkIds = new Set(items.flatMap(({ bulkId }) => bulkId ?? []));
    await finishBulk(trx, tenant, [...bulkIds], deps.runtime.now());
  });
};

/** What the CRM has no calls for now is not asked again for each of thousands of records. */
async function pauseFor(
  { runtime }: QueueDependencies,
  trx: TenantTransaction,
  tenant: Tenant,
  again: readonly PostponedRow[],
): Promise<void> {
  const refused = again.filter(({ isAttempt }) => !isAttempt);
  const last = refused.toSorted((a, b) => b.dueAt.getTime() - a.dueAt.getTime())[0];
  if (!last || last.dueAt.getTime() - runtime.now().getTime() < WORTH_A_PAUSE_MS) return;
  await pauseConnection(trx, tenant, last.dueAt, last.error.message);
}

/** It was taken up again and again and never ended: whoever works on it dies of it. */
const isSpent = ({ attempts, maxAttempts }: QueueItem) => attempts > maxAttempts;

const keepsFailing = () =>
  new AppError('This record was tried again and again without an end. Tell support its id.', {
    code: 'interrupted',
    status: 409,
  });

/** Together as far as the same actor asked for them. Never throws. */
async function enrichInTheirNames(
  deps: QueueDependencies,
  tenant: Tenant,
  executions: readonly QueueItem[],
): Promise<Map<string, EnrichResult>> {
  const results = new Map<string, EnrichResult>();
  for (const [first, ...more] of Map.groupBy(executions, actorKey).values()) {
    if (!first) continue;
    const items = [first, ...more].map((one) => ({ id: one.id, request: requestOf(one) }));
    const ofActor = await actingAs(first.actor, () => enrichAll(deps, tenant, items));
    for (const [id, result] of ofActor) results.set(id, result);
  }
  return results;
}

const actorKey = ({ actor: { kind, id, source, ip } }: QueueItem) =>
  JSON.stringify([kind, id, source, ip]);

/** Whoever waits for a batch reads its rows; only HubSpot has to be called. */
async function tell(
  deps: QueueDependencies,
  tenant: Tenant,
  executions: readonly EndedQueueItem[],
): Promise<Map<string, Told>> {
  const [ofHubSpot, others] = split(executions, ({ origin }) => origin === 'hubspot-workflow');
  const told = await tellHubSpot(deps, tenant, ofHubSpot);
  for (const { id } of others) told.set(id, { closed: { outcome: 'completed', error: null } });
  return told;
}

function split<T>(items: readonly T[], belongs: (item: T) => boolean): [T[], T[]] {
  return [items.filter(belongs), items.filter((item) => !belongs(item))];
}

function nextStep(
  { logger, runtime }: QueueDependencies,
  item: QueueItem,
  result: EnrichResult | undefined,
): { readonly ended: EndedItem } | { readonly again: Postponed } {
  if (result?.ok) {
    const { enrichment } = result;
    const ended = { id: item.id, outputs: outputsOf(enrichment), enrichmentId: enrichment.id };
    return { ended: { ...ended, report: reportOf(enrichment), error: null } };
  }
  const error = result?.error;
  if (!isAppError(error)) logger.error({ err: error, itemId: item.id }, 'an item failed');
  const again = isGrantGone(error)
    ? later(error, item.attempts, runtime)
    : postponed(error, item.attempts, runtime, item.maxAttempts);
  const lastCall = item.expiresAt.getTime() - LAST_CALL_MS;
  return again && again.dueAt.getTime() < lastCall ? { again } : { ended: failure(item, error) };
}

function failure({ id }: QueueItem, error: unknown): EndedItem {
  return {
    id,
    outputs: outputsOfFailure(error),
    enrichmentId: null,
    report: null,
    error: storedError(error),
  };
}

/** HubSpot could not be told either; an admin may connect the account again. */
const isGrantGone = (error: unknown) =>
  isAppError(error) && error.code === 'crm_needs_reauthorisation';
