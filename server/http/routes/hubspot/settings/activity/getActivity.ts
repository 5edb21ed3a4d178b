import { auditPage, auditQuery } from '../../../../../../shared/contract/audit.ts';
import { defineRoute, type Route } from '../../../../route.ts';
import { sendToCard } from '../../cards/card-route.ts';
import {
  administratedTenant,
  type SettingsEdge,
  settingsDocumentation,
  settingsPath,
} from '../settings-route.ts';

/** Fits into what HubSpot hands on, whatever the events hold. */
const pageSize = 25;

/**
 * What was done in the account. For administrators: it shows values of records, whatever HubSpot lets
 * the person see.
 */
export function getActivity(edge: Pick<SettingsEdge, 'settings' | 'audit'>): Route {
  return defineRoute({
    method: 'get',
    path: `${settingsPath}/activity`,
    security: 'hubspot-card',
    documentation: settingsDocumentation(
      {
        operationId: 'readHubSpotActivity',
        summary: 'Read what oppSpot did in a HubSpot account, newest first',
        description: 'A page; `cursor` of the page before gives older events.',
      },
      auditPage,
    ),
    query: auditQuery.pick({ cursor: true }),
    handle: async ({ query }, request, response) => {
      const { organizationId, integrationId } = await administratedTenant(edge, request);
      const selection = { integrationId, limit: pageSize, cursor: query.cursor };
      sendToCard(response, await edge.audit.page(organizationId, selection));
    },
  });
}
