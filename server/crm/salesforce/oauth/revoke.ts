/** https://help.salesforce.com/s/articleView?id=xcloud.remoteaccess_revoke_token.htm */
import { CrmError } from '../../errors.ts';
import { postForm } from '../session/oauth-call.ts';
import type { HttpAnswer } from '../transport.ts';

/**
 * Ends a token at Salesforce; a refresh token with every access token that came of it. One that has
 * ended already is none to end.
 * @throws CrmError `transient` when Salesforce cannot be reached
 */
export async function revokeToken(
  loginUrl: string,
  token: string,
  timeoutMs: number,
): Promise<void> {
  let answer: HttpAnswer;
  try {
    answer = await postForm(loginUrl, '/services/oauth2/revoke', { token }, timeoutMs);
  } catch (failure) {
    throw notTold(null, failure);
  }
  // 400 is what it says of a token that it does not know or has ended.
  if (answer.statusCode !== 200 && answer.statusCode !== 400) throw notTold(answer.statusCode);
}

function notTold(crmStatus: number | null, cause?: unknown): CrmError {
  return new CrmError(
    'transient',
    'Salesforce could not be told that the connection has ended. An administrator can revoke it under Connected Apps OAuth Usage in Salesforce Setup.',
    { crmStatus, cause },
  );
}
