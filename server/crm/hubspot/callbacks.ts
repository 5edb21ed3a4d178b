/**
 * Ends executions of a workflow action that were answered with BLOCK.
 * https://developers.hubspot.com/docs/api-reference/latest/automation/workflow-actions/callbacks/complete-callback
 */
import type { CrmError } from '../errors.ts';
import { batchSize, chunks } from './api.ts';
import { createHubSpotClient, type HubSpotClient, type HubSpotClientOptions } from './client.ts';
import { internalError } from './errors.ts';

export interface CallbackCompletion {
  readonly callbackId: string;
  /** HubSpot takes texts only, numbers as text. */
  readonly outputFields: Readonly<Record<string, string>>;
}

export type CallbackOutcome =
  | { readonly status: 'completed' }
  /** HubSpot does not wait for it: it expired, was completed before, or is not blocked yet. */
  | { readonly status: 'not-waiting'; readonly error: CrmError }
  /** HubSpot does not take it, now or later. */
  | { readonly status: 'refused'; readonly error: CrmError }
  /** It may work later, and may even have worked. */
  | { readonly status: 'later'; readonly error: CrmError };

/**
 * Whether a text can be a callback's id. It becomes a part of a path, which a segment of dots alone
 * would lead elsewhere.
 */
export function isCallbackId(text: string): boolean {
  return /^(?!\.+$)[\x21-\x7e]{1,500}$/.test(text);
}

export interface HubSpotCallbacks {
  /** One outcome per callback id. Never throws; completing twice does no harm. */
  complete(
    completions: readonly CallbackCompletion[],
  ): Promise<ReadonlyMap<string, CallbackOutcome>>;
}

export function createHubSpotCallbacks(options: HubSpotClientOptions): HubSpotCallbacks {
  const client = createHubSpotClient(options);
  return {
    async complete(completions) {
      const outcomes = new Map<string, CallbackOutcome>();
      for (const chunk of chunks(completions, batchSize)) {
        for (const [id, outcome] of await completeChunk(client, chunk)) outcomes.set(id, outcome);
      }
      return outcomes;
    },
  };
}

/** A batch is one answer for all: where HubSpot refuses it, each is asked for alone. */
async function completeChunk(
  client: HubSpotClient,
  completions: readonly CallbackCompletion[],
): Promise<Map<string, CallbackOutcome>> {
  const [only, ...others] = completions;
  if (only && others.length === 0) {
    return new Map([[only.callbackId, await completeOne(client, only)]]);
  }
  const together = await outcomeOf(() =>
    client.call('idempotent-write', (_crm, { automation }) =>
      automation.actions.callbacksApi.completeBatch({
        inputs: completions.map(({ callbackId, outputFields }) => ({
          callbackId,
          outputFields: { ...outputFields },
        })),
      }),
    ),
  );
  const isOfAll =
    together.status === 'completed' ||
    together.status === 'later' ||
    together.error.kind === 'missing_scope';
  if (isOfAll) return new Map(completions.map(({ callbackId }) => [callbackId, together]));
  const outcomes = new Map<string, CallbackOutcome>();
  for (const completion of completions) {
    outcomes.set(completion.callbackId, await completeOne(client, completion));
  }
  return outcomes;
}

function completeOne(
  client: HubSpotClient,
  { callbackId, outputFields }: CallbackCompletion,
): Promise<CallbackOutcome> {
  return outcomeOf(() =>
    client.call('idempotent-write', (_crm, { automation }) =>
      automation.actions.callbacksApi.complete(callbackId, { outputFields: { ...outputFields } }),
    ),
  );
}

async function outcomeOf(send: () => Promise<void>): Promise<CallbackOutcome> {
  try {
    await send();
    return { status: 'completed' };
  } catch (failure) {
    const error = internalError(failure);
    if (error.retryable || error.kind === 'needs_reauthorisation') {
      return { status: 'later', error };
    }
    const isNotWaiting =
      error.kind === 'not_found' || error.kind === 'conflict' || error.crmStatus === 410;
    return { status: isNotWaiting ? 'not-waiting' : 'refused', error };
  }
}
