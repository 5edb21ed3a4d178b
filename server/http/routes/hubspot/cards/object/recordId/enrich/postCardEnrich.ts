import {
  cardEnrichRequest,
  runAnswer as runAnswerSchema,
} from '../../../../../../../../shared/contract/card.ts';
import type { EnrichRequest } from '../../../../../../../../shared/contract/v1.ts';
import { enrichWaitMs, runAnswer } from '../../../../../../cards/run-answer.ts';
import { forViewer } from '../../../../../../cards/viewer.ts';
import type { AppDependencies } from '../../../../../../dependencies.ts';
import { tenantOf } from '../../../../../../middleware/authenticate/index.ts';
import { defineRoute, type Route } from '../../../../../../route.ts';
import {
  cardDocumentation,
  cardPath,
  recordOf,
  recordParams,
  sendToCard,
  viewerQuery,
} from '../../../card-route.ts';

/** Starts an enrichment or a preview and answers at once. */
export function postCardEnrich({ sync, logger }: Pick<AppDependencies, 'sync' | 'logger'>): Route {
  return defineRoute({
    method: 'post',
    path: `${cardPath}/enrich`,
    security: 'hubspot-card',
    documentation: cardDocumentation(
      {
        operationId: 'enrichFromCard',
        summary: 'Enrich the record of a card',
        description: 'The run goes on by itself. The same key again finds the same run.',
      },
      runAnswerSchema,
    ),
    params: recordParams,
    query: viewerQuery,
    body: cardEnrichRequest,
    handle: async ({ path, query, body }, request, response) => {
      const { object, recordId } = path;
      const tenant = tenantOf(request);
      const asked: EnrichRequest = { ...body, object, recordId, trigger: 'card' };
      const answer = await runAnswer(
        { sync: forViewer(sync, query), logger },
        {
          tenant,
          record: recordOf(path),
          start: (onProgress) => sync.enrich(tenant, asked, onProgress),
          until: 'named',
          waitMs: enrichWaitMs,
        },
      );
      sendToCard(response, answer);
    },
  });
}
