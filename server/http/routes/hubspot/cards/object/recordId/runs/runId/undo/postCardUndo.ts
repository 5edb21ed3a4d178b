import type { AppDependencies } from '../../../../../../../../dependencies.ts';
import type { Route } from '../../../../../../../../route.ts';
import { runAction } from '../run-action.ts';

/** Takes back what an enrichment, or a task created from the card, wrote. */
export function postCardUndo(dependencies: Pick<AppDependencies, 'sync' | 'logger'>): Route {
  const { sync } = dependencies;
  return runAction(dependencies, {
    name: 'undo',
    operationId: 'undoFromCard',
    summary: 'Take back what a run wrote',
    act: ({ tenant, runId }, onProgress) => sync.undo(tenant, runId, onProgress),
  });
}
