import { type Enrichment, enrichment } from '../../../../../../../../shared/contract/v1.ts';
import type { AppDependencies } from '../../../../../../dependencies.ts';
import { tenantOf } from '../../../../../../middleware/authenticate/index.ts';
import { defineRoute, type Route } from '../../../../../../route.ts';
import { enrichmentParams } from '../params.ts';

/** Drops a preview, so that it can no longer be applied. */
export function postDiscard({ sync }: Pick<AppDependencies, 'sync'>): Route {
  return defineRoute({
    method: 'post',
    path: '/api/v1/enrichments/{enrichmentId}/discard',
    security: 'bearer',
    documentation: {
      operationId: 'discardEnrichment',
      summary: 'Drop a previewed enrichment',
      description: 'Drops a preview, so that it can no longer be applied.',
      tag: 'Enrichments',
      responses: {
        200: {
          description: 'The enrichment, discarded.',
          content: { 'application/json': { schema: enrichment } },
        },
      },
      problems: [404, 409],
    },
    params: enrichmentParams,
    handle: async ({ path }, request, response) => {
      const result = await sync.discard(tenantOf(request), path.enrichmentId);
      response.json(result satisfies Enrichment);
    },
  });
}
