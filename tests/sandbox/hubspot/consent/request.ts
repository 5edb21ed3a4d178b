/**
 * What an app asks of the consent page, and what HubSpot holds against it.
 * https://developers.hubspot.com/docs/apps/developer-platform/build-apps/authentication/oauth/working-with-oauth
 */
import { grantableScopes } from '../gate/scopes.ts';
import type { OAuthClient } from '../options.ts';
import type { StandinState } from '../state.ts';

export interface ConsentQuestion {
  readonly client: OAuthClient;
  readonly redirectUri: string;
  /** Granted together or not at all. */
  readonly required: readonly string[];
  readonly optional: readonly string[];
  readonly state: string | null;
  /** PKCE, S256. */
  readonly challenge: string | null;
  /** Those that may be chosen; one when the address names it. */
  readonly portalIds: readonly number[];
}

/** The question, or a sentence for whoever made the link: nobody is sent back on its word. */
export function readQuestion(
  standin: Pick<StandinState, 'tokens' | 'portals'>,
  named: string | undefined,
  parameters: URLSearchParams,
): ConsentQuestion | string {
  const client = standin.tokens.client(parameters.get('client_id') ?? '');
  if (!client) return 'There is no app with this client id.';
  const redirectUri = parameters.get('redirect_uri') ?? '';
  if (!client.redirectUris.includes(redirectUri)) {
    return 'The redirect URL of this link is not one of the app’s redirect URLs.';
  }
  const asked = scopesOf(parameters, 'scope');
  const optional = scopesOf(parameters, 'optional_scope').filter((scope) => !asked.includes(scope));
  const missing = (client.requiredScopes ?? []).filter((scope) => !asked.includes(scope));
  if (missing.length > 0) {
    return `This link does not ask for all scopes that the app requires: ${missing.join(', ')} is missing.`;
  }
  const known = knownScopes(client);
  const unknown = [...asked, ...optional].filter((scope) => !known.includes(scope));
  if (asked.length === 0 || unknown.length > 0) {
    return `This link asks for other scopes than the app has: ${unknown.join(', ') || 'none'}.`;
  }
  const challenge = parameters.get('code_challenge');
  if (challenge !== null && parameters.get('code_challenge_method') !== 'S256') {
    return 'The code challenge of this link has a method that is not supported.';
  }
  const all = standin.portals().map(({ id }) => id);
  const portalIds = named === undefined ? all : all.filter((id) => String(id) === named);
  if (portalIds.length === 0) return `You have no access to account ${named}.`;
  const state = parameters.get('state');
  return { client, redirectUri, required: asked, optional, state, challenge, portalIds };
}

function scopesOf(parameters: URLSearchParams, name: string): string[] {
  const named = (parameters.get(name) ?? '').split(' ').filter((scope) => scope !== '');
  return [...new Set(named)];
}

function knownScopes({ requiredScopes, optionalScopes }: OAuthClient): readonly string[] {
  if (!requiredScopes && !optionalScopes) return grantableScopes;
  return [...(requiredScopes ?? []), ...(optionalScopes ?? [])];
}
