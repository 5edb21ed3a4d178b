import type { CrmScope } from '../connector.ts';

/**
 * What the external client app asks for. Everything finer is a matter of the permission set of the
 * user who connects; `describe` tells what it lets through.
 * https://help.salesforce.com/s/articleView?id=xcloud.remoteaccess_oauth_tokens_scopes.htm
 */
export const salesforceScopes: readonly CrmScope[] = [
  {
    name: 'api',
    required: true,
    enables: 'Reads the records that are enriched, and writes to them.',
  },
  {
    name: 'refresh_token',
    required: true,
    enables: 'Keeps the connection while nobody is logged in.',
  },
];
