import type { AppDependencies } from '../../../../../../../../dependencies.ts';
import type { Route } from '../../../../../../../../route.ts';
import { runAction } from '../run-action.ts';

/** Writes the preview on the card exactly as it was shown. */
export function postCardApply(dependencies: Pick<AppDependencies, 'sync' | 'logger'>): Route {
  const { sync } = dependencies;
  return runAction(dependencies, {
    name: 'apply',
    operationId: 'applyFromCard',
    summary: 'Write a preview as it was shown',
    act: ({ tenant, runId }, onProgress) => sync.apply(tenant, runId, onProgress),
  });
}
