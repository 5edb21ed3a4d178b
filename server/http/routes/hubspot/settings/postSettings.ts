import { settingsState, settingsUpdate } from '../../../../../shared/contract/settings.ts';
import { unreadableSettings } from '../../../../settings/errors.ts';
import { crmUserOf } from '../../../crm-user.ts';
import { tenantOf } from '../../../middleware/authenticate/index.ts';
import { defineRoute, type Route } from '../../../route.ts';
import { sendToCard } from '../cards/card-route.ts';
import { type SettingsEdge, settingsDocumentation } from './settings-route.ts';

/** Saves the whole of the settings page. */
export function postSettings({ settings }: SettingsEdge): Route {
  return defineRoute({
    method: 'post',
    path: '/hubspot/settings',
    security: 'hubspot-card',
    documentation: settingsDocumentation(
      {
        operationId: 'saveHubSpotSettings',
        summary: 'Save the settings of a HubSpot account',
        description:
          'Refused with `invalid_settings` and every fault by the dotted path of its field, or with ' +
          '`settings_changed` when somebody saved since `version` was read. E-mail addresses are kept as hashes only.',
      },
      settingsState,
    ),
    body: settingsUpdate,
    invalidBody: unreadableSettings,
    handle: async ({ body }, request, response) => {
      const data = await settings.save(tenantOf(request), crmUserOf(request).userId, body);
      sendToCard(response, data);
    },
  });
}
