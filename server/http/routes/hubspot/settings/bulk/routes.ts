/** `/hubspot/settings/bulk`: many records at once. */
import type { Route } from '../../../../route.ts';
import type { SettingsEdge } from '../settings-route.ts';
import { getBulkRun, postBulkAction } from './bulkId/bulk-run-route.ts';
import { getBulkRuns } from './getBulkRuns.ts';
import { postBulkRun } from './postBulkRun.ts';

export function settingsBulkRoutes(edge: Pick<SettingsEdge, 'settings' | 'bulk'>): Route[] {
  return [
    getBulkRuns(edge),
    postBulkRun(edge),
    getBulkRun(edge),
    postBulkAction(edge, 'cancel', {
      operationId: 'cancelHubSpotBulkEnrichment',
      summary: 'Cancel a bulk enrichment of a HubSpot account',
      description: 'Records under way end; what was written stays, and can be undone.',
    }),
    postBulkAction(edge, 'retry', {
      operationId: 'retryHubSpotBulkEnrichment',
      summary: 'Try the records of a HubSpot account again that were given up',
    }),
    postBulkAction(edge, 'undo', {
      operationId: 'undoHubSpotBulkEnrichment',
      summary: 'Undo a bulk enrichment of a HubSpot account',
      description:
        'Takes back what it wrote and nobody changed since. The answer is the undo; repeating it finds the same one.',
    }),
  ];
}
