import { runAnswer as runAnswerSchema } from '../../../../../shared/contract/card.ts';
import { salesforceEnrichCall } from '../../../../../shared/contract/salesforce.ts';
import { enrichWaitMs, runAnswer } from '../../../cards/run-answer.ts';
import { forViewer } from '../../../cards/viewer.ts';
import type { AppDependencies } from '../../../dependencies.ts';
import { tenantOf } from '../../../middleware/authenticate/index.ts';
import type { Route } from '../../../route.ts';
import { recordOf, salesforceRoute } from '../salesforce-route.ts';

/** Starts an enrichment or a preview and answers at once. */
export function postEnrich(dependencies: Pick<AppDependencies, 'sync' | 'logger'>): Route {
  const { sync } = dependencies;
  return salesforceRoute({
    path: '/card/enrich',
    operationId: 'enrichFromSalesforceCard',
    summary: 'Enrich the record of a component',
    description: 'The run goes on by itself. The same key again finds the same run.',
    body: salesforceEnrichCall,
    data: runAnswerSchema,
    answer: (call, request) => {
      const tenant = tenantOf(request);
      const record = recordOf(call);
      const asked = {
        ...call.request,
        object: record.object,
        recordId: record.id,
        trigger: 'card' as const,
      };
      const told = { ...dependencies, sync: forViewer(sync, call) };
      return runAnswer(told, {
        tenant,
        record,
        start: (onProgress) => sync.enrich(tenant, asked, onProgress),
        until: 'named',
        waitMs: enrichWaitMs,
      });
    },
  });
}
