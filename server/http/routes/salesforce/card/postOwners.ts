import { cardOwners } from '../../../../../shared/contract/card.ts';
import { salesforceCaller } from '../../../../../shared/contract/salesforce.ts';
import type { SalesforceEdge } from '../../../dependencies.ts';
import { tenantOf } from '../../../middleware/authenticate/index.ts';
import type { Route } from '../../../route.ts';
import { salesforceRoute } from '../salesforce-route.ts';

/** Names for the owners that a component shows. */
export function postOwners({ settings }: Pick<SalesforceEdge, 'settings'>): Route {
  return salesforceRoute({
    path: '/card/owners',
    operationId: 'readSalesforceOwners',
    summary: 'Read the names of the org’s active users',
    body: salesforceCaller,
    data: cardOwners,
    answer: async (_call, request) => ({ owners: [...(await settings.owners(tenantOf(request)))] }),
  });
}
