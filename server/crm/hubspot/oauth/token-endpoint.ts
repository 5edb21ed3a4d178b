/** https://developers.hubspot.com/docs/api-reference/latest/authentication/manage-oauth-tokens */
import { z } from 'zod';
import { CrmError, isCrmError } from '../../errors.ts';
import { ask } from '../ask.ts';
import { hubspotError } from '../errors.ts';
import { apiVersion } from '../versions.ts';
import type { HubSpotOAuthApp } from './app.ts';
import { type Refusal, refusal } from './refusals.ts';

export type TokenOutcome<Tokens> =
  | { readonly state: 'issued'; readonly tokens: Tokens }
  | Refusal
  /** Nothing was refused: HubSpot is slow, limited or down. */
  | { readonly state: 'unavailable'; readonly error: CrmError };

const renewed = z.object({
  access_token: z.string().min(1),
  /** Absent: the one before stays good. */
  refresh_token: z.string().min(1).optional(),
  /** Seconds. */
  expires_in: z.number().positive(),
});
export type RenewedTokens = z.infer<typeof renewed>;

const granted = renewed.extend({
  refresh_token: z.string().min(1),
  hub_id: z.int().positive(),
  scopes: z.array(z.string().min(1)).min(1),
});
export type GrantedTokens = z.infer<typeof granted>;

const ofApp = z.object({ access_token: z.string().min(1) });

const timeoutMs = 10_000;

/** Uses a code of the consent page, which is good once. Never throws for what HubSpot answers or does not. */
export function exchangeCode(
  app: HubSpotOAuthApp,
  { code, verifier }: { readonly code: string; readonly verifier: string },
): Promise<TokenOutcome<GrantedTokens>> {
  const form = {
    grant_type: 'authorization_code',
    code,
    redirect_uri: app.redirectUri,
    code_verifier: verifier,
  };
  return request(app, form, granted, 'user-flow');
}

/** A new access token. Never throws for what HubSpot answers or does not. */
export function refresh(
  app: HubSpotOAuthApp,
  refreshToken: string,
): Promise<TokenOutcome<RenewedTokens>> {
  const form = { grant_type: 'refresh_token', refresh_token: refreshToken };
  return request(app, form, renewed, 'grant-gone');
}

/**
 * A token of the app itself, for what belongs to no account.
 * @throws CrmError when HubSpot gives none
 */
export async function appToken(app: HubSpotOAuthApp, scopes: readonly string[]): Promise<string> {
  const form = { grant_type: 'client_credentials', scope: scopes.join(' ') };
  const outcome = await request(app, form, ofApp, 'user-flow');
  if (outcome.state !== 'issued') throw outcome.error;
  return outcome.tokens.access_token;
}

/**
 * Gives a grant back that nobody is going to use; access tokens of it live on until they run out.
 * @throws CrmError when HubSpot cannot be reached
 */
export async function revoke(app: HubSpotOAuthApp, refreshToken: string): Promise<void> {
  const form = { token: refreshToken, token_type_hint: 'refresh_token', ...credentialsOf(app) };
  const address = new URL(`/oauth/${apiVersion}/token/revoke`, app.baseUrl);
  const answer = await ask(address, { method: 'POST', form }, timeoutMs);
  if (answer.status >= 500) throw hubspotError(answer);
}

const credentialsOf = ({ clientId, clientSecret }: HubSpotOAuthApp) => ({
  client_id: clientId,
  client_secret: clientSecret,
});

async function request<Tokens>(
  app: HubSpotOAuthApp,
  grant: Readonly<Record<string, string>>,
  form: z.ZodType<Tokens>,
  ofGrant: 'grant-gone' | 'user-flow',
): Promise<TokenOutcome<Tokens>> {
  try {
    const address = new URL(`/oauth/${apiVersion}/token`, app.baseUrl);
    const question = { method: 'POST', form: { ...grant, ...credentialsOf(app) } } as const;
    const answer = await ask(address, question, timeoutMs);
    if (answer.status === 429 || answer.status >= 500) {
      return { state: 'unavailable', error: hubspotError(answer) };
    }
    if (answer.status >= 400) return refusal(answer.status, answer.body, ofGrant);
    const tokens = form.safeParse(answer.body);
    if (tokens.success) return { state: 'issued', tokens: tokens.data };
    return { state: 'unavailable', error: unreadable(answer.status) };
  } catch (failure) {
    if (isCrmError(failure)) return { state: 'unavailable', error: failure };
    throw failure;
  }
}

/** Without the answer as its cause: there may be tokens in it. */
function unreadable(crmStatus: number): CrmError {
  const message = 'HubSpot’s answer did not arrive whole. Try again shortly.';
  return new CrmError('transient', message, { crmStatus });
}
