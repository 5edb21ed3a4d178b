import { z } from 'zod';
import { runAnswer } from '../../../../../../../../../shared/contract/card.ts';
import { HeldQuestions } from '../../../../../../../cards/held-questions.ts';
import { forViewer } from '../../../../../../../cards/viewer.ts';
import { watchAnswer } from '../../../../../../../cards/watch-answer.ts';
import type { AppDependencies } from '../../../../../../../dependencies.ts';
import { tenantOf } from '../../../../../../../middleware/authenticate/index.ts';
import { defineRoute, type Route } from '../../../../../../../route.ts';
import {
  cardDocumentation,
  cardPath,
  recordOf,
  runParams,
  sendToCard,
  viewerQuery,
} from '../../../../card-route.ts';

/** Of twenty calls that HubSpot allows: the rest is for cards that open and buttons that are pressed. */
const mostHeld = 8;

const query = viewerQuery.extend({
  seen: z.coerce
    .number()
    .int()
    .min(0)
    .max(1_000_000)
    .default(0)
    .meta({
      override: { type: 'integer' },
      description: 'How many changes of the run the card knows.',
    }),
});

/** How far a run is, as soon as there is more than the card knows; or how it ended. */
export function getCardRun({ sync }: Pick<AppDependencies, 'sync'>): Route {
  const held = new HeldQuestions(mostHeld);
  return defineRoute({
    method: 'get',
    path: `${cardPath}/runs/{runId}`,
    security: 'hubspot-card',
    documentation: cardDocumentation(
      {
        operationId: 'watchFromCard',
        summary: 'Watch a run of the record',
        description:
          'Held for up to 2.5 seconds until there is more to tell, or answered at once with `pollAfterMs`.',
      },
      runAnswer,
    ),
    params: runParams,
    query,
    handle: async ({ path, query: { seen, language } }, request, response) => {
      const told = forViewer(sync, { language });
      const answer = await watchAnswer(told, held, tenantOf(request), recordOf(path), {
        runId: path.runId,
        seen,
      });
      sendToCard(response, answer);
    },
  });
}
