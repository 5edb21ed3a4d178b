import { settingsState } from '../../../../../../shared/contract/settings.ts';
import { crmUserOf } from '../../../../crm-user.ts';
import { tenantOf } from '../../../../middleware/authenticate/index.ts';
import { defineRoute, type Route } from '../../../../route.ts';
import { sendToCard } from '../../cards/card-route.ts';
import { type SettingsEdge, settingsDocumentation } from '../settings-route.ts';

/** Creates what the account lacks of oppSpot's fields. Repeating it is harmless. */
export function postRepair({ settings }: SettingsEdge): Route {
  return defineRoute({
    method: 'post',
    path: '/hubspot/settings/repair',
    security: 'hubspot-card',
    documentation: settingsDocumentation(
      {
        operationId: 'repairHubSpotFields',
        summary: 'Create the oppSpot fields that a HubSpot account lacks',
        description: 'What HubSpot refuses stands in `provisioning.missing` with its reason.',
      },
      settingsState,
    ),
    handle: async (_input, request, response) => {
      const data = await settings.repair(tenantOf(request), crmUserOf(request).userId);
      sendToCard(response, data);
    },
  });
}
