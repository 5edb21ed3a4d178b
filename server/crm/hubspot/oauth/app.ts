import { hubspotScopes } from '../scopes.ts';

/** Our marketplace app at HubSpot. */
export interface HubSpotOAuthApp {
  readonly clientId: string;
  readonly clientSecret: string;
  /** Origin of the API. */
  readonly baseUrl: string;
  /** HubSpot's page where an administrator consents. */
  readonly authorizeUrl: string;
  /** Where the browser comes back to; one of the app file's `redirectUrls`, to the letter. */
  readonly redirectUri: string;
}

export interface ConsentRequest {
  /** Comes back as it is. */
  readonly state: string;
  /** SHA-256 of the verifier in base64url. */
  readonly codeChallenge: string;
  /** The account to consent for; absent, the administrator chooses one. */
  readonly portalId?: string;
}

/**
 * The consent page with everything it needs to know.
 * @see https://developers.hubspot.com/docs/apps/developer-platform/build-apps/authentication/oauth/working-with-oauth
 */
export function consentUrl(app: HubSpotOAuthApp, request: ConsentRequest): string {
  const { state, codeChallenge, portalId } = request;
  const url = new URL(app.authorizeUrl);
  if (portalId !== undefined) {
    url.pathname = url.pathname.replace(/\/(?=authorize$)/, `/${encodeURIComponent(portalId)}/`);
  }
  const parameters = new URLSearchParams({
    client_id: app.clientId,
    redirect_uri: app.redirectUri,
    scope: scopeNames(true),
    optional_scope: scopeNames(false),
    state,
    code_challenge: codeChallenge,
    code_challenge_method: 'S256',
  });
  // HubSpot wants scopes apart by %20.
  url.search = parameters.toString().replaceAll('+', '%20');
  return url.toString();
}

function scopeNames(wanted: boolean): string {
  return hubspotScopes
    .filter(({ required }) => required === wanted)
    .map(({ name }) => name)
    .join(' ');
}
