/** Salesforce's refusals as an administrator reads them. */
import { describe, expect, it } from 'vitest';
import { explainSalesforceDenial } from '../../../server/crm/salesforce/oauth/denials.ts';

describe('a refusal of Salesforce', () => {
  it.each([
    ['access_denied', 'end-user denied authorization', 'consent_denied', 'start again'],
    [
      'invalid_client',
      'app must be installed into org',
      'app_not_installed',
      'Install the package',
    ],
    [
      'OAUTH_APPROVAL_ERROR_GENERIC',
      'An unexpected error has occurred during authentication. Please try again.',
      'app_not_installed',
      'Install the oppSpot package',
    ],
    ['OAUTH_EC_APP_NOT_FOUND', '', 'app_not_installed', 'Install the oppSpot package'],
    [
      'OAUTH_APP_ACCESS_DENIED',
      'user is not admin approved to access this app',
      'app_not_approved',
      'permission set',
    ],
    ['OAUTH_APP_BLOCKED', 'this app is blocked by admin', 'app_blocked', 'unblocked'],
    ['invalid_grant', 'ip restricted', 'ip_restricted', 'IP restrictions'],
    ['invalid_grant', 'invalid login hours', 'login_hours', 'login hours'],
    ['inactive_user', 'user is inactive', 'inactive_user', 'active administrator'],
    ['inactive_org', 'organization is inactive', 'inactive_org', 'active again'],
    ['invalid_grant', 'invalid code verifier', 'pkce_refused', 'Start connecting again'],
    ['invalid_grant', 'missing required code verifier', 'pkce_refused', 'one browser window'],
    ['invalid_request', 'missing required code challenge', 'pkce_refused', 'Tell support'],
    ['invalid_grant', 'expired authorization code', 'code_expired', '15 minutes'],
    ['invalid_grant', 'invalid authorization code', 'code_expired', 'start connecting again'],
    ['invalid_grant', 'login rate exceeded', 'rate_limited', 'Wait an hour'],
    ['rate_limit_exceeded', '', 'rate_limited', 'Wait a minute'],
    ['server_error', '', 'salesforce_unavailable', 'shortly'],
    [
      'redirect_uri_mismatch',
      'redirect_uri must match configuration',
      'app_misconfigured',
      'tell support',
    ],
    ['invalid_client_id', 'client identifier invalid', 'app_misconfigured', 'does not help'],
    ['invalid_client', 'invalid client credentials', 'app_misconfigured', 'our mistake'],
    ['invalid_scope', 'the requested scope is not allowed', 'app_misconfigured', 'tell support'],
    ['something_new', '', 'consent_refused', '(something_new)'],
  ])('%s, “%s”, is %s and says: %s', (error, description, code, says) => {
    const denial = explainSalesforceDenial(error, description);
    expect(denial.code).toBe(code);
    expect(denial.message).toContain(says);
  });

  it('repeats nothing that somebody could have put into the address of the page', () => {
    const denial = explainSalesforceDenial(
      '<b>Call</b> 555 0100',
      'Your account is locked, call 555',
    );
    expect(denial.message).not.toMatch(/555|<b>|locked, call/);
  });
});
