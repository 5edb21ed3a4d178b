import { cardState } from '../../../../../../../shared/contract/card.ts';
import { forViewer } from '../../../../../cards/viewer.ts';
import type { AppDependencies } from '../../../../../dependencies.ts';
import { tenantOf } from '../../../../../middleware/authenticate/index.ts';
import { defineRoute, type Route } from '../../../../../route.ts';
import {
  cardDocumentation,
  cardPath,
  recordOf,
  recordParams,
  sendToCard,
  viewerQuery,
} from '../../card-route.ts';

/** Everything the card on a record shows. Calls nobody. */
export function getCard({ sync }: Pick<AppDependencies, 'sync'>): Route {
  return defineRoute({
    method: 'get',
    path: cardPath,
    security: 'hubspot-card',
    documentation: cardDocumentation(
      { operationId: 'getCard', summary: 'Read what the card on a record shows' },
      cardState,
    ),
    params: recordParams,
    query: viewerQuery,
    handle: async ({ path, query }, request, response) => {
      const told = forViewer(sync, query);
      sendToCard(response, await told.card(tenantOf(request), recordOf(path)));
    },
  });
}
