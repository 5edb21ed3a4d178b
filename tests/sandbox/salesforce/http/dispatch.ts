/** From a request to Salesforce's answer: path, session, limit, body, work. */
import type { IncomingHttpHeaders } from 'node:http';
import { matchPath } from '../../standin/paths.ts';
import type { WireAnswer, WireRequest } from '../../standin/server.ts';
import type { Session } from '../gate/sessions.ts';
import type { WriteContext } from '../org/write-rules.ts';
import { answerApexRest } from '../routes/apexrest.ts';
import { dataRoutes } from '../routes/index.ts';
import { answerOauth } from '../routes/oauth.ts';
import { versionList } from '../routes/versions.ts';
import type { StandinState } from '../state.ts';
import type { Answer, Route, Subrequest } from './call.ts';
import { methodNotAllowed, notFound, SalesforceError } from './errors.ts';
import { parseBody } from './input.ts';
import type { LoggedRequest } from './log.ts';

interface Parsed {
  readonly method: string;
  readonly url: URL;
  readonly headers: IncomingHttpHeaders;
  readonly body: unknown;
  /** The body as text, to show the place of an error. */
  readonly text: string;
}

/** Calls of an org within a day; null before they were counted, which OAuth's never are. */
interface Usage {
  used: number | null;
  readonly limit: number;
}

function limitInfo({ used, limit }: Usage): Record<string, string> {
  return used === null ? {} : { 'Sforce-Limit-Info': `api-usage=${used}/${limit}` };
}

export function createDispatch(state: StandinState) {
  /** Never throws for a caller's mistake: Salesforce's refusals are answers. */
  return function dispatch(request: WireRequest, logged: LoggedRequest): WireAnswer {
    const usage: Usage = { used: null, limit: state.limits.dailyApiRequests };
    try {
      const answer = answerOauth(state, request) ?? answerData(state, request, logged, usage);
      return { ...answer, headers: { ...limitInfo(usage), ...answer.headers } };
    } catch (error) {
      return { ...refusal(error), headers: limitInfo(usage) };
    }
  };
}

function answerData(
  state: StandinState,
  request: WireRequest,
  logged: LoggedRequest,
  usage: Usage,
): Answer {
  const { url, headers } = request;
  if (/^\/services\/data\/?$/.test(url.pathname)) return { status: 200, body: versionList() };
  const session = state.sessions.authenticate(headers.authorization, state.now().getTime());
  logged.orgId = session.orgId;
  countCalls(state, session.orgId, 1, usage);
  const answered = answerApexRest(state, session, request);
  if (answered) return answered;
  const text = request.body.toString('utf8');
  const body = parseBody(request.body, headers['content-type']);
  // Clients that cannot send PATCH say so in the address.
  const method = url.searchParams.get('_HttpMethod') ?? request.method;
  return work(state, session, { method, url, headers, body, text }, usage);
}

function countCalls(state: StandinState, orgId: string, calls: number, usage: Usage): void {
  const used = state.count(orgId, calls);
  usage.used = used ?? usage.limit;
  if (used !== undefined) return;
  throw new SalesforceError(403, {
    code: 'REQUEST_LIMIT_EXCEEDED',
    message: 'TotalRequests Limit exceeded.',
  });
}

function work(state: StandinState, session: Session, request: Parsed, usage: Usage): Answer {
  requireShortAddress(request.url);
  const path = request.url.pathname.replace(/\/$/, '');
  const located = /^\/services\/data\/v(\d+\.0)(\/.*)?$/.exec(path);
  const version = located?.[1] ?? '';
  if (!versionList().some((known) => known.version === version)) throw notFound();
  const { route, params } = findRoute(request.method, located?.[2] ?? '');
  const org = state.org(session.orgId);
  const access = state.accessOf(session);
  return route.handle({
    method: request.method,
    version,
    params,
    query: request.url.searchParams,
    headers: request.headers,
    body: request.body,
    org,
    access,
    write: writeContext(request, version, access),
    cursors: state.cursorsOf(org),
    identityUrl: `${state.origin}/id/${org.id}/${session.userId}`,
    usage: { used: usage.used ?? 0, limit: usage.limit },
    count: (calls) => countCalls(state, session.orgId, calls, usage),
    sub: (inner) => subrequest(state, session, inner, usage),
  });
}

/**
 * https://developer.salesforce.com/docs/atlas.en-us.salesforce_app_limits_cheatsheet.meta/salesforce_app_limits_cheatsheet/salesforce_app_limits_platform_api.htm
 * The address of a part of a composite is held to it, too: nobody documents another limit for it.
 */
const longestAddress = 16_384;

function requireShortAddress({ origin, pathname, search }: URL): void {
  if (origin.length + pathname.length + search.length <= longestAddress) return;
  throw new SalesforceError(414, { code: 'URI_TOO_LONG', message: 'Request-URI Too Large' });
}

function subrequest(
  state: StandinState,
  session: Session,
  { method, url, headers, body }: Subrequest,
  usage: Usage,
): Answer {
  try {
    const whole = new URL(url, 'http://127.0.0.1');
    const text = JSON.stringify(body ?? {});
    return work(state, session, { method, url: whole, headers, body, text }, usage);
  } catch (error) {
    return refusal(error);
  }
}

function findRoute(method: string, path: string): { route: Route; params: Record<string, string> } {
  const allowed = new Set<string>();
  for (const route of dataRoutes) {
    const params = matchPath(route.pattern, path);
    if (!params) continue;
    if (route.method === method) return { route, params };
    allowed.add(route.method);
  }
  throw allowed.size > 0 ? methodNotAllowed(method, [...allowed]) : notFound();
}

function writeContext(
  { headers, text }: Parsed,
  version: string,
  access: WriteContext['access'],
): WriteContext {
  const duplicateRule = String(headers['sforce-duplicate-rule-header'] ?? '');
  const client = /client=([^,;]+)/.exec(String(headers['sforce-call-options'] ?? ''))?.[1] ?? '';
  return {
    access,
    locate: (field, value) => columnOf(text, field, value),
    version,
    allowDuplicates: /allowSave\s*=\s*true/i.test(duplicateRule),
    origin: `com/salesforce/api/rest/${version};client=${client}`,
    asSystem: false,
  };
}

/** Where a value stands in a body, counted from 1 as Salesforce does. */
function columnOf(text: string, field: string, value: unknown): number {
  const key = new RegExp(`"${field}"\\s*:\\s*`, 'i').exec(text);
  const place = key && text.indexOf(JSON.stringify(value), key.index + key[0].length);
  return place === null || place < 0 ? 1 : place + 1;
}

/** A refusal as an answer. Anything but a SalesforceError is a fault of the stand-in and says so. */
export function refusal(error: unknown): WireAnswer {
  const refused =
    error instanceof SalesforceError
      ? error
      : new SalesforceError(500, {
          code: 'UNKNOWN_EXCEPTION',
          message: `The stand-in failed: ${error instanceof Error ? error.stack : String(error)}`,
        });
  return { status: refused.status, body: refused.body(), headers: {} };
}
