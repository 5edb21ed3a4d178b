import { bulkRequest } from '../../../../../../shared/contract/bulk.ts';
import type { AppDependencies } from '../../../../dependencies.ts';
import { integrationOf } from '../../../../middleware/authenticate/index.ts';
import { defineRoute, type Route } from '../../../../route.ts';
import { acceptedResponse, sendAccepted } from './accepted.ts';
import { idempotencyHeaders, idempotencyKeyOf } from './idempotency-key.ts';

/** Accepts a bulk enrichment. */
export function postBulks({ bulk, config }: Pick<AppDependencies, 'bulk' | 'config'>): Route {
  return defineRoute({
    method: 'post',
    path: '/api/v1/bulk-enrichments',
    security: 'bearer',
    documentation: {
      operationId: 'startBulkEnrichment',
      summary: 'Enrich many records',
      description:
        'The records are named, or selected by a list, by conditions on fields (without any: every ' +
        'record), or as what another bulk enrichment wrote. They are looked up and enriched after the answer. ' +
        'With `mode` `preview` nothing is written, and the report says what would be.',
      tag: 'Bulk enrichments',
      headers: idempotencyHeaders,
      responses: acceptedResponse,
      problems: [404, 409, 422],
    },
    body: bulkRequest,
    handle: async ({ body: { integrationId, ...asked } }, request, response) => {
      const tenant = integrationOf(request, integrationId);
      const options = { origin: 'api', idempotencyKey: idempotencyKeyOf(request) } as const;
      sendAccepted(response, await bulk.start(tenant, asked, options), config.publicBaseUrl);
    },
  });
}
