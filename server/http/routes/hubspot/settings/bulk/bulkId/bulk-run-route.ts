import { z } from 'zod';
import { bulkRun } from '../../../../../../../shared/contract/settings.ts';
import type { BulkService } from '../../../../../../bulk/service.ts';
import { tenantOf } from '../../../../../middleware/authenticate/index.ts';
import { defineRoute, type Route } from '../../../../../route.ts';
import { sendToCard } from '../../../cards/card-route.ts';
import {
  administratedTenant,
  type SettingsEdge,
  settingsDocumentation,
  settingsPath,
} from '../../settings-route.ts';
import { runOf } from '../run.ts';

type Edge = Pick<SettingsEdge, 'settings' | 'bulk'>;
type Texts = Parameters<typeof settingsDocumentation>[0];

const ofOne = {
  path: `${settingsPath}/bulk/{bulkId}`,
  security: 'hubspot-card',
  params: z.strictObject({
    bulkId: z.uuid().meta({ description: 'The id of a bulk enrichment of the account.' }),
  }),
} as const;

/**
 * How one stands: counts, and no values of records. Asked every other second, so HubSpot is not asked
 * who administers the account: that would take the calls that the work needs, and while HubSpot has none
 * left nobody could be told so.
 */
export function getBulkRun({ bulk }: Pick<SettingsEdge, 'bulk'>): Route {
  return defineRoute({
    ...ofOne,
    method: 'get',
    documentation: settingsDocumentation(
      {
        operationId: 'readHubSpotBulkEnrichment',
        summary: 'Read how a bulk enrichment of a HubSpot account stands',
      },
      bulkRun,
    ),
    handle: async ({ path }, request, response) => {
      sendToCard(response, runOf(await bulk.get(tenantOf(request), path.bulkId)));
    },
  });
}

/** What an administrator does to one, answered with how it (or its undo) stands. */
export function postBulkAction(
  edge: Edge,
  action: keyof Pick<BulkService, 'cancel' | 'retry' | 'undo'>,
  texts: Texts,
): Route {
  return defineRoute({
    ...ofOne,
    method: 'post',
    path: `${ofOne.path}/${action}`,
    documentation: settingsDocumentation(texts, bulkRun),
    handle: async ({ path }, request, response) => {
      const tenant = await administratedTenant(edge, request);
      sendToCard(response, runOf(await edge.bulk[action](tenant, path.bulkId)));
    },
  });
}
