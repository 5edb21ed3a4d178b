import { cardOwners } from '../../../../../../shared/contract/card.ts';
import type { HubSpotEdge } from '../../../../dependencies.ts';
import { tenantOf } from '../../../../middleware/authenticate/index.ts';
import { defineRoute, type Route } from '../../../../route.ts';
import { cardDocumentation, sendToCard } from '../card-route.ts';

/** Names for the owners that a card shows. Asked only by a card that shows one. */
export function getCardOwners({ settings }: Pick<HubSpotEdge, 'settings'>): Route {
  return defineRoute({
    method: 'get',
    path: '/hubspot/cards/owners',
    security: 'hubspot-card',
    documentation: cardDocumentation(
      { operationId: 'getCardOwners', summary: 'Read the names of the account’s owners' },
      cardOwners,
    ),
    handle: async (_input, request, response) => {
      sendToCard(response, { owners: [...(await settings.owners(tenantOf(request)))] });
    },
  });
}
