/** Every route of the description, asked properly, nearly properly and not at all properly. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { problemDocument } from '../../shared/contract/api.ts';
import { salesforceId } from '../sandbox/world/world.ts';
import { databases } from '../support/databases.ts';
import { type Hints, nearlyValid, valid } from './support/from-schema.ts';
import { hostileBody, hostileText } from './support/hostile.ts';
import type { Operation } from './support/operations.ts';
import { openTarget, type Target } from './support/target.ts';

const requestsInAll = Number(process.env.FUZZ_REQUESTS ?? 20_000);
const together = 20;
const longestAnswerMs = 20_000;
/** A longer head is refused before there is a request. */
const longestQuery = 4_000;

interface Sent {
  readonly path: readonly unknown[];
  readonly query: unknown;
  readonly body: string | undefined;
  readonly headers: Readonly<Record<string, string>>;
}

/** Postgres where there is one: requests come together there, as they do in production. */
const [kind] = databases.toReversed();
if (!kind) throw new Error('There is no database.');

describe('every route of the description', () => {
  it(`answers ${requestsInAll} requests with no fault of ours`, { timeout: 600_000 }, async () => {
    const target = await openTarget(kind);
    const hints = await hintsFor(target);
    const operations = target.description.operations.toSorted(
      (one, other) => ending(one) - ending(other),
    );
    const each = Math.ceil(requestsInAll / operations.length / together);
    const reached = new Map<string, Map<string, number>>();
    const faults: string[] = [];

    for (const operation of operations) {
      const counts = new Map<string, number>();
      reached.set(`${operation.method} ${operation.path}`, counts);
      const requests = fc.array(requestsOf(operation, hints(operation)), {
        minLength: together,
        maxLength: together,
      });
      const { errorInstance } = await fc.check(
        fc.asyncProperty(requests, async (sent) => {
          const outcomes = await Promise.all(sent.map((one) => send(target, operation, one)));
          for (const outcome of outcomes) counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
        }),
        { numRuns: each, endOnFailure: true },
      );
      if (errorInstance) faults.push(String(errorInstance));
    }

    const total = [...reached.values()].flatMap((counts) => [...counts.values()]);
    console.info(table(reached));
    expect(faults).toEqual([]);
    expect(total.reduce((sum, count) => sum + count, 0)).toBeGreaterThanOrEqual(requestsInAll);
    const unreached = [...reached].filter(([, counts]) => ![...counts.keys()].some(isReached));
    expect(unreached.map(([name]) => name)).toEqual([]);
    for (const [name, secret] of Object.entries(target.secrets)) {
      expect(target.log().includes(secret), `${name} in the log`).toBe(false);
    }
  });
});

/** What ends a connection or erases a record comes last, or there would be nothing left to ask about. */
function ending({ method, path }: Operation): number {
  if (/disconnect/.test(path) || method === 'DELETE') return 3;
  if (/erase/.test(path)) return 2;
  return path === '/hubspot/webhooks' ? 1 : 0;
}

/** Refusals that come before a handler. */
const early =
  /invalid_(request|json|signature|caller)|bad_request|unsupported_media_type|body_too_large|unauthorized|rate_limited|not_found$/;

/** The handler was asked: a result, or a refusal that only a handler gives. */
const isReached = (outcome: string) => !early.test(outcome) || /\w_not_found/.test(outcome);

function requestsOf(operation: Operation, hints: Hints): fc.Arbitrary<Sent> {
  const of = (place: 'path' | 'query') =>
    operation.parameters.filter(({ in: where }) => where === place);
  const goodQuery = fc.record(
    Object.fromEntries(of('query').map(({ name, schema }) => [name, valid(schema, hints, name)])),
    { requiredKeys: of('query').flatMap(({ name, required }) => (required ? [name] : [])) },
  );
  const goodPath = fc.tuple(...of('path').map(({ name, schema }) => valid(schema, hints, name)));
  const goodBody = operation.body ? valid(operation.body, hints) : fc.constant(undefined);
  const asText = (value: fc.Arbitrary<unknown>) => value.map((one) => JSON.stringify(one));
  const none = fc.constant({});
  const headers = fc.constantFrom<Record<string, string>>(
    {},
    { accept: 'text/event-stream' },
    { prefer: 'wait=0' },
    { 'x-forwarded-for': '127.0.0.1', 'x-request-id': 'a'.repeat(400) },
  );
  return fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record({ path: goodPath, query: goodQuery, body: asText(goodBody), headers }),
    },
    {
      weight: 4,
      arbitrary: fc.record({
        path: goodPath,
        query: fc.oneof({ arbitrary: goodQuery, weight: 3 }, nearlyValid(goodQuery)),
        body: asText(nearlyValid(goodBody)),
        headers,
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        path: fc.oneof(goodPath, fc.tuple(...of('path').map(() => hostileText))),
        query: fc.oneof(none, fc.dictionary(hostileText, hostileText, { maxKeys: 3 })),
        body: fc.oneof(asText(goodBody), hostileBody),
        headers,
      }),
    },
  );
}

type HintsFor = (operation: Operation) => Hints;

/** What exists in the CRM whose caller asks. */
async function hintsFor(target: Target): Promise<HintsFor> {
  const { house, salesforce } = target;
  const preview = { object: 'contact', mode: 'preview' } as const;
  const inSalesforce = (id: string) => salesforceId('contact', id);
  const [portalRuns, orgRuns] = await Promise.all([
    runsOf([
      () => house.enrich({ object: 'contact', recordId: '1001' }),
      () => house.enrich({ ...preview, recordId: '1001' }),
      () => house.enrich({ ...preview, recordId: '1002' }),
    ]),
    runsOf([
      () => target.enrich({ object: 'contact', recordId: inSalesforce('1001') }),
      () => target.enrich({ ...preview, recordId: inSalesforce('1001') }),
    ]),
  ]);
  const of = (...values: unknown[]) => fc.constantFrom(...values);
  const ids = ['1001', '1001', '1001', '1002', '1003', '1004'];
  const common = {
    integrationId: of(house.tenant.integrationId),
    id: of(house.tenant.integrationId),
    portalId: of(house.hubspot.portalId),
    mode: of('preview', 'preview', 'preview', 'write'),
    waitMs: of(0, 50),
    orgId: of(salesforce.orgId),
    userId: of(salesforce.userId),
    callbackId: of('ap-1-1', 'ap-1-2', 'ap-1-3'),
    objectType: of('CONTACT'),
    objectId: of(1001, 1002, '1003'),
  };
  const portal = {
    ...common,
    recordId: of(...ids),
    object: of('contact'),
    enrichmentId: of(...portalRuns),
    runId: of(...portalRuns),
  };
  const org = {
    ...common,
    recordId: of(...ids.map(inSalesforce)),
    object: of('Contact'),
    runId: of(...orgRuns),
  };
  const { schemas } = target.description;
  return ({ scheme }) => ({ schemas, known: scheme === 'salesforce' ? org : portal });
}

async function runsOf(enrichments: (() => Promise<{ readonly id: string }>)[]): Promise<string[]> {
  const ids: string[] = [];
  for (const enrich of enrichments) ids.push((await enrich()).id);
  return ids;
}

/** The status, or what a card was told; fails for a fault of ours. */
async function send(target: Target, operation: Operation, sent: Sent): Promise<string> {
  const given = [...sent.path];
  const path = operation.path.replaceAll(/\{\w+\}/g, () =>
    encodeURIComponent(wellFormed(given.shift())).slice(0, longestQuery),
  );
  const pairs = typeof sent.query === 'object' ? Object.entries(sent.query ?? {}) : [];
  const query = new URLSearchParams(
    pairs.map(([name, value]): [string, string] => [wellFormed(name), wellFormed(value)]),
  )
    .toString()
    .slice(0, longestQuery);
  const body = operation.method === 'GET' ? undefined : sent.body;
  const proven = target.prove(operation, query ? `${path}?${query}` : path, body);
  const started = performance.now();
  const response = await fetch(`${target.url}${proven.target}`, {
    method: operation.method,
    headers: {
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...sent.headers,
      ...proven.headers,
    },
    body,
    redirect: 'manual',
    signal: AbortSignal.timeout(longestAnswerMs),
  });
  const text = await response.text();
  const fault = faultOf(response, text);
  if (fault) {
    const ms = Math.round(performance.now() - started);
    throw new Error(
      `${fault} after ${ms} ms\n${operation.method} ${proven.target}\n${String(body).slice(0, 2_000)}\n${response.status} ${text.slice(0, 1_000)}`,
    );
  }
  const refusal = (
    response.status >= 400 ? /"code":"(\w+)"/ : /^\{"ok":false,"error":\{"code":"(\w+)"/
  ).exec(text)?.[1];
  return refusal ? `${response.status} ${refusal}` : String(response.status);
}

function faultOf(response: Response, text: string): string | null {
  if (response.status >= 500) return 'A fault of ours';
  if (/"code":"internal_error"|"status":5\d\d/.test(text)) return 'A fault of ours, wrapped';
  if (response.status < 400) return null;
  const type = response.headers.get('content-type') ?? '';
  if (!type.startsWith('application/problem+json')) return `A refusal of type ${type}`;
  return problemDocument.safeParse(JSON.parse(text)).success ? null : 'A refusal of another shape';
}

const wellFormed = (value: unknown) =>
  (typeof value === 'string' ? value : (JSON.stringify(value) ?? '')).toWellFormed();

function table(reached: ReadonlyMap<string, ReadonlyMap<string, number>>): string {
  return [...reached]
    .map(([name, counts]) => {
      const outcomes = [...counts].toSorted(([one], [other]) => one.localeCompare(other));
      return `${name}: ${outcomes.map(([outcome, count]) => `${count}× ${outcome}`).join(', ')}`;
    })
    .join('\n');
}
