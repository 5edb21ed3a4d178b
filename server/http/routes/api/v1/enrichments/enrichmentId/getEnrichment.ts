import { type Enrichment, enrichment } from '../../../../../../../shared/contract/v1.ts';
import { isAppError } from '../../../../../../errors.ts';
import type { AppDependencies } from '../../../../../dependencies.ts';
import { tenantOf } from '../../../../../middleware/authenticate/index.ts';
import { defineRoute, type Route } from '../../../../../route.ts';
import { runningResponse, sendRunning } from '../running.ts';
import { enrichmentParams } from './params.ts';

/** One enrichment with everything the card shows; 202 while it has no result. */
export function getEnrichment({ sync, config }: Pick<AppDependencies, 'sync' | 'config'>): Route {
  return defineRoute({
    method: 'get',
    path: '/api/v1/enrichments/{enrichmentId}',
    security: 'bearer',
    documentation: {
      operationId: 'getEnrichment',
      summary: 'Read an enrichment',
      tag: 'Enrichments',
      responses: {
        200: {
          description: 'The enrichment.',
          content: { 'application/json': { schema: enrichment } },
        },
        202: runningResponse,
      },
      problems: [404],
    },
    params: enrichmentParams,
    handle: async ({ path }, request, response) => {
      try {
        const found = await sync.get(tenantOf(request), path.enrichmentId);
        response.json(found satisfies Enrichment);
      } catch (error) {
        if (!isAppError(error) || error.code !== 'enrichment_running') throw error;
        sendRunning(response, path.enrichmentId, config.publicBaseUrl);
      }
    },
  });
}
