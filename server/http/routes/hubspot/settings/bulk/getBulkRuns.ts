import { bulkRuns } from '../../../../../../shared/contract/settings.ts';
import { defineRoute, type Route } from '../../../../route.ts';
import { sendToCard } from '../../cards/card-route.ts';
import {
  administratedTenant,
  type SettingsEdge,
  settingsDocumentation,
  settingsPath,
} from '../settings-route.ts';
import { runOf } from './run.ts';

const newest = 10;

/** The last bulk enrichments of the account, whoever started them. */
export function getBulkRuns(edge: Pick<SettingsEdge, 'settings' | 'bulk'>): Route {
  return defineRoute({
    method: 'get',
    path: `${settingsPath}/bulk`,
    security: 'hubspot-card',
    documentation: settingsDocumentation(
      {
        operationId: 'listHubSpotBulkEnrichments',
        summary: 'List the last bulk enrichments of a HubSpot account, newest first',
        description: 'With their undos, and those that were started over the API.',
      },
      bulkRuns,
    ),
    handle: async (_input, request, response) => {
      const tenant = await administratedTenant(edge, request);
      const items = await edge.bulk.list(tenant, newest);
      sendToCard(response, { items: items.map(runOf) });
    },
  });
}
