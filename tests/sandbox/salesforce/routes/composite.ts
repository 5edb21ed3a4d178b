/** https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/resources_composite_composite.htm */
import type { Answer, Call, Route } from '../http/call.ts';
import { refuse, type SalesforceError } from '../http/errors.ts';
import { type Json, object, objects, text } from '../http/input.ts';
import { lookUp, referencesIn, resolved } from './references.ts';

const maxSubrequests = 25;
/** Queries and collections among them. */
const maxHeavy = 5;

export const compositeRoutes: readonly Route[] = [
  { method: 'POST', pattern: '/composite', handle: composite },
  { method: 'POST', pattern: '/composite/batch', handle: batch },
];

export interface CompositeResult {
  readonly body: unknown;
  readonly httpHeaders: Readonly<Record<string, string>>;
  readonly httpStatusCode: number;
  readonly referenceId: string;
}

function composite(call: Call): Answer {
  const body = object(call.body);
  const requests = subrequests(body);
  if (requests.length > maxSubrequests) throw tooManySubrequests(maxSubrequests);
  const heavy = requests.filter(({ url }) =>
    /\/(query|queryAll|composite\/sobjects)\b/.test(String(url)),
  );
  if (heavy.length > maxHeavy) {
    throw refuse(
      'LIMIT_EXCEEDED',
      `A composite request can have at most ${maxHeavy} queries and sObject Collections operations`,
    );
  }
  const { results } = runAll(call, requests, body.allOrNone === true);
  return { status: 200, body: { compositeResponse: results } };
}

/** Subrequests with references that can be. Throws for what is missing or named twice. */
export function subrequests(parent: Json): Json[] {
  const requests = objects(parent, 'compositeRequest');
  if (requests.length === 0) {
    throw refuse('JSON_PARSER_ERROR', 'compositeRequest must have at least one subrequest');
  }
  const names = new Set<string>();
  for (const request of requests) {
    const name = text(request, 'referenceId');
    if (!/^[A-Za-z0-9]\w*$/.test(name)) {
      throw refuse(
        'INVALID_INPUT',
        `Provided referenceId ('${name}') must start with a letter or a number, and it can contain only letters, numbers and underscores ('_').`,
      );
    }
    if (names.has(name)) throw refuse('INVALID_INPUT', `Duplicate referenceId: ${name}`);
    names.add(name);
  }
  return requests;
}

function tooManySubrequests(max: number): SalesforceError {
  return refuse('LIMIT_EXCEEDED', `A request can have at most ${max} subrequests`);
}

/**
 * Works on subrequests in order; a reference takes a value from an earlier answer. With `whole`, one
 * failure undoes everything.
 */
export function runAll(
  call: Call,
  requests: readonly Json[],
  whole: boolean,
): { results: CompositeResult[]; succeeded: boolean } {
  const results: CompositeResult[] = [];
  const answers = new Map<string, unknown>();
  try {
    call.org.atomically(call.write, () => {
      for (const request of requests) {
        const result = runOne(call, request, answers);
        results.push(result);
        if (result.httpStatusCode < 300) answers.set(result.referenceId, result.body);
        else if (whole) throw new Halted();
      }
    });
  } catch (error) {
    if (!(error instanceof Halted)) throw error;
    return { results: halted(requests, results), succeeded: false };
  }
  return { results, succeeded: results.every(({ httpStatusCode }) => httpStatusCode < 300) };
}

class Halted extends Error {}

function runOne(call: Call, request: Json, answers: ReadonlyMap<string, unknown>): CompositeResult {
  const referenceId = text(request, 'referenceId');
  const missing = referencesIn([request.url, request.body]).find(
    (reference) => lookUp(answers, reference) === undefined,
  );
  if (missing !== undefined) {
    const [source] = missing.split(/[.[]/);
    const message = `Invalid reference specified. No value for ${missing} found in ${source}`;
    return refusedResult(referenceId, message);
  }
  const url = String(resolved(answers, text(request, 'url')));
  if (!isAllowed(url)) {
    const body = refuse('INVALID_INPUT', `This URL is not allowed in a composite request: ${url}`);
    return { body: body.body(), httpHeaders: {}, httpStatusCode: 400, referenceId };
  }
  const answer = call.sub({
    method: text(request, 'method').toUpperCase(),
    url,
    body: resolved(answers, request.body),
    headers: { ...call.headers, ...headersOf(request) },
  });
  return {
    body: answer.body ?? null,
    httpHeaders: answer.headers ?? {},
    httpStatusCode: answer.status,
    referenceId,
  };
}

/** Composite calls do not nest, collections apart. */
function isAllowed(url: string): boolean {
  return /^\/services\/data\/v\d+\.0\/(?!composite(?!\/sobjects\b))/.test(url);
}

/** Headers of one subrequest, in lower case as Node gives them. */
function headersOf(request: Json): Record<string, string> {
  const sent = object(request.httpHeaders ?? {});
  return Object.fromEntries(
    Object.entries(sent).map(([name, value]) => [name.toLowerCase(), String(value)]),
  );
}

/** The failure stands with its own words; everything else was undone or never begun. */
function halted(requests: readonly Json[], results: readonly CompositeResult[]): CompositeResult[] {
  return requests.map((request, index) => {
    const result = results[index];
    if (result && result.httpStatusCode >= 300) return result;
    return refusedResult(text(request, 'referenceId'), haltedMessage);
  });
}

export const haltedMessage =
  'The transaction was rolled back since another operation in the same transaction failed.';

export function refusedResult(referenceId: string, message: string): CompositeResult {
  const body = [{ errorCode: 'PROCESSING_HALTED', message }];
  return { body, httpHeaders: {}, httpStatusCode: 400, referenceId };
}

/** https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/resources_composite_batch.htm */
function batch(call: Call): Answer {
  const body = object(call.body);
  const requests = objects(body, 'batchRequests');
  if (requests.length > maxSubrequests) throw tooManySubrequests(maxSubrequests);
  // Each of them counts; the call itself already has.
  if (requests.length > 1) call.count(requests.length - 1);
  const results: { statusCode: number; result: unknown }[] = [];
  for (const request of requests) {
    const failed = results.some(({ statusCode }) => statusCode >= 300);
    results.push(failed && body.haltOnError === true ? haltedBatch : batchResult(call, request));
  }
  const hasErrors = results.some(({ statusCode }) => statusCode >= 300);
  return { status: 200, body: { hasErrors, results } };
}

const haltedBatch = {
  statusCode: 412,
  result: [
    {
      errorCode: 'BATCH_PROCESSING_HALTED',
      message: 'Batch processing halted per request. See failed results.',
    },
  ],
};

function batchResult(call: Call, request: Json) {
  const url = text(request, 'url');
  const answer = call.sub({
    method: text(request, 'method').toUpperCase(),
    url: url.startsWith('/services/data/') ? url : `/services/data/${url.replace(/^\//, '')}`,
    body: request.richInput,
    headers: call.headers,
  });
  return { statusCode: answer.status, result: answer.body ?? null };
}
