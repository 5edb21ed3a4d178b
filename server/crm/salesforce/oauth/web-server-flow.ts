/**
 * A person consents in the browser, and the code that the browser brings back becomes tokens.
 * https://help.salesforce.com/s/articleView?id=xcloud.remoteaccess_oauth_web_server_flow.htm
 */
import { z } from 'zod';
import { AppError } from '../../../errors.ts';
import { toId18 } from '../ids.ts';
import { salesforceScopes } from '../scopes.ts';
import { isInstanceUrl } from '../session/instance-url.ts';
import { parsedBody, postForm, refusalIn } from '../session/oauth-call.ts';
import type { OAuthApp } from '../session/session.ts';
import type { HttpAnswer } from '../transport.ts';
import { explainSalesforceDenial } from './denials.ts';

export interface ConsentRequest {
  readonly redirectUri: string;
  readonly state: string;
  /** S256 of the verifier. */
  readonly codeChallenge: string;
}

export interface CodeExchange {
  readonly code: string;
  readonly verifier: string;
  readonly redirectUri: string;
}

/** What an org gave for a code. */
export interface NewTokens {
  readonly accessToken: string;
  /** Null when the app or the consent does not give lasting access. */
  readonly refreshToken: string | null;
  /** Origin of the org; null when the address is not Salesforce's. */
  readonly instanceUrl: string | null;
  /** 18 characters, as the token endpoint says; null when it does not. */
  readonly orgId: string | null;
  readonly scopes: readonly string[];
}

/** The consent page of the app at its login address. */
export function consentAddress(app: OAuthApp, request: ConsentRequest): string {
  const url = new URL('/services/oauth2/authorize', app.loginUrl);
  url.search = new URLSearchParams({
    response_type: 'code',
    client_id: app.clientId,
    redirect_uri: request.redirectUri,
    scope: salesforceScopes.map(({ name }) => name).join(' '),
    state: request.state,
    code_challenge: request.codeChallenge,
    code_challenge_method: 'S256',
  }).toString();
  return url.href;
}

const issued = z.object({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1).nullable().default(null),
  instance_url: z.string().default(''),
  id: z.string().default(''),
  scope: z.string().default(''),
});

/**
 * Uses a code, once.
 * @throws AppError with the code that `explainSalesforceDenial` gives, or `salesforce_unavailable`
 */
export async function exchangeCode(
  app: OAuthApp,
  { code, verifier, redirectUri }: CodeExchange,
  timeoutMs: number,
): Promise<NewTokens> {
  const form = {
    grant_type: 'authorization_code',
    code,
    code_verifier: verifier,
    redirect_uri: redirectUri,
    client_id: app.clientId,
    client_secret: app.clientSecret,
  };
  let answer: HttpAnswer;
  try {
    answer = await postForm(app.loginUrl, '/services/oauth2/token', form, timeoutMs);
  } catch (failure) {
    throw unavailable(failure);
  }
  const content = parsedBody(answer);
  if (answer.statusCode >= 400 && answer.statusCode < 500) throw denied(content);
  const tokens = issued.safeParse(content);
  if (!tokens.success) throw unavailable(tokens.error);
  const { access_token, refresh_token, instance_url, id, scope } = tokens.data;
  return {
    accessToken: access_token,
    refreshToken: refresh_token,
    instanceUrl: isInstanceUrl(instance_url, app.loginUrl) ? new URL(instance_url).origin : null,
    orgId: toId18(/\/id\/(00D\w+)\/\w+$/.exec(id)?.[1] ?? ''),
    scopes: scope.split(' ').filter((name) => name !== ''),
  };
}

const statusByCode: Readonly<Record<string, number>> = {
  app_misconfigured: 502,
  rate_limited: 429,
};

function denied(content: unknown): AppError {
  const { error, said } = refusalIn(content);
  const { code, message } = explainSalesforceDenial(error, said);
  return new AppError(message, { code, status: statusByCode[code] ?? 403 });
}

/** A code that perhaps arrived is used up: only a new consent helps. */
function unavailable(cause: unknown): AppError {
  return new AppError('Salesforce did not answer. Start connecting again shortly.', {
    code: 'salesforce_unavailable',
    status: 503,
    cause,
  });
}
