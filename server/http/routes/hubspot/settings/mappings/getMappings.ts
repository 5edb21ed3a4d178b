import { mappingsState } from '../../../../../../shared/contract/mappings.ts';
import { tenantOf } from '../../../../middleware/authenticate/index.ts';
import { defineRoute, type Route } from '../../../../route.ts';
import { sendToCard } from '../../cards/card-route.ts';
import { type SettingsEdge, settingsDocumentation, settingsPath } from '../settings-route.ts';

/** Where oppSpot's fields go in the account. */
export function getMappings({ mappings }: Pick<SettingsEdge, 'mappings'>): Route {
  return defineRoute({
    method: 'get',
    path: `${settingsPath}/mappings`,
    security: 'hubspot-card',
    documentation: settingsDocumentation(
      {
        operationId: 'readHubSpotMappings',
        summary: 'Read where oppSpot’s fields go in a HubSpot account',
        description: 'What has no mapping of its own goes where `defaults` says.',
      },
      mappingsState,
    ),
    handle: async (_input, request, response) => {
      sendToCard(response, await mappings.read(tenantOf(request)));
    },
  });
}
