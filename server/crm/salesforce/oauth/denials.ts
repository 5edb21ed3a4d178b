/**
 * Why Salesforce does not give a token, in sentences that say who has to do what.
 * https://help.salesforce.com/s/articleView?id=xcloud.remoteaccess_oauth_flow_errors.htm
 * https://help.salesforce.com/s/articleView?id=005132365
 */

export interface SalesforceDenial {
  readonly code: string;
  /** Repeats nothing of the description: that comes with an address anybody can make up. */
  readonly message: string;
}

interface Rule extends SalesforceDenial {
  /** Salesforce's codes; absent: any. */
  readonly errors?: readonly string[];
  /** What it adds. */
  readonly said?: RegExp;
}

/** The first that fits counts. */
const rules: readonly Rule[] = [
  {
    errors: ['access_denied'],
    code: 'consent_denied',
    message:
      'Nothing was connected, because the permissions were declined in Salesforce. You can start again at any time.',
  },
  {
    said: /must be installed/i,
    code: 'app_not_installed',
    message:
      'The oppSpot package is not installed in this Salesforce org. Install the package first, then connect again from oppSpot Setup.',
  },
  {
    errors: ['OAUTH_APPROVAL_ERROR_GENERIC', 'OAUTH_EC_APP_NOT_FOUND'],
    code: 'app_not_installed',
    message:
      'Salesforce does not know the oppSpot app in this org. Install the oppSpot package first. If it is installed, an administrator has to check the app’s policies under External Client App Manager in Salesforce Setup. Then connect again.',
  },
  {
    errors: ['OAUTH_APP_ACCESS_DENIED', 'invalid_app_access'],
    code: 'app_not_approved',
    message:
      'This Salesforce user may not use the oppSpot app: only users whom an administrator approved may. In Salesforce Setup, External Client App Manager, oppSpot SmartSync, Policies, let all users authorise themselves or select a permission set of this user. Then connect again.',
  },
  {
    errors: ['OAUTH_APP_BLOCKED'],
    code: 'app_blocked',
    message:
      'An administrator of this Salesforce org has blocked the oppSpot app. It has to be unblocked under Connected Apps OAuth Usage in Salesforce Setup. Then connect again.',
  },
  {
    said: /ip restricted|ip address/i,
    code: 'ip_restricted',
    message:
      'Salesforce does not let this user in from oppSpot’s addresses. An administrator has to relax the IP restrictions in the app’s policies, or add oppSpot’s addresses to the login IP ranges of the user’s profile. Then connect again.',
  },
  {
    said: /login hours/i,
    code: 'login_hours',
    message:
      'Salesforce does not let this user in at this hour. Connect within the login hours of the user’s profile, or as a user without such hours.',
  },
  {
    errors: ['inactive_user'],
    code: 'inactive_user',
    message: 'This Salesforce user is not active. Connect as an active administrator.',
  },
  {
    errors: ['inactive_org'],
    code: 'inactive_org',
    message:
      'This Salesforce org is locked, closed or suspended. Connect it when it is active again.',
  },
  {
    said: /code (?:verifier|challenge)/i,
    code: 'pkce_refused',
    message:
      'Salesforce could not tell that the consent was asked for here. Start connecting again, in one browser window. Tell support if it happens again.',
  },
  {
    errors: ['invalid_grant'],
    said: /authorization code/i,
    code: 'code_expired',
    message:
      'This consent was used already, or it is older than 15 minutes. If the org is connected now, all is well; if not, start connecting again.',
  },
  {
    errors: ['rate_limit_exceeded'],
    code: 'rate_limited',
    message:
      'Too many logins were made in this Salesforce org. Wait a minute, then start connecting again.',
  },
  {
    said: /login rate exceeded/i,
    code: 'rate_limited',
    message:
      'This Salesforce user has logged in too often. Wait an hour, then start connecting again.',
  },
  {
    errors: ['server_error', 'temporarily_unavailable', 'unknown_error'],
    code: 'salesforce_unavailable',
    message: 'Salesforce is not available at the moment. Start connecting again shortly.',
  },
  {
    errors: [
      'redirect_uri_mismatch',
      'redirect_uri_missing',
      'invalid_client',
      'invalid_client_id',
      'invalid_client_credentials',
      'invalid_scope',
      'invalid_request',
      'unsupported_grant_type',
      'unsupported_response_type',
    ],
    code: 'app_misconfigured',
    message:
      'Salesforce refuses oppSpot’s own app. That is our mistake and not yours: tell support. Connecting again does not help.',
  },
];

/**
 * @param error code, as the token endpoint or the address of the callback has it
 * @param description what stands beside it; only read, never repeated
 */
export function explainSalesforceDenial(error: string, description: string): SalesforceDenial {
  const rule = rules.find(
    ({ errors, said }) =>
      (errors === undefined || errors.includes(error)) &&
      (said === undefined || said.test(description)),
  );
  if (rule) return { code: rule.code, message: rule.message };
  const named = /^[A-Za-z0-9_-]{1,60}$/.test(error) ? ` (${error})` : '';
  return {
    code: 'consent_refused',
    message: `Salesforce did not let oppSpot in${named}. Start connecting again; if it stays, ask an administrator of the org.`,
  };
}
