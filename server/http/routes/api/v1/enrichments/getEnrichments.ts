import { z } from 'zod';
import { type EnrichmentList, enrichmentList } from '../../../../../../shared/contract/api.ts';
import { contractVersion } from '../../../../../../shared/contract/v1.ts';
import { objectType, recordRef } from '../../../../../../shared/plan/plan.ts';
import type { AppDependencies } from '../../../../dependencies.ts';
import { tenantOf } from '../../../../middleware/authenticate/index.ts';
import { defineRoute, type Route } from '../../../../route.ts';

const query = z
  .strictObject({
    object: objectType.optional(),
    recordId: recordRef.shape.id.optional(),
    limit: z.coerce
      .number()
      .int()
      .min(1)
      .max(100)
      .default(20)
      .meta({ override: { type: 'integer' } }),
  })
  .refine(({ object, recordId }) => recordId === undefined || object !== undefined, {
    path: ['object'],
    message: 'An id names a record only together with its object',
  });

/** Runs of the tenant, newest first. */
export function getEnrichments({ sync }: Pick<AppDependencies, 'sync'>): Route {
  return defineRoute({
    method: 'get',
    path: '/api/v1/enrichments',
    security: 'bearer',
    documentation: {
      operationId: 'listEnrichments',
      summary: 'List enrichments, newest first',
      tag: 'Enrichments',
      responses: {
        200: {
          description: 'The newest enrichments that match.',
          content: { 'application/json': { schema: enrichmentList } },
        },
      },
      problems: [],
    },
    query,
    handle: async (input, request, response) => {
      const items = await sync.list(tenantOf(request), input.query);
      response.json({ contractVersion, items } satisfies EnrichmentList);
    },
  });
}
