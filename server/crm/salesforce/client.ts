import jsforce from 'jsforce';
import type { z } from 'zod';
import { type CallBudget, inSlot } from '../../limits/budget.ts';
import type { Runtime } from '../../runtime.ts';
import { CrmError } from '../errors.ts';
import { wait } from '../wait.ts';
import { callError, internalError } from './errors.ts';
import { heedLimit, observeUsage } from './limits.ts';
import { pauseBefore } from './retry.ts';
import type { SalesforceSession } from './session/session.ts';
import { BufferedTransport, type HttpAnswer } from './transport.ts';
import { apiVersion } from './versions.ts';

/** How our calls name themselves; change events say it again, which is how our own echo is told. */
export const clientName = 'oppSpot';

/** What sending a request twice would do: nothing, the same again, or perhaps a second record. */
export type Effect = 'read' | 'idempotent-write' | 'create';

export interface Call<T> {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** With the version, as `versions.ts` makes it. */
  readonly path: string;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** Sent instead, as it stands. */
  readonly csv?: string;
  /** Deadline in milliseconds of a call that has much to do; the client's own when absent. */
  readonly timeoutMs?: number;
  /** What the answer must look like; anything else is no answer. */
  readonly answer: z.ZodType<T>;
}

export interface SalesforceClientOptions {
  readonly session: SalesforceSession;
  /** Of this org. */
  readonly budget: CallBudget;
  readonly runtime: Pick<Runtime, 'random'>;
  /** Deadline of one call in milliseconds. */
  readonly timeoutMs: number;
  readonly sleep?: (milliseconds: number) => Promise<void>;
}

export interface SalesforceClient {
  /**
   * Sends one request through jsforce: with a deadline, repeated where that is safe, with a new token
   * once when the old one is refused.
   * @throws CrmError
   */
  call<T>(effect: Effect, call: Call<T>): Promise<T>;
  /** Where the org's pages are; null before the first call. */
  origin(): string | null;
  /** Waits between attempts at parts of a call, as `call` itself does. */
  pause(attempt: number, error: CrmError): Promise<boolean>;
  /** Waits for something that Salesforce does by itself. */
  sleep(milliseconds: number): Promise<void>;
}

export function createSalesforceClient(options: SalesforceClientOptions): SalesforceClient {
  const { session, budget, runtime, timeoutMs, sleep = wait } = options;
  let origin: string | null = null;

  async function pause(attempt: number, error: CrmError): Promise<boolean> {
    const delay = pauseBefore(attempt, error, runtime.random());
    if (delay === null) return false;
    await sleep(delay);
    return true;
  }

  /** A Connection keeps listeners and caches, so each request has one of its own. */
  async function send<T>(
    call: Call<T>,
    { accessToken, instanceUrl }: { accessToken: string; instanceUrl: string },
    note: (answer: HttpAnswer) => void,
  ): Promise<T> {
    const connection = new jsforce.Connection({
      instanceUrl,
      accessToken,
      version: apiVersion,
      callOptions: { client: clientName },
    });
    // Undocumented, hence the exact pin of jsforce and the test that holds it to it.
    Object.assign(connection, {
      _transport: new BufferedTransport(call.timeoutMs ?? timeoutMs, note),
    });
    const answer = await connection.request({
      method: call.method,
      url: call.path,
      ...(call.body !== undefined && {
        body: JSON.stringify(call.body),
        headers: { 'content-type': 'application/json' },
      }),
      ...(call.csv !== undefined && {
        body: call.csv,
        headers: { 'content-type': 'text/csv; charset=UTF-8' },
      }),
    });
    return call.answer.parse(answer);
  }

  return {
    async call(effect, call) {
      let access = await session.current();
      let renewed = false;
      let perhapsDone = false;
      /** An earlier attempt may have been carried out, whatever stands in the way of the next. */
      const told = (failure: unknown) => {
        const error = internalError(failure);
        return perhapsDone ? open(error) : error;
      };
      for (let attempt = 1; ; attempt += 1) {
        origin = access.instanceUrl;
        const seen: { answer: HttpAnswer | null } = { answer: null };
        try {
          const used = access;
          return await inSlot(budget, () =>
            send(call, used, (answer) => {
              seen.answer = answer;
              observeUsage(budget, answer);
            }),
          );
        } catch (failure) {
          const error = callError(failure, seen.answer, effect !== 'read');
          heedLimit(budget, error, seen.answer);
          perhapsDone ||= error.outcomeUnknown;
          if (error.kind === 'needs_reauthorisation' && !renewed) {
            renewed = true;
            access = await session.current(access.accessToken).catch((refusal: unknown) => {
              throw told(refusal);
            });
            continue;
          }
          const final = effect === 'create' && error.outcomeUnknown;
          if (final || !(await pause(attempt, error))) throw told(error);
        }
      }
    },
    origin: () => origin,
    pause,
    sleep,
  };
}

/**
 * Only an answer about the request itself rules the earlier attempt out; one about the moment, the
 * session or our own side does not.
 */
function open(error: CrmError): CrmError {
  const isAnswer = error.crmStatus !== null && error.kind !== 'needs_reauthorisation';
  if (error.outcomeUnknown || (isAnswer && !error.retryable)) return error;
  return new CrmError(error.kind, error.message, {
    crmStatus: error.crmStatus,
    correlationId: error.correlationId,
    retryAfterMs: error.retryAfterMs,
    outcomeUnknown: true,
    cause: error.cause,
  });
}
