/** From a request to HubSpot's answer: path, token, limit, scope, body, work. */
import { matchPath } from '../../standin/paths.ts';
import type { WireAnswer, WireRequest } from '../../standin/server.ts';
import { answerConsent, isConsentPath } from '../consent/consent.ts';
import { requireScopes } from '../gate/scopes.ts';
import { bearerRoutes } from '../routes/index.ts';
import { appRoutes, journalPage } from '../routes/journal.ts';
import { oauthRoutes } from '../routes/oauth.ts';
import type { StandinState } from '../state.ts';
import { parseForm, parseJson } from './body.ts';
import type { Answer, Route } from './call.ts';
import { HubSpotError, notFound } from './errors.ts';
import type { LoggedRequest } from './log.ts';
import { versionedPath } from './paths.ts';

export function createDispatch(state: StandinState) {
  const routes = bearerRoutes(state);

  /** Never throws for a caller's mistake: HubSpot's refusals are answers. */
  return function dispatch(request: WireRequest, logged: LoggedRequest): WireAnswer {
    let rateHeaders: Record<string, string> = {};
    try {
      if (isConsentPath(request.url.pathname)) return answerConsent(state, request);
      const page = journalPage(state, request.url);
      if (page) return { ...page, headers: {} };
      const location = versionedPath(request.url.pathname);
      if (!location) throw noResource(request);
      const now = state.now().getTime();
      const oauth = oauthRoutes.find(({ pattern }) => pattern === location.path);
      if (oauth) {
        if (request.method !== 'POST') throw methodNotAllowed();
        const form = parseForm(request.body, request.headers['content-type']);
        return { ...oauth.handle(form, state, now), headers: {} };
      }
      if (location.path.startsWith('/webhooks-journal/')) {
        return { ...ofApp(state, request, location.path), headers: {} };
      }
      const { route, params } = findRoute(routes, request, location.path);
      const grant = state.tokens.authenticate(request.headers.authorization, now);
      logged.portalId = grant.portalId;
      rateHeaders = state.limiter.admit(grant.portalId, route.isSearch ?? false, now);
      requireScopes(grant.scopes, route.scopes({ params }));
      const answer = route.handle({
        method: request.method,
        version: location.version,
        params,
        query: request.url.searchParams,
        body: parseJson(request.body, request.headers['content-type']),
        bodyBytes: request.body.length,
        portal: state.portal(grant.portalId),
        grant,
        at: now,
      });
      return { ...answer, headers: rateHeaders };
    } catch (error) {
      return refusal(error, rateHeaders, state.correlationId());
    }
  };
}

function ofApp(state: StandinState, request: WireRequest, path: string): Answer {
  const { route, params } = findRoute(appRoutes, request, path);
  const at = state.now().getTime();
  const grant = state.tokens.authenticateApp(request.headers.authorization, at);
  requireScopes(grant.scopes, [route.scope]);
  const body = parseJson(request.body, request.headers['content-type']);
  const origin = `http://${request.headers.host ?? ''}`;
  return route.handle({ grant, journals: state.journals, params, body, origin, at });
}

function findRoute<Known extends Pick<Route, 'method' | 'pattern'>>(
  routes: readonly Known[],
  request: WireRequest,
  path: string,
): { route: Known; params: Record<string, string> } {
  let known = false;
  for (const route of routes) {
    const params = matchPath(route.pattern, path);
    if (!params) continue;
    if (route.method === request.method) return { route, params };
    known = true;
  }
  throw known ? methodNotAllowed() : noResource(request);
}

/** A refusal as an answer. Anything but a HubSpotError is a fault of the stand-in and says so. */
export function refusal(
  error: unknown,
  headers: Readonly<Record<string, string>>,
  correlationId: string,
): WireAnswer {
  const refused =
    error instanceof HubSpotError
      ? error
      : new HubSpotError(500, {
          message: `The stand-in failed: ${error instanceof Error ? error.stack : String(error)}`,
        });
  return {
    status: refused.status,
    headers: { ...headers, ...refused.headers },
    body: refused.body(correlationId),
  };
}

function noResource({ method, url }: WireRequest): HubSpotError {
  return notFound(`Unable to find a resource for ${method} ${url.pathname}`);
}

function methodNotAllowed(): HubSpotError {
  return new HubSpotError(405, { message: 'HTTP 405 Method Not Allowed' });
}
