import type { Server } from 'node:http';
import { createStandinServer, type WireAnswer } from '../../standin/server.ts';
import { faultOrder, type StatusFault } from '../gate/faults.ts';
import type { Org } from '../org/org.ts';
import type { StandinState } from '../state.ts';
import { createDispatch, refusal } from './dispatch.ts';
import { SalesforceError } from './errors.ts';

/**
 * The stand-in's HTTP side, with Salesforce's words.
 * @param stopped aborts waits when the stand-in closes
 */
export function createSalesforceServer(state: StandinState, stopped: AbortSignal): Server {
  const api = {
    controls: { faultOrder, describe: () => ({ orgs: state.orgs().map(describe) }) },
    dispatch: createDispatch(state),
    tooLarge: (size: number) =>
      refusal(
        new SalesforceError(413, {
          code: 'REQUEST_ENTITY_TOO_LARGE',
          message: `The request body has ${size} bytes; at most ${state.limits.maxBodyBytes} are allowed.`,
        }),
      ),
    faultAnswer,
    failure: refusal,
    malformed: '{"totalSize":1,"done":true,"records":[{"Id":',
  };
  return createStandinServer(state, api, stopped);
}

/** What Salesforce says with each status; the code can be ordered too. */
const wordings: Readonly<Record<number, readonly [code: string, message: string]>> = {
  401: ['INVALID_SESSION_ID', 'Session expired or invalid'],
  403: ['REQUEST_LIMIT_EXCEEDED', 'TotalRequests Limit exceeded.'],
  420: ['REQUEST_LIMIT_EXCEEDED', 'ConcurrentRequests (Concurrent API Requests) Limit exceeded.'],
  500: ['UNKNOWN_EXCEPTION', 'An unexpected error occurred.'],
  503: ['SERVER_UNAVAILABLE', 'Server Too Busy. Please try again later.'],
};

function faultAnswer(fault: StatusFault): WireAnswer {
  const { status, errorCode, message, retryAfter, asPage } = fault;
  const [code, words] = wordings[status] ?? ['UNKNOWN_EXCEPTION', 'An unexpected error occurred.'];
  const error = new SalesforceError(status, {
    code: errorCode ?? code,
    message: message ?? words,
  });
  const headers: Record<string, string> =
    retryAfter === undefined ? {} : { 'Retry-After': String(retryAfter) };
  if (asPage)
    return { status, page: `<html><body><h1>${message ?? words}</h1></body></html>`, headers };
  return { ...refusal(error), headers };
}

/** An org with all its records, for a person or a test to look at. */
function describe(org: Org) {
  const records = org.catalogue
    .all()
    .map(({ name }) => [name, org.records.all(name)] as const)
    .filter(([, all]) => all.length > 0)
    .map(([name, all]) => [name, all.map(({ values }) => Object.fromEntries(values))]);
  return {
    id: org.id,
    isSandbox: org.isSandbox,
    namespace: org.namespace,
    records: Object.fromEntries(records),
  };
}
