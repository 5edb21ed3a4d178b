/** Tells HubSpot how executions ended, and what becomes of their rows. */
import type { CallbackOutcome, HubSpotCallbacks } from '../../crm/hubspot/callbacks.ts';
import { isAppError } from '../../errors.ts';
import type { ClosedExecution, Execution } from '../../store/workflow-executions.ts';
import { storedError } from '../../sync/errors.ts';
import type { Tenant } from '../../sync/service.ts';
import type { InboundDependencies } from '../dependencies.ts';
import { later, type Postponed } from '../postponing.ts';
import { outputFields } from './outputs.ts';

/** An execution with its outputs. */
export type EndedExecution = Execution & { readonly outputs: NonNullable<Execution['outputs']> };

export type Told = { readonly closed: Omit<ClosedExecution, 'id'> } | { readonly again: Postponed };

/**
 * HubSpot may hear of the end before it has taken our answer that the record waits, and then knows
 * nothing of a callback. For so long that is no reason to give up.
 */
const YOUNG_MS = 60_000;

/** One for each execution, by its id. Never throws. */
export async function tellHubSpot(
  deps: InboundDependencies,
  tenant: Tenant,
  executions: readonly EndedExecution[],
): Promise<Map<string, Told>> {
  if (executions.length === 0) return new Map();
  let callbacks: HubSpotCallbacks;
  try {
    callbacks = await deps.callbacksFor(tenant);
  } catch (error) {
    const now = deps.runtime.now();
    return new Map(executions.map((one) => [one.id, afterFailure(one, error, now)]));
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
  const now = deps.runtime.now();
  return new Map(
    executions.map((one) => [one.id, afterTelling(one, outcomes.get(one.callbackId), now)]),
  );
}

function isDisliked(outcome: CallbackOutcome | undefined): boolean {
  return outcome?.status === 'refused' && outcome.error.kind !== 'missing_scope';
}

function errorOf(outcome: CallbackOutcome | undefined): unknown {
  return outcome && outcome.status !== 'completed' ? outcome.error : null;
}

function afterTelling(execution: Execution, outcome: CallbackOutcome | undefined, now: Date): Told {
  if (!outcome) return { again: later(null, execution.attempts, now) };
  switch (outcome.status) {
    case 'completed':
      return { closed: { outcome: 'completed', error: null } };
    case 'not-waiting':
      return now.getTime() - execution.receivedAt.getTime() < YOUNG_MS
        ? { again: later(outcome.error, execution.attempts, now) }
        : { closed: { outcome: 'gone', error: storedError(outcome.error) } };
    case 'refused':
      return { closed: { outcome: 'refused', error: storedError(outcome.error) } };
    case 'later':
      return afterFailure(execution, outcome.error, now);
  }
}

/** Until HubSpot lets the record go on by itself. */
function afterFailure(execution: Execution, error: unknown, now: Date): Told {
  const isHopeless = isAppError(error) && error.code === 'not_connected';
  if (isHopeless) return { closed: { outcome: 'refused', error: storedError(error) } };
  if (now >= execution.expiresAt) {
    return { closed: { outcome: 'gone', error: storedError(error) } };
  }
  return { again: later(error, execution.attempts, now) };
}
