import { z } from 'zod';
import {
  type WorkflowOutputs,
  workflowInputs,
} from '../../../../../../shared/contract/workflow-action.ts';
import { table } from '../../../../../../shared/table.ts';
import { isCallbackId } from '../../../../../crm/hubspot/callbacks.ts';
import { AppError, isAppError } from '../../../../../errors.ts';
import type { ExecutionAnswer, ExecutionRequest } from '../../../../../inbound/accept-execution.ts';
import { executionExpiry } from '../../../../../inbound/accept-execution.ts';
import { outputFields, outputsOfFailure } from '../../../../../queue/outputs.ts';

import { notConnected } from '../../../../../sync/errors.ts';
import type { HubSpotEdge } from '../../../../dependencies.ts';
import { HttpError } from '../../../../problem/http-error.ts';
import { defineRoute, type Route } from '../../../../route.ts';

const id = z
  .union([z.int().min(0), z.string()])
  .transform(String)
  .pipe(z.string().regex(/^\d{1,20}$/, 'HubSpot ids are whole numbers.'));
const inputs = z.record(z.string(), z.unknown()).nullish().catch(null);

/** What HubSpot sends, and more of it without notice. */
const execution = z.looseObject({
  callbackId: z.string().refine(isCallbackId, 'This is no id of a callback.'),
  origin: z.looseObject({ portalId: id }),
  object: z.looseObject({ objectId: id, objectType: z.string() }),
  inputFields: inputs,
  /** The older name of `inputFields`. */
  fields: inputs,
});
type ExecutionBody = z.infer<typeof execution>;

const answer = z.object({ outputFields: z.record(z.string(), z.string()) });

const objects = table<'contact' | 'company'>({ CONTACT: 'contact', COMPANY: 'company' });

/** HubSpot reads it in milliseconds here, and repeats nothing else below 500. */
const tryAgainMs = 5_000;

/**
 * Takes an execution of the workflow action "Enrich with oppSpot" in. The record waits in its workflow
 * until the callback tells how it went; what cannot be enriched goes on at once, with the reason.
 * https://developers.hubspot.com/docs/apps/developer-platform/add-features/custom-workflow-actions
 */
export function postEnrichAction({
  tenantOf,
  inbound,
}: Pick<HubSpotEdge, 'tenantOf' | 'inbound'>): Route {
  return defineRoute({
    method: 'post',
    path: '/hubspot/workflow-actions/enrich',
    security: 'hubspot-workflow',
    documentation: {
      operationId: 'enrichInWorkflow',
      summary: 'Enrich a record in a workflow',
      description:
        'Kept before it is answered; the same `callbackId` is the same execution. `Retry-After` of a 429 is in milliseconds, as HubSpot reads it on this call.',
      tag: 'HubSpot',
      responses: {
        200: {
          description: 'The record waits for the callback, or its step is over.',
          content: { 'application/json': { schema: answer } },
        },
      },
      problems: [429],
    },
    query: z.looseObject({}),
    body: execution,
    handle: async ({ body }, _request, response) => {
      try {
        const accepted = await accept(body);
        response.json({ outputFields: fieldsOf(accepted) } satisfies z.infer<typeof answer>);
      } catch (error) {
        const isLater = isAppError(error) && error.retryable;
        throw isLater ? tryAgain(error, Math.max(error.retryAfterMs ?? 0, tryAgainMs)) : error;
      }
    },
  });

  async function accept(body: ExecutionBody): Promise<ExecutionAnswer> {
    const object = objects[body.object.objectType];
    if (!object) return over(outputsOfFailure(wrongObject()));
    const tenant = await tenantOf(body.origin.portalId);
    if (!tenant) return over(outputsOfFailure(notConnected()));
    return inbound.acceptExecution(tenant, requestOf(body, object));
  }
}

function requestOf(body: ExecutionBody, object: 'contact' | 'company'): ExecutionRequest {
  const given = workflowInputs.parse({ ...body.fields, ...body.inputFields });
  return {
    callbackId: body.callbackId,
    record: { object, id: body.object.objectId },
    mode: given.write_mode,
    refresh: given.force_refresh === 'true',
  };
}

const over = (outputs: WorkflowOutputs): ExecutionAnswer => ({ state: 'over', outputs });

function fieldsOf(accepted: ExecutionAnswer): Record<string, string> {
  if (accepted.state === 'over') return outputFields(accepted.outputs);
  return {
    hs_execution_state: 'BLOCK',
    hs_expiration_duration: executionExpiry.duration,
  };
}

const wrongObject = () =>
  new AppError('oppSpot enriches contacts and companies. Use this action in a workflow of those.', {
    code: 'wrong_object',
    status: 422,
  });

const tryAgain = (cause: AppError, milliseconds: number) =>
  new HttpError(cause.message, {
    code: cause.code,
    status: 429,
    retryable: true,
    headers: { 'Retry-After': String(milliseconds) },
    cause,
  });
