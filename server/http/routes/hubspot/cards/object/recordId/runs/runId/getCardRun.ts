import { z } from 'zod';
import { type RunAnswer, runAnswer } from '../../../../../../../../../shared/contract/card.ts';
import type { AppDependencies } from '../../../../../../../dependencies.ts';
import { tenantOf } from '../../../../../../../middleware/authenticate/index.ts';
import { defineRoute, type Route } from '../../../../../../../route.ts';
import {
  cardDocumentation,
  cardPath,
  recordOf,
  runParams,
  sendToCard,
} from '../../../../card-route.ts';
import { HeldQuestions } from '../../../../held-questions.ts';
import { endedAnswer } from '../../../../run-answer.ts';

const holdMs = 2_500;
/** Of twenty calls that HubSpot allows: the rest is for cards that open and buttons that are pressed. */
const mostHeld = 8;
const askAgainMs = 700;

const query = z.strictObject({
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
    handle: async ({ path, query: { seen } }, request, response) => {
      const tenant = tenantOf(request);
      const record = recordOf(path);
      const answer = await held.hold(tenant.integrationId, async (mayWait): Promise<RunAnswer> => {
        const waitMs = mayWait ? holdMs : 0;
        const progress = await sync.watch(tenant, record, path.runId, { seen, waitMs });
        if (!progress) return endedAnswer(sync, tenant, record);
        const pollAfterMs = mayWait ? 0 : askAgainMs;
        return { state: 'running', progress: { ...progress, pollAfterMs } };
      });
      sendToCard(response, answer);
    },
  });
}
