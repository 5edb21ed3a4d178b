import {
  mappingsPreview,
  mappingsPreviewRequest,
} from '../../../../../../../shared/contract/mappings.ts';
import { defineRoute, type Route } from '../../../../../route.ts';
import { sendToCard } from '../../../cards/card-route.ts';
import {
  administratedTenant,
  type SettingsEdge,
  settingsDocumentation,
  settingsPath,
} from '../../settings-route.ts';

/**
 * What mappings would write to a record. For administrators: it shows any property of any record,
 * whatever HubSpot lets the person see.
 */
export function postPreview(edge: Pick<SettingsEdge, 'settings' | 'mappings'>): Route {
  return defineRoute({
    method: 'post',
    path: `${settingsPath}/mappings/preview`,
    security: 'hubspot-card',
    documentation: settingsDocumentation(
      {
        operationId: 'previewHubSpotMappings',
        summary: 'See what mappings would write to a record',
        description: 'Nothing is saved and nothing is written.',
      },
      mappingsPreview,
    ),
    body: mappingsPreviewRequest,
    handle: async ({ body }, request, response) => {
      const tenant = await administratedTenant(edge, request);
      sendToCard(response, await edge.mappings.preview(tenant, body));
    },
  });
}
