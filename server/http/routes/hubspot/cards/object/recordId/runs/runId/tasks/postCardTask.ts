import { cardTaskRequest } from '../../../../../../../../../../shared/contract/card.ts';
import type { AppDependencies } from '../../../../../../../../dependencies.ts';
import type { Route } from '../../../../../../../../route.ts';
import { runAction } from '../run-action.ts';

/** Creates the task for one of the next actions of an enrichment. */
export function postCardTask(dependencies: Pick<AppDependencies, 'sync' | 'logger'>): Route {
  const { sync } = dependencies;
  return runAction(dependencies, {
    name: 'tasks',
    operationId: 'createTaskFromCard',
    summary: 'Create the task for a next action',
    body: cardTaskRequest,
    act: ({ tenant, record, runId, person, body }, onProgress) => {
      const asked = { enrichmentId: runId, actionId: body.actionId, person };
      return sync.createActionTask(tenant, record, asked, onProgress);
    },
  });
}
