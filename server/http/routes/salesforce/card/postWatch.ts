import { runAnswer } from '../../../../../shared/contract/card.ts';
import { salesforceWatchCall } from '../../../../../shared/contract/salesforce.ts';
import { HeldQuestions } from '../../../cards/held-questions.ts';
import { forViewer } from '../../../cards/viewer.ts';
import { watchAnswer } from '../../../cards/watch-answer.ts';
import type { AppDependencies } from '../../../dependencies.ts';
import { tenantOf } from '../../../middleware/authenticate/index.ts';
import type { Route } from '../../../route.ts';
import { recordOf, salesforceRoute } from '../salesforce-route.ts';

/**
 * A request of Apex that takes five seconds counts among those of which an org may have ten
 * (https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_gov_limits.htm);
 * ours are answered sooner, and only some of an org's are held at all.
 */
const mostHeld = 8;

/** How far a run is, as soon as there is more than the component knows; or how it ended. */
export function postWatch({ sync }: Pick<AppDependencies, 'sync'>): Route {
  const held = new HeldQuestions(mostHeld);
  return salesforceRoute({
    path: '/card/watch',
    operationId: 'watchFromSalesforceCard',
    summary: 'Watch a run of the record',
    description:
      'Held for up to 2.5 seconds until there is more to tell, or answered at once with `pollAfterMs`.',
    body: salesforceWatchCall,
    data: runAnswer,
    answer: ({ runId, seen, ...call }, request) =>
      watchAnswer(forViewer(sync, call), held, tenantOf(request), recordOf(call), { runId, seen }),
  });
}
