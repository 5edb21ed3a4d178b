import { type UndoReport, undoReport } from '../../../../../../../../shared/contract/v1.ts';
import type { AppDependencies } from '../../../../../../dependencies.ts';
import { tenantOf } from '../../../../../../middleware/authenticate/index.ts';
import { defineRoute, type Route } from '../../../../../../route.ts';
import { enrichmentParams } from '../params.ts';

/** Restores what the run wrote where nobody changed it since, and says what it left alone. Repeating it is harmless. */
export function postUndo({ sync }: Pick<AppDependencies, 'sync'>): Route {
  return defineRoute({
    method: 'post',
    path: '/api/v1/enrichments/{enrichmentId}/undo',
    security: 'bearer',
    documentation: {
      operationId: 'undoEnrichment',
      summary: 'Undo an enrichment',
      description:
        'Restores what the run wrote where nobody changed it since, and says what it left alone. Repeating it is harmless.',
      tag: 'Enrichments',
      responses: {
        200: {
          description: 'What was undone and what was left alone.',
          content: { 'application/json': { schema: undoReport } },
        },
      },
      problems: [403, 404, 409, 502, 503],
    },
    params: enrichmentParams,
    handle: async ({ path }, request, response) => {
      const result = await sync.undo(tenantOf(request), path.enrichmentId);
      response.json(result satisfies UndoReport);
    },
  });
}
