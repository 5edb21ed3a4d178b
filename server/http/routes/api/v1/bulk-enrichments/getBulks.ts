import { z } from 'zod';
import { bulkList, bulkRequest } from '../../../../../../shared/contract/bulk.ts';
import type { AppDependencies } from '../../../../dependencies.ts';
import { visibleTo } from '../../../../middleware/authenticate/index.ts';
import { defineRoute, type Route } from '../../../../route.ts';
import { jsonAnswer } from '../../integrations/json-answer.ts';

const query = z.strictObject({
  integrationId: bulkRequest.shape.integrationId,
  limit: z.coerce
    .number()
    .int()
    .min(1)
    .max(100)
    .default(20)
    .meta({ override: { type: 'integer' } }),
});

/** Bulk enrichments and their undos. */
export function getBulks({ bulk }: Pick<AppDependencies, 'bulk'>): Route {
  return defineRoute({
    method: 'get',
    path: '/api/v1/bulk-enrichments',
    security: 'bearer',
    documentation: {
      operationId: 'listBulkEnrichments',
      summary: 'List bulk enrichments, newest first',
      tag: 'Bulk enrichments',
      responses: jsonAnswer(200, 'The newest.', bulkList),
      problems: [404],
    },
    query,
    handle: async ({ query: { integrationId, limit } }, request, response) => {
      response.json({ items: await bulk.list(visibleTo(request, integrationId), limit) });
    },
  });
}
