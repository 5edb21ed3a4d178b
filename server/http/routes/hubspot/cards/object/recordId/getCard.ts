import { cardState } from '../../../../../../../shared/contract/card.ts';
import type { AppDependencies } from '../../../../../dependencies.ts';
import { tenantOf } from '../../../../../middleware/authenticate/index.ts';
import { defineRoute, type Route } from '../../../../../route.ts';
import {
  cardDocumentation,
  cardPath,
  recordOf,
  recordParams,
  sendToCard,
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
    handle: async ({ path }, request, response) => {
      sendToCard(response, await sync.card(tenantOf(request), recordOf(path)));
    },
  });
}
