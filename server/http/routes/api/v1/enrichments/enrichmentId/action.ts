import type { z } from 'zod';
import type { Tenant } from '../../../../../../sync/service.ts';
import { tenantOf } from '../../../../../middleware/authenticate/index.ts';
import { defineRoute, type Route } from '../../../../../route.ts';
import { enrichmentParams } from './params.ts';

interface Action<Result extends z.ZodType> {
  /** Last part of the path. */
  readonly name: 'apply' | 'discard' | 'undo';
  readonly summary: string;
  readonly description: string;
  readonly problems: readonly number[];
  /** What it answers with. */
  readonly result: Result;
  readonly resultDescription: string;
  readonly act: (tenant: Tenant, enrichmentId: string) => Promise<z.output<Result>>;
}

/** `POST /api/v1/enrichments/{enrichmentId}/<name>`: something done to one enrichment, without a body. */
export function actionRoute<Result extends z.ZodType>(action: Action<Result>): Route {
  return defineRoute({
    method: 'post',
    path: `/api/v1/enrichments/{enrichmentId}/${action.name}`,
    security: 'bearer',
    documentation: {
      operationId: `${action.name}Enrichment`,
      summary: action.summary,
      description: action.description,
      tag: 'Enrichments',
      responses: {
        200: {
          description: action.resultDescription,
          content: { 'application/json': { schema: action.result } },
        },
      },
      problems: action.problems,
    },
    params: enrichmentParams,
    handle: async ({ path }, request, response) => {
      response.json(await action.act(tenantOf(request), path.enrichmentId));
    },
  });
}
