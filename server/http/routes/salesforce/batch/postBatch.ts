import { batchAnswer, salesforceBatchCall } from '../../../../../shared/contract/salesforce.ts';
import type { SalesforceEdge } from '../../../dependencies.ts';
import { tenantOf } from '../../../middleware/authenticate/index.ts';
import type { Route } from '../../../route.ts';
import { findRecord, salesforceRoute } from '../salesforce-route.ts';

const origins = { workflow: 'salesforce-flow', list: 'salesforce-list' } as const;

/** Takes up to 200 records of a Flow or a list view in. */
export function postBatch({ inbound }: Pick<SalesforceEdge, 'inbound'>): Route {
  return salesforceRoute({
    path: '/batch',
    operationId: 'enrichSalesforceRecords',
    summary: 'Enrich many records of a Salesforce org',
    description:
      'Kept before it is answered, one result for each record in the same order. `waitMs` holds the answer until the runs have ended, or the time is over.',
    body: salesforceBatchCall,
    data: batchAnswer,
    answer: async ({ batchId, trigger, waitMs, records }, request, response) => {
      const gone = new AbortController();
      response.once('close', () => gone.abort());
      const results = await inbound.acceptBatch(tenantOf(request), {
        batchId,
        origin: origins[trigger],
        waitMs,
        signal: gone.signal,
        items: records.map(({ object, recordId, mode, refresh }) => ({
          recordId,
          record: findRecord(object, recordId),
          mode,
          refresh,
        })),
      });
      return { results };
    },
  });
}
