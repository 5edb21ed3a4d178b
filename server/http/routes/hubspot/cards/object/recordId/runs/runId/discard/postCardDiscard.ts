import type { AppDependencies } from '../../../../../../../../dependencies.ts';
import type { Route } from '../../../../../../../../route.ts';
import { runAction } from '../run-action.ts';

/** Drops the preview on the card. */
export function postCardDiscard(dependencies: Pick<AppDependencies, 'sync' | 'logger'>): Route {
  const { sync } = dependencies;
  return runAction(dependencies, {
    name: 'discard',
    operationId: 'discardFromCard',
    summary: 'Drop a preview',
    act: ({ tenant, runId }) => sync.discard(tenant, runId),
  });
}
