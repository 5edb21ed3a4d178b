import {
  salesforceCaller,
  salesforceScoringCall,
} from '../../../../../shared/contract/salesforce.ts';
import { scoringState } from '../../../../../shared/contract/scoring-model.ts';
import { currentActor } from '../../../../audit/actor.ts';
import { crmUserOf } from '../../../crm-user.ts';
import type { AppDependencies } from '../../../dependencies.ts';
import { tenantOf } from '../../../middleware/authenticate/index.ts';
import type { Route } from '../../../route.ts';
import { salesforceRoute } from '../salesforce-route.ts';

/** What the setup page of the package asks about how records are scored. */
export function scoringRoutes({
  scoring,
  salesforce,
}: Pick<AppDependencies, 'scoring' | 'salesforce'>): Route[] {
  return [
    salesforceRoute({
      path: '/settings/scoring/read',
      operationId: 'readSalesforceScoring',
      summary: 'Read how records of a Salesforce org are scored',
      description:
        'By the template or by a score of the org’s own, with the evidence of every score that was trained.',
      body: salesforceCaller,
      data: scoringState,
      answer: (_call, request) => scoring.read(tenantOf(request)),
    }),
    salesforceRoute({
      path: '/settings/scoring/change',
      operationId: 'changeSalesforceScoring',
      summary:
        'Train a score, use it, return to the template, or set from which chance deals are opened',
      description:
        'A training goes on by itself; read the state to follow it. A score that was not better than what ' +
        'is in use is refused with `model_not_better`.',
      body: salesforceScoringCall,
      data: scoringState,
      answer: async ({ change }, request) => {
        const tenant = tenantOf(request);
        await salesforce.settings.requireAdministrator(tenant, crmUserOf(request).userId);
        return scoring.change(tenant, currentActor(), change);
      },
    }),
  ];
}
