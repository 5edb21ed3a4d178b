import { auditPage } from '../../../../../shared/contract/audit.ts';
import { disconnected } from '../../../../../shared/contract/integrations.ts';
import {
  salesforceActivityCall,
  salesforceCaller,
} from '../../../../../shared/contract/salesforce.ts';
import { currentActor } from '../../../../audit/actor.ts';
import type { AppDependencies } from '../../../dependencies.ts';
import { tenantOf } from '../../../middleware/authenticate/index.ts';
import type { Route } from '../../../route.ts';
import { salesforceRoute } from '../salesforce-route.ts';

/** Events on one page of the setup page. */
const eventsPerPage = 50;

/** What the setup page of the package asks about the connection itself: who did what, and to end it. */
export function connectionRoutes({
  audit,
  connections,
}: Pick<AppDependencies, 'audit' | 'connections'>): Route[] {
  return [
    salesforceRoute({
      path: '/settings/activity',
      operationId: 'readSalesforceActivity',
      summary: 'Read who did what in a Salesforce org, newest first',
      body: salesforceActivityCall,
      data: auditPage,
      answer: ({ cursor }, request) => {
        const { organizationId, integrationId } = tenantOf(request);
        return audit.page(organizationId, {
          integrationId,
          limit: eventsPerPage,
          ...(cursor && { cursor }),
        });
      },
    }),
    salesforceRoute({
      path: '/settings/disconnect',
      operationId: 'disconnectSalesforce',
      summary: 'End the connection of a Salesforce org',
      description:
        'Jobs stop and secrets are gone at once, so this is the last call that the org’s keys open; ' +
        'the rest is deleted after `deleteAfter`.',
      body: salesforceCaller,
      data: disconnected,
      answer: async (_call, request) => {
        const { deleteAfter, uninstalled } = await connections.disconnect(
          tenantOf(request),
          currentActor(),
        );
        return { deleteAfter: deleteAfter.toISOString(), uninstalled };
      },
    }),
  ];
}
