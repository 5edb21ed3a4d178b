import { type Enrichment, enrichment } from '../../../../../../../../shared/contract/v1.ts';
import type { AppDependencies } from '../../../../../../dependencies.ts';
import { tenantOf } from '../../../../../../middleware/authenticate/index.ts';
import { defineRoute, type Route } from '../../../../../../route.ts';
import { enrichmentParams } from '../params.ts';

/** Writes a preview exactly as it was shown; refused when the record has changed since. */
export function postApply({ sync }: Pick<AppDependencies, 'sync'>): Route {
  return defineRoute({
    method: 'post',
    path: '/api/v1/enrichments/{enrichmentId}/apply',
    security: 'bearer',
    documentation: {
      operationId: 'applyEnrichment',
      summary: 'Write a previewed enrichment',
      description:
        'Writes a preview exactly as it was shown; refused when the record has changed since.',
      tag: 'Enrichments',
      responses: {
        200: {
          description: 'The enrichment, applied.',
          content: { 'application/json': { schema: enrichment } },
        },
      },
      problems: [403, 404, 409, 422, 502, 503],
    },
    params: enrichmentParams,
    handle: async ({ path }, request, response) => {
      const result = await sync.apply(tenantOf(request), path.enrichmentId);
      response.json(result satisfies Enrichment);
    },
  });
}
