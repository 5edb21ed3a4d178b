/** https://help.salesforce.com/s/articleView?id=xcloud.remoteaccess_oauth_refresh_token_flow.htm */
import { z } from 'zod';
import { table } from '../../../../shared/table.ts';
import { CrmError, type CrmErrorKind } from '../../errors.ts';
import { perhapsSent } from '../errors.ts';
import type { HttpAnswer } from '../transport.ts';
import { isInstanceUrl } from './instance-url.ts';
import { parsedBody, postForm, refusalIn } from './oauth-call.ts';
import type { OAuthApp } from './session.ts';

export type RefreshOutcome =
  | {
      readonly state: 'issued';
      readonly accessToken: string;
      /** Null where the app does not rotate them. */
      readonly refreshToken: string | null;
      readonly instanceUrl: string | null;
    }
  /** The grant is gone for good. */
  | { readonly state: 'refused'; readonly error: CrmError }
  /** Another refresh of the same token is being worked on. */
  | { readonly state: 'elsewhere'; readonly error: CrmError }
  /** Perhaps carried out, and then the token is used up. */
  | { readonly state: 'unknown'; readonly error: CrmError }
  /** Certainly not carried out. */
  | { readonly state: 'failed'; readonly error: CrmError };

const issued = z.object({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1).optional(),
  instance_url: z.string().optional(),
});

/** Uses a refresh token, once. Never throws for what the endpoint answers or does not. */
export async function requestTokens(
  app: OAuthApp,
  refreshToken: string,
  timeoutMs: number,
): Promise<RefreshOutcome> {
  let answer: HttpAnswer;
  try {
    const form = {
      grant_type: 'refresh_token',
      refresh_token: refreshToken,
      client_id: app.clientId,
      client_secret: app.clientSecret,
    };
    answer = await postForm(app.loginUrl, '/services/oauth2/token', form, timeoutMs);
  } catch (failure) {
    const error = unavailable(null, failure);
    return { state: perhapsSent(failure) ? 'unknown' : 'failed', error };
  }
  return read(app, answer);
}

function read(app: OAuthApp, answer: HttpAnswer): RefreshOutcome {
  const { statusCode } = answer;
  const content = parsedBody(answer);
  if (statusCode >= 500) return { state: 'unknown', error: unavailable(statusCode) };
  if (statusCode === 429) return { state: 'failed', error: slowDown(statusCode) };
  if (statusCode >= 400) return refused(statusCode, content);
  const tokens = issued.safeParse(content);
  if (!tokens.success) return { state: 'unknown', error: unavailable(statusCode, tokens.error) };
  const { access_token, refresh_token = null, instance_url = null } = tokens.data;
  // An address that is not Salesforce's is not believed; the token is kept, for there is no second one.
  const isKnown = instance_url !== null && isInstanceUrl(instance_url, app.loginUrl);
  return {
    state: 'issued',
    accessToken: access_token,
    refreshToken: refresh_token,
    instanceUrl: isKnown ? new URL(instance_url).origin : null,
  };
}

/** Refusals that are neither the grant's end nor our mistake: an administrator of the org cures them. */
const kindByError = table<CrmErrorKind>({
  inactive_org: 'missing_scope',
  inactive_user: 'missing_scope',
  invalid_app_access: 'missing_scope',
  OAUTH_APP_ACCESS_DENIED: 'missing_scope',
});

function refused(status: number, content: unknown): RefreshOutcome {
  const { error, said } = refusalIn(content);
  if (error === 'rate_limit_exceeded' || /login rate exceeded/i.test(said)) {
    return { state: 'failed', error: slowDown(status) };
  }
  if (error === 'invalid_grant') {
    if (/already being processed|expired authorization code/i.test(said)) {
      return { state: 'elsewhere', error: unavailable(status) };
    }
    if (/ip restricted|login hours/i.test(said)) {
      return { state: 'failed', error: closedTo(status, said) };
    }
    return { state: 'refused', error: ended(status) };
  }
  if (kindByError[error] === 'missing_scope' || /must be installed/i.test(said)) {
    return { state: 'failed', error: closedTo(status, said) };
  }
  return { state: 'failed', error: ourMistake(status, error || `status ${status}`) };
}

function unavailable(crmStatus: number | null, cause?: unknown): CrmError {
  const message = 'Salesforce cannot renew the connection at the moment. Try again shortly.';
  return new CrmError('transient', message, { crmStatus, cause });
}

function slowDown(crmStatus: number): CrmError {
  const message = 'Salesforce asks us to slow down. Try again in a minute.';
  return new CrmError('rate_limited', message, { crmStatus, retryAfterMs: 60_000 });
}

function ended(crmStatus: number): CrmError {
  const message =
    'The connection to Salesforce was revoked or has expired. An administrator has to connect Salesforce again.';
  return new CrmError('needs_reauthorisation', message, { crmStatus });
}

function closedTo(crmStatus: number, said: string): CrmError {
  const message = `The Salesforce org does not let oppSpot in. An administrator has to check the app’s policies, its allowed addresses and the connected user. Salesforce says: “${said}”.`;
  return new CrmError('missing_scope', message, { crmStatus });
}

/** A wrong secret is no reason to send a customer to the consent page. */
function ourMistake(crmStatus: number, code: string): CrmError {
  const message = `Salesforce refuses oppSpot’s own credentials (${code}). Tell support; connecting again does not help.`;
  return new CrmError('unexpected', message, { crmStatus });
}
