import { crmFieldList, fieldsQuery } from '../../../../../../shared/contract/mappings.ts';
import { tenantOf } from '../../../../middleware/authenticate/index.ts';
import { defineRoute, type Route } from '../../../../route.ts';
import { sendToCard } from '../../cards/card-route.ts';
import { type SettingsEdge, settingsDocumentation, settingsPath } from '../settings-route.ts';

/** The account's properties, for choosing where an oppSpot field goes. */
export function getFields({ mappings }: Pick<SettingsEdge, 'mappings'>): Route {
  return defineRoute({
    method: 'get',
    path: `${settingsPath}/fields`,
    security: 'hubspot-card',
    documentation: settingsDocumentation(
      {
        operationId: 'listHubSpotFields',
        summary: 'List the properties of a HubSpot account',
        description: 'Of one object, or of all that oppSpot works on.',
      },
      crmFieldList,
    ),
    query: fieldsQuery,
    handle: async ({ query }, request, response) => {
      const items = await mappings.fields(tenantOf(request), query.object);
      sendToCard(response, { items });
    },
  });
}
