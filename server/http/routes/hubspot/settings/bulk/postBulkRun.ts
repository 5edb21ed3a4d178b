import { bulkRequest } from '../../../../../../shared/contract/bulk.ts';
import { bulkRun, bulkStart } from '../../../../../../shared/contract/settings.ts';
import { defineRoute, type Route } from '../../../../route.ts';
import { sendToCard } from '../../cards/card-route.ts';
import {
  administratedTenant,
  type SettingsEdge,
  settingsDocumentation,
  settingsPath,
} from '../settings-route.ts';
import { runOf } from './run.ts';

/** Accepts a bulk enrichment from the settings page. */
export function postBulkRun(edge: Pick<SettingsEdge, 'settings' | 'bulk'>): Route {
  return defineRoute({
    method: 'post',
    path: `${settingsPath}/bulk`,
    security: 'hubspot-card',
    documentation: settingsDocumentation(
      {
        operationId: 'startHubSpotBulkEnrichment',
        summary: 'Enrich or preview many records of a HubSpot account',
        description:
          'A list of HubSpot, or every record that meets all conditions; without conditions every record. ' +
          'The same `idempotencyKey` again finds what was started.',
      },
      bulkRun,
    ),
    body: bulkStart,
    handle: async ({ body: { idempotencyKey, ...asked } }, request, response) => {
      const tenant = await administratedTenant(edge, request);
      // Keys of API clients begin otherwise, so that neither finds what the other started.
      const options = {
        origin: 'hubspot-list',
        idempotencyKey: `settings-${idempotencyKey}`,
      } as const;
      const bulk = await edge.bulk.start(tenant, bulkRequest.parse(asked), options);
      sendToCard(response, runOf(bulk));
    },
  });
}
