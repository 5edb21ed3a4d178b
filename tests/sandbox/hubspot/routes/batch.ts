/** What all batch calls share. */
import type { Answer, Call } from '../http/call.ts';
import { HubSpotError, validationError } from '../http/errors.ts';
import { type Json, objects } from '../http/input.ts';
import { iso } from '../portal/render.ts';

/** The inputs of a batch call. Throws HubSpot's 400 above the limit. */
export function inputsOf(call: Call, body: Json, max = call.portal.limits.batchSize): Json[] {
  const inputs = objects(body, 'inputs');
  if (inputs.length > max) {
    throw validationError(
      `The maximum number of inputs supported in a batch request for object reads or writes is ${max}. ` +
        `Found ${inputs.length} inputs.`,
    );
  }
  return inputs;
}

/** The answer of a batch call: 207 as soon as one input failed. */
export function batchAnswer(
  { at }: Call,
  status: number,
  results: readonly unknown[],
  errors: readonly unknown[],
): Answer {
  return {
    status: errors.length > 0 ? 207 : status,
    body: {
      completedAt: iso(at),
      status: 'COMPLETE',
      startedAt: iso(at),
      results,
      ...(errors.length > 0 ? { errors, numErrors: errors.length } : {}),
    },
  };
}

/** Carries one input out and notes HubSpot's refusal instead of failing the call. */
export function collect(errors: unknown[], work: () => void): void {
  try {
    work();
  } catch (error) {
    if (!(error instanceof HubSpotError)) throw error;
    errors.push(error.asBatchError());
  }
}
