/** What the token endpoint's refusals mean for a connection, and what people are told of them. */
import { z } from 'zod';
import { table } from '../../../../shared/table.ts';
import { AppError } from '../../../errors.ts';
import { CrmError } from '../../errors.ts';

/**
 * - `grant-gone`: uninstalled or revoked, so that only a new consent helps;
 * - `user-flow`: this one attempt to authorise is of no use, another may be;
 * - `our-mistake`: our app is not set up as HubSpot has it, whoever asks.
 */
type RefusalKind = 'grant-gone' | 'user-flow' | 'our-mistake';

export type Refusal =
  | { readonly state: 'grant-gone' | 'our-mistake'; readonly error: CrmError }
  | { readonly state: 'user-flow'; readonly error: AppError };

/** OAuth's own `error`, and HubSpot's `status`, which says more. */
const refusalBody = z.object({ error: z.string().catch(''), status: z.string().catch('') });

const kindByStatus = table<RefusalKind>({
  BAD_REFRESH_TOKEN: 'grant-gone',
  BAD_AUTH_CODE: 'user-flow',
  EXPIRED_AUTH_CODE: 'user-flow',
  MISMATCH_REDIRECT_URI_AUTH_CODE: 'user-flow',
  BAD_REDIRECT_URI: 'user-flow',
  BAD_HUB: 'user-flow',
  BAD_CLIENT_ID: 'our-mistake',
  BAD_CLIENT_SECRET: 'our-mistake',
});

const kindByError = table<RefusalKind>({
  access_denied: 'user-flow',
  redirect_uri_mismatch: 'user-flow',
  invalid_client: 'our-mistake',
  unauthorized_client: 'our-mistake',
});

/**
 * @param ofGrant what an `invalid_grant` without further words means where it was asked
 * @see https://developers.hubspot.com/docs/api-reference/error-handling
 */
export function refusal(
  crmStatus: number,
  body: unknown,
  ofGrant: 'grant-gone' | 'user-flow',
): Refusal {
  const { error, status } = refusalBody.safeParse(body).data ?? { error: '', status: '' };
  const kind =
    kindByStatus[status] ??
    kindByError[error] ??
    (error === 'invalid_grant' ? ofGrant : 'our-mistake');
  if (kind === 'grant-gone') return { state: kind, error: grantGone(crmStatus) };
  if (kind === 'our-mistake') return { state: kind, error: ourMistake(crmStatus, status || error) };
  const message =
    'HubSpot no longer accepts this authorisation: it has expired or was used before. Start connecting HubSpot again.';
  const code = 'authorization_expired';
  return { state: kind, error: new AppError(message, { code, status: 409 }) };
}

/** There will be no token until somebody connects again. */
export function grantGone(crmStatus: number | null = null): CrmError {
  const message =
    'oppSpot was removed from this HubSpot account or its permission was taken back. An administrator has to connect HubSpot again.';
  return new CrmError('needs_reauthorisation', message, { crmStatus });
}

/** A wrong secret is no reason to send a customer to the consent page. */
function ourMistake(crmStatus: number, said: string): CrmError {
  const code = /^\w{1,60}$/.test(said) ? said : `status ${crmStatus}`;
  const message = `HubSpot refuses oppSpot’s own credentials (${code}). Tell support; connecting again does not help.`;
  return new CrmError('unexpected', message, { crmStatus });
}
