import { settingsState } from '../../../../../shared/contract/settings.ts';
import { tenantOf } from '../../../middleware/authenticate/index.ts';
import { defineRoute, type Route } from '../../../route.ts';
import { sendToCard } from '../cards/card-route.ts';
import { type SettingsEdge, settingsDocumentation } from './settings-route.ts';

/** What the settings page shows when it is opened. */
export function getSettings({ settings }: SettingsEdge): Route {
  return defineRoute({
    method: 'get',
    path: '/hubspot/settings',
    security: 'hubspot-card',
    documentation: settingsDocumentation(
      {
        operationId: 'getHubSpotSettings',
        summary: 'Read the settings of a HubSpot account',
        description:
          'Owners and pipelines come from HubSpot; where it does not give them, `error` says why and the rest is there.',
      },
      settingsState,
    ),
    handle: async (_input, request, response) => {
      const data = await settings.read(tenantOf(request));
      sendToCard(response, data);
    },
  });
}
