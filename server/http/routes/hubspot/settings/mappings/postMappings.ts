import { mappingsState, mappingsUpdate } from '../../../../../../shared/contract/mappings.ts';
import { actorOf } from '../../../../actor.ts';
import { defineRoute, type Route } from '../../../../route.ts';
import { sendToCard } from '../../cards/card-route.ts';
import {
  administratedTenant,
  type SettingsEdge,
  settingsDocumentation,
  settingsPath,
} from '../settings-route.ts';

/** Replaces the mappings. */
export function postMappings(edge: Pick<SettingsEdge, 'settings' | 'mappings'>): Route {
  return defineRoute({
    method: 'post',
    path: `${settingsPath}/mappings`,
    security: 'hubspot-card',
    documentation: settingsDocumentation(
      {
        operationId: 'saveHubSpotMappings',
        summary: 'Replace where oppSpot’s fields go in a HubSpot account',
        description:
          'Checked against the properties of the account: every fault is told by the dotted path of its ' +
          'place. Refused with `mappings_changed` when somebody saved since `version` was read.',
      },
      mappingsState,
    ),
    body: mappingsUpdate,
    handle: async ({ body }, request, response) => {
      const tenant = await administratedTenant(edge, request);
      const data = await edge.mappings.save(tenant, actorOf(request, 'hubspot-card'), body);
      sendToCard(response, data);
    },
  });
}
