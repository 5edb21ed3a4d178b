/** Tells HubSpot how executions ended, and what becomes of their rows. */
import type { CallbackOutcome, HubSpotCallbacks } from '../crm/hubspot/callbacks.ts';
import { isAppError } from '../errors.ts';
import type { Runtime } from '../runtime.ts';
import type { ClosedQueueItem, QueueItem } from '../store/sync-queue.ts';
import { storedError } from '../sync/errors.ts';
import type { Tenant } from '../sync/service.ts';
import type { QueueDependencies } from './dependencies.ts';
import { outputFields } from './outputs.ts';
import { later, type Postponed } from './postponing.ts';

/** An execution with its outputs. */
export type EndedQueueItem = QueueItem & { readonly outputs: NonNullable<QueueItem['outputs']> };

export type Told = { readonly closed: Omit<ClosedQueueItem, 'id'> } | { readonly again: Postponed };

/**
 * HubSpot may hear of the end before it has taken our answer that the record waits, and then knows
 * nothing of a callback. For so long that is no reason to give up.
 */
const YOUNG_MS = 60_000;

/** One for each execution, by its id. Never throws. */
export async function tellHubSpot(
  deps: QueueDependencies,
  tenant: Tenant,
  executions: readonly EndedQueueItem[],
): Promise<Map<string, Told>> {
  if (executions.length === 0) return new Map();
  let callbacks: HubSpotCallbacks;
  try {
    callbacks = await deps.callbacksFor(tenant);
  } catch (error) {
    return new Map(executions.map((one) => [one.id, afterFailure(one, error, deps.runtime)]));
  }
  const outcomes = new Map(
    await callbacks.complete(
      executions.map(({ callbackId, outputs }) => ({
        callbackId,
        outputFields: outputFields(outputs),
      })),
    ),
  );
  // The record must not wait because HubSpot dislikes one of the values.
  const disliked = executions.filter(({ callbackId }) => isDisliked(outcomes.get(callbackId)));
  if (disliked.length > 0) {
    const bare = await callbacks.complete(
      disliked.map(({ callbackId }) => ({
        callbackId,
        outputFields: { hs_execution_state: 'FAIL_CONTINUE' },
      })),
    );
    for (const [callbackId, outcome] of bare) {
      deps.logger.error(
        { callbackId, err: errorOf(outcomes.get(callbackId)) },
        'HubSpot refused the outputs of a workflow action',
      );
      if (outcome.status !== 'completed') outcomes.set(callbackId, outcome);
    }
  }
  return new Map(
    executions.map((one) => [
      one.id,
      afterTelling(one, outcomes.get(one.callbackId), deps.runtime),
    ]),
  );
}

function isDisliked(outcome: CallbackOutcome | undefined): boolean {
  return outcome?.status === 'refused' && outcome.error.kind !== 'missing_scope';
}

function errorOf(outcome: CallbackOutcome | undefined): unknown {
  return outcome && outcome.status !== 'completed' ? outcome.error : null;
}

function afterTelling(
  execution: QueueItem,
  outcome: CallbackOutcome | undefined,
  runtime: Runtime,
): Told {
  if (!outcome) return { again: later(null, execution.attempts, runtime) };
  switch (outcome.status) {
    case 'completed':
      return { closed: { outcome: 'completed', error: null } };
    case 'not-waiting':
      return runtime.now().getTime() - execution.receivedAt.getTime() < YOUNG_MS
        ? { again: later(outcome.error, execution.attempts, runtime) }
        : { closed: { outcome: 'gone', error: storedError(outcome.error) } };
    case 'refused':
      return { closed: { outcome: 'refused', error: storedError(outcome.error) } };
    case 'later':
      return afterFailure(execution, outcome.error, runtime);
  }
}

/** Until HubSpot lets the record go on by itself. */
function afterFailure(execution: QueueItem, error: unknown, runtime: Runtime): Told {
  const isHopeless = isAppError(error) && error.code === 'not_connected';
  if (isHopeless) return { closed: { outcome: 'refused', error: storedError(error) } };
  if (runtime.now() >= execution.expiresAt) {
    return { closed: { outcome: 'gone', error: storedError(error) } };
  }
  return { again: later(error, execution.attempts, runtime) };
}
