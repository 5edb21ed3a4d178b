/** https://help.salesforce.com/s/articleView?id=xcloud.remoteaccess_oauth_web_server_flow.htm&type=5 */
import { createHmac } from 'node:crypto';
import type { WireRequest } from '../../standin/server.ts';
import { type Issued, verifies } from '../gate/grants.ts';
import { bearer } from '../gate/sessions.ts';
import type { Answer } from '../http/call.ts';
import type { LoginRule, OAuthClient } from '../options.ts';
import { firstUserId } from '../org/plant.ts';
import type { StandinState } from '../state.ts';
import { consentPage, usersOf } from './consent-page.ts';

/** Undefined for paths that are not OAuth's. */
export function answerOauth(state: StandinState, request: WireRequest): Answer | undefined {
  const { method, url } = request;
  if (/^\/id\/[^/]+\/[^/]+$/.test(url.pathname)) return identity(state, request);
  switch (`${method} ${url.pathname}`) {
    case 'GET /services/oauth2/authorize':
      return authorize(state, url.searchParams);
    case 'POST /services/oauth2/authorize':
      return state.consentPage ? authorize(state, formOf(request)) : undefined;
    case 'POST /services/oauth2/token':
      return token(state, formOf(request));
    case 'GET /services/oauth2/revoke':
    case 'POST /services/oauth2/revoke':
      return revoke(state, formOf(request));
    case 'GET /services/oauth2/userinfo':
    case 'POST /services/oauth2/userinfo':
      return userinfo(state, request);
    default:
      return undefined;
  }
}

/** The consent page: shown, or answered by its form or as the stand-in's person does. */
function authorize(state: StandinState, query: URLSearchParams): Answer {
  const client = state.grants.client(query.get('client_id') ?? '');
  if (!client) return refusal('invalid_client_id', 'client identifier invalid');
  const redirectUri = query.get('redirect_uri') ?? '';
  if (!client.redirectUris.includes(redirectUri)) {
    return refusal('redirect_uri_mismatch', 'redirect_uri must match configuration');
  }
  const back = (values: Readonly<Record<string, string>>) => redirect(redirectUri, query, values);
  if (query.get('response_type') !== 'code') {
    return back({
      error: 'unsupported_response_type',
      error_description: 'response type not supported',
    });
  }
  const challenge = query.get('code_challenge') || null;
  const isS256 = challenge !== null && query.get('code_challenge_method') === 'S256';
  if (client.requiresPkce !== false && !isS256) {
    return back({
      error: 'invalid_request',
      error_description: 'missing required code challenge',
    });
  }
  if (state.loginRules.get(state.orgId) === 'app-not-installed') return back(unknownApp);
  const answer = query.get('standin_answer');
  if (state.consentPage && answer === null) {
    return { status: 200, page: consentPage(state.org(state.orgId), client, query) };
  }
  const consent = state.consentPage && answer !== 'allow' ? 'deny' : state.consent;
  if (consent !== 'allow') return back(refusals[consent]);
  const code = {
    clientId: client.clientId,
    orgId: state.orgId,
    userId: userAt(state, query),
    scopes: (query.get('scope') ?? 'api refresh_token').split(' '),
    redirectUri,
    challenge,
  };
  return back({ code: state.grants.issueCode(code, state.now().getTime()) });
}

/** Who sits at the page. */
function userAt(state: StandinState, query: URLSearchParams): string {
  const chosen = query.get('standin_user');
  const users = state.consentPage ? usersOf(state.org(state.orgId)) : [];
  return users.find(({ id }) => id === chosen)?.id ?? firstUserId;
}

const unknownApp = {
  error: 'OAUTH_APPROVAL_ERROR_GENERIC',
  error_description: 'An unexpected error has occurred during authentication. Please try again.',
};

const refusals = {
  deny: { error: 'access_denied', error_description: 'end-user denied authorization' },
  /** An app its administrators did not let in. */
  'not-approved': {
    error: 'OAUTH_APP_ACCESS_DENIED',
    error_description: 'user is not admin approved to access this app',
  },
} as const;

function redirect(
  uri: string,
  query: URLSearchParams,
  values: Readonly<Record<string, string>>,
): Answer {
  const location = new URL(uri);
  for (const [name, value] of Object.entries(values)) location.searchParams.set(name, value);
  const given = query.get('state');
  if (given !== null) location.searchParams.set('state', given);
  return { status: 302, headers: { Location: location.href } };
}

function token(state: StandinState, form: URLSearchParams): Answer {
  const client = state.grants.client(form.get('client_id') ?? '');
  if (!client) return refusal('invalid_client_id', 'client identifier invalid');
  if (client.clientSecret !== form.get('client_secret')) {
    return refusal('invalid_client', 'invalid client credentials');
  }
  switch (form.get('grant_type')) {
    case 'authorization_code':
      return exchange(state, client, form);
    case 'refresh_token': {
      const refreshToken = form.get('refresh_token') ?? '';
      const closed = closedTo(state, state.grants.orgOf(refreshToken));
      if (closed) return closed;
      const issued = state.grants.refresh(refreshToken, client, state.now().getTime());
      if (issued) return tokens(state, client, issued);
      return refusal('invalid_grant', 'expired access/refresh token');
    }
    default:
      return refusal('unsupported_grant_type', 'grant type not supported');
  }
}

function exchange(state: StandinState, client: OAuthClient, form: URLSearchParams): Answer {
  const now = state.now().getTime();
  const code = state.grants.redeem(form.get('code') ?? '', now);
  if (code === 'used') return refusal('invalid_grant', 'expired authorization code');
  if (code === 'unknown' || code.clientId !== client.clientId) {
    return refusal('invalid_grant', 'invalid authorization code');
  }
  if (code.redirectUri !== form.get('redirect_uri')) {
    return refusal('redirect_uri_mismatch', 'redirect_uri must match configuration');
  }
  const closed = closedTo(state, code.orgId);
  if (closed) return closed;
  const verifier = form.get('code_verifier');
  if (code.challenge !== null) {
    if (verifier === null) return refusal('invalid_grant', 'missing required code verifier');
    if (!verifies(verifier, code.challenge)) {
      return refusal('invalid_grant', 'invalid code verifier');
    }
  }
  return tokens(state, client, state.grants.open(code, now));
}

/** What the token endpoint says where a user may not log in; the token itself stays as it is. */
const loginRefusals: Readonly<Record<LoginRule, readonly [error: string, description: string]>> = {
  'app-not-installed': ['invalid_client', 'app must be installed into org'],
  'ip-restricted': ['invalid_grant', 'ip restricted'],
  'login-hours': ['invalid_grant', 'invalid login hours'],
  'inactive-user': ['inactive_user', 'user is inactive'],
};

function closedTo(state: StandinState, orgId: string | undefined): Answer | undefined {
  const rule = orgId === undefined ? undefined : state.loginRules.get(orgId);
  return rule && refusal(...loginRefusals[rule]);
}

function tokens(
  state: StandinState,
  { clientSecret }: OAuthClient,
  { accessToken, refreshToken, scopes, orgId, userId }: Issued,
): Answer {
  const id = `${state.origin}/id/${orgId}/${userId}`;
  const issuedAt = String(state.now().getTime());
  const signature = createHmac('sha256', clientSecret)
    .update(id + issuedAt)
    .digest('base64');
  const body = {
    access_token: accessToken,
    ...(refreshToken === null ? {} : { refresh_token: refreshToken }),
    signature,
    scope: scopes.join(' '),
    instance_url: state.origin,
    id,
    token_type: 'Bearer',
    issued_at: issuedAt,
  };
  return { status: 200, body };
}

/** https://help.salesforce.com/s/articleView?id=xcloud.remoteaccess_revoke_token.htm&type=5 */
function revoke(state: StandinState, form: URLSearchParams): Answer {
  if (state.grants.revoke(form.get('token') ?? '')) return { status: 200 };
  return refusal('invalid_token', 'invalid token');
}

function userinfo(state: StandinState, request: WireRequest): Answer {
  const session = sessionOf(state, request);
  if (!session) return badToken;
  const { orgId, userId } = session;
  const user = userOf(state, orgId, userId);
  const body = {
    sub: `${state.origin}/id/${orgId}/${userId}`,
    user_id: userId,
    organization_id: orgId,
    preferred_username: user('Username'),
    name: user('Name'),
    email: user('Email'),
    email_verified: true,
    given_name: user('FirstName'),
    family_name: user('LastName'),
    zoneinfo: user('TimeZoneSidKey'),
    address: {},
    urls: urlsOf(state),
    active: user('IsActive'),
    user_type: 'STANDARD',
    language: user('LanguageLocaleKey'),
    locale: user('LocaleSidKey'),
    utcOffset: 0,
    updated_at: user('LastModifiedDate'),
    is_app_installed: true,
  };
  return { status: 200, body };
}

/** https://help.salesforce.com/s/articleView?id=xcloud.remoteaccess_using_openid.htm&type=5 */
function identity(state: StandinState, request: WireRequest): Answer {
  const session = sessionOf(state, request);
  if (!session) return badToken;
  const { orgId, userId } = session;
  const [, , org, asked] = request.url.pathname.split('/');
  if (org !== orgId) return { status: 403, page: 'Wrong_Org' };
  if (asked !== userId) return { status: 403, page: 'Bad_Id' };
  const user = userOf(state, orgId, userId);
  const body = {
    id: `${state.origin}/id/${orgId}/${userId}`,
    asserted_user: true,
    user_id: userId,
    organization_id: orgId,
    username: user('Username'),
    nick_name: user('Alias'),
    display_name: user('Name'),
    email: user('Email'),
    first_name: user('FirstName'),
    last_name: user('LastName'),
    timezone: user('TimeZoneSidKey'),
    urls: urlsOf(state),
    active: user('IsActive'),
    user_type: 'STANDARD',
    language: user('LanguageLocaleKey'),
    locale: user('LocaleSidKey'),
    utcOffset: 0,
    last_modified_date: user('LastModifiedDate'),
    is_app_installed: true,
  };
  return { status: 200, body };
}

const badToken: Answer = { status: 403, page: 'Bad_OAuth_Token' };

function sessionOf(state: StandinState, { headers, url }: WireRequest) {
  const given = bearer(headers.authorization) || (url.searchParams.get('oauth_token') ?? '');
  return state.sessions.find(given, state.now().getTime());
}

function userOf(state: StandinState, orgId: string, userId: string) {
  const record = state.org(orgId).records.live('User', userId);
  return (field: string) => record?.values.get(field) ?? null;
}

function urlsOf({ origin }: StandinState): Record<string, string> {
  const rest = `${origin}/services/data/v{version}/`;
  return {
    rest,
    sobjects: `${rest}sobjects/`,
    query: `${rest}query/`,
    custom_domain: origin,
  };
}

/** Values come in the body or, with GET, in the address. */
function formOf({ method, url, body }: WireRequest): URLSearchParams {
  return method === 'GET' ? url.searchParams : new URLSearchParams(body.toString('utf8'));
}

/** OAuth errors have a form of their own. */
function refusal(error: string, description: string): Answer {
  return { status: 400, body: { error, error_description: description } };
}
