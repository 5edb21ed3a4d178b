import { cardState } from '../../../../../shared/contract/card.ts';
import { salesforceCardCall } from '../../../../../shared/contract/salesforce.ts';
import { forViewer } from '../../../cards/viewer.ts';
import type { AppDependencies } from '../../../dependencies.ts';
import { tenantOf } from '../../../middleware/authenticate/index.ts';
import type { Route } from '../../../route.ts';
import { recordOf, salesforceRoute } from '../salesforce-route.ts';

/** Everything the component on a record shows. Calls nobody. */
export function postCardState({ sync }: Pick<AppDependencies, 'sync'>): Route {
  return salesforceRoute({
    path: '/card/state',
    operationId: 'readSalesforceCard',
    summary: 'Read what the component on a record shows',
    body: salesforceCardCall,
    data: cardState,
    answer: (call, request) => forViewer(sync, call).card(tenantOf(request), recordOf(call)),
  });
}
