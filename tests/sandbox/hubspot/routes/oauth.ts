/** https://developers.hubspot.com/docs/apps/developer-platform/build-apps/authentication/oauth/working-with-oauth */
import { createHash } from 'node:crypto';
import { accessTokenSeconds, type Grant, type TokenStore } from '../gate/auth.ts';
import { appScopes } from '../gate/scopes.ts';
import type { Answer, OAuthRoute, Route } from '../http/call.ts';
import type { OAuthClient } from '../options.ts';
import type { StandinState } from '../state.ts';

type Standin = Pick<StandinState, 'tokens' | 'journals'>;

export const oauthRoutes: readonly OAuthRoute[] = [
  { pattern: '/oauth/token', handle: token },
  { pattern: '/oauth/token/introspect', handle: introspect },
  { pattern: '/oauth/token/revoke', handle: revoke },
];

/** Uninstalling is a call of the account's own token. */
export function uninstallRoute(standin: Pick<StandinState, 'uninstall'>): Route {
  return {
    method: 'DELETE',
    pattern: '/appinstalls/external-install',
    scopes: () => [],
    handle: ({ grant }) => {
      standin.uninstall(grant.portalId);
      return { status: 204 };
    },
  };
}

function token(form: URLSearchParams, standin: Standin, now: number): Answer {
  const { tokens } = standin;
  const client = clientOf(form, tokens);
  if (!client) return refusal('invalid_client', 'BAD_CLIENT_ID', 'missing or unknown client id');
  switch (form.get('grant_type')) {
    case 'authorization_code':
      return exchange(form, client, standin, now);
    case 'client_credentials':
      return forApp(form, client, tokens, now);
    case 'refresh_token': {
      const refreshToken = form.get('refresh_token') ?? '';
      const installation = tokens.installation(refreshToken);
      if (installation?.clientId !== client.clientId) {
        return refusal('invalid_grant', 'BAD_REFRESH_TOKEN', 'missing or invalid refresh token');
      }
      return issued(tokens.grant(refreshToken, installation, now));
    }
    default:
      return refusal('unsupported_grant_type', 'BAD_GRANT_TYPE', 'missing or unknown grant type');
  }
}

function exchange(
  form: URLSearchParams,
  client: OAuthClient,
  { tokens, journals }: Standin,
  now: number,
): Answer {
  const redirectUri = form.get('redirect_uri') ?? '';
  if (!client.redirectUris.includes(redirectUri)) {
    return refusal(
      'redirect_uri_mismatch',
      'MISMATCH_REDIRECT_URI_AUTH_CODE',
      'unknown redirect URI',
    );
  }
  const code = tokens.redeem(form.get('code') ?? '', now);
  if (code?.clientId !== client.clientId) {
    return refusal('invalid_grant', 'BAD_AUTH_CODE', 'missing or unknown auth code');
  }
  if (code.redirectUri !== redirectUri) {
    return refusal(
      'redirect_uri_mismatch',
      'MISMATCH_REDIRECT_URI_AUTH_CODE',
      'other redirect URI',
    );
  }
  if (code.challenge !== null && challengeOf(form.get('code_verifier')) !== code.challenge) {
    return refusal('invalid_grant', 'BAD_AUTH_CODE', 'missing or wrong code verifier');
  }
  if (!tokens.isInstalled(code)) {
    journals.note(client.clientId, { action: 'APP_INSTALL', portalId: code.portalId, at: now });
  }
  const refreshToken = tokens.install(code);
  return issued(tokens.grant(refreshToken, code, now));
}

function challengeOf(verifier: string | null): string | null {
  return verifier === null ? null : createHash('sha256').update(verifier).digest('base64url');
}

function forApp(
  form: URLSearchParams,
  client: OAuthClient,
  tokens: TokenStore,
  now: number,
): Answer {
  const scopes = (form.get('scope') ?? '').split(' ').filter((scope) => scope !== '');
  const known: readonly string[] = Object.values(appScopes);
  if (scopes.length === 0 || scopes.some((scope) => !known.includes(scope))) {
    return refusal('invalid_scope', 'BAD_SCOPES', 'missing or unknown scope');
  }
  const access_token = tokens.grantToApp(client.clientId, scopes, now);
  return { status: 200, body: { token_type: 'bearer', access_token, expires_in: 1_800 } };
}

function introspect(form: URLSearchParams, { tokens }: Standin, now: number): Answer {
  if (!clientOf(form, tokens)) {
    return refusal('invalid_client', 'BAD_CLIENT_ID', 'missing or unknown client id');
  }
  const value = form.get('token') ?? '';
  const grant = tokens.find(value);
  if (grant) {
    const expiresIn =
      grant.expiresAt === null ? accessTokenSeconds : secondsLeft(grant.expiresAt, now);
    if (expiresIn <= 0) return { status: 200, body: { active: false } };
    const body = {
      active: true,
      ...describe(grant),
      token_use: 'access_token',
      expires_in: expiresIn,
    };
    return { status: 200, body };
  }
  const installation = tokens.installation(value);
  if (!installation) return { status: 200, body: { active: false } };
  const { portalId, scopes, clientId } = installation;
  const body = {
    active: true,
    client_id: clientId,
    hub_id: portalId,
    scopes,
    token_use: 'refresh_token',
  };
  return { status: 200, body };
}

function revoke(form: URLSearchParams, { tokens }: Standin): Answer {
  if (!clientOf(form, tokens)) {
    return refusal('invalid_client', 'BAD_CLIENT_ID', 'missing or unknown client id');
  }
  tokens.revoke(form.get('token') ?? '');
  return { status: 204 };
}

function clientOf(form: URLSearchParams, tokens: TokenStore): OAuthClient | undefined {
  const client = tokens.client(form.get('client_id') ?? '');
  return client?.clientSecret === form.get('client_secret') ? client : undefined;
}

function issued(grant: Grant): Answer {
  return {
    status: 200,
    body: {
      token_type: 'bearer',
      refresh_token: grant.refreshToken,
      access_token: grant.token,
      expires_in: accessTokenSeconds,
      token_use: 'access_token',
      ...describe(grant),
    },
  };
}

function describe({ portalId, scopes }: Grant) {
  return { hub_id: portalId, scopes: [...scopes], user_id: 90_001 };
}

function secondsLeft(expiresAt: number, now: number): number {
  return Math.floor((expiresAt - now) / 1_000);
}

/** OAuth errors have a form of their own. */
function refusal(error: string, status: string, message: string): Answer {
  return { status: 400, body: { error, error_description: message, status, message } };
}
