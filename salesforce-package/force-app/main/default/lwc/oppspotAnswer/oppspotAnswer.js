/**
 * Calls of our Apex. Its methods answer JSON text of two shapes: `{ok: true, data}` and
 * `{ok: false, error}`; whatever else can go wrong on the way becomes an error of the same kind.
 */

import NO_CLASS_ACCESS from '@salesforce/label/c.Card_Error_No_Class_Access';
import NOT_CARRIED_OUT from '@salesforce/label/c.Card_Error_Not_Carried_Out';
import UNEXPECTED_ANSWER from '@salesforce/label/c.Card_Error_Unexpected_Answer';
import UNREACHABLE from '@salesforce/label/c.Card_Error_Unreachable';

import { format } from 'c/oppspotText';

/** Codes after which the server may have done what was asked although no answer of it arrived. */
const LOST = ['timed_out', 'unreachable', 'not_carried_out', 'unexpected_answer'];

/** Why a question came to nothing. `message` says what happened and what to do next. */
export class OppspotError extends Error {
  /** @param {{code: string, message: string, retryable?: boolean, retryAfterMs?: number|null, faults?: object[], requestId?: string}} error */
  constructor({ code, message, retryable, retryAfterMs, faults, requestId }) {
    super(message);
    this.name = 'OppspotError';
    /** Stable, for programs. */
    this.code = code;
    /** The same question may succeed later without anybody changing anything. */
    this.retryable = retryable === true;
    /** Milliseconds after which asking again makes sense; null when there is no such time. */
    this.retryAfterMs = typeof retryAfterMs === 'number' ? retryAfterMs : null;
    /** `{field, message}` of each fault of the input. */
    this.faults = Array.isArray(faults) ? faults : [];
    /** What support asks for; empty where the question did not arrive. */
    this.requestId = typeof requestId === 'string' ? requestId : '';
  }

  /** Whether it is open what became of the question. */
  get isLost() {
    return LOST.includes(this.code);
  }
}

/**
 * @param {(params?: object) => Promise<string>} apexMethod imported from `@salesforce/apex`
 * @param {object} [params] the method's parameters by name
 * @returns {Promise<object>} the answer's data
 * @throws {OppspotError} for everything that is not an answer with data
 */
export async function ask(apexMethod, params) {
  let text;
  try {
    text = await apexMethod(params);
  } catch (problem) {
    throw new OppspotError(errorOfPlatform(problem));
  }
  const answer = parsed(text);
  if (answer?.ok === true && isObject(answer.data)) return answer.data;
  const error = answer?.ok === false ? answer.error : null;
  if (typeof error?.code === 'string' && typeof error.message === 'string') {
    throw new OppspotError(error);
  }
  throw new OppspotError({
    code: 'unexpected_answer',
    message: UNEXPECTED_ANSWER,
    retryable: true,
  });
}

/**
 * What Salesforce says when Apex did not run to its end. Nothing but its sentence tells the reasons
 * apart: https://developer.salesforce.com/docs/platform/lwc/guide/data-error
 */
function errorOfPlatform(problem) {
  const said = problem?.body?.message ?? problem?.message ?? '';
  if (/access to the Apex class/i.test(said)) {
    return { code: 'no_permission', message: NO_CLASS_ACCESS };
  }
  if (/disconnected|network|failed to fetch/i.test(said)) {
    return { code: 'unreachable', message: UNREACHABLE, retryable: true };
  }
  return { code: 'not_carried_out', message: format(NOT_CARRIED_OUT, said), retryable: true };
}

function parsed(text) {
  try {
    const answer = JSON.parse(text);
    return isObject(answer) ? answer : null;
  } catch {
    return null;
  }
}

function isObject(value) {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
