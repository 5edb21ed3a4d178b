import { enrichment } from '../../../../../../../../shared/contract/v1.ts';
import type { AppDependencies } from '../../../../../../dependencies.ts';
import type { Route } from '../../../../../../route.ts';
import { actionRoute } from '../action.ts';

/** Drops a preview. */
export function postDiscard({ sync }: Pick<AppDependencies, 'sync'>): Route {
  return actionRoute({
    name: 'discard',
    summary: 'Drop a previewed enrichment',
    description: 'Drops a preview, so that it can no longer be applied.',
    problems: [404, 409],
    result: enrichment,
    resultDescription: 'The enrichment, discarded.',
    act: (tenant, enrichmentId) => sync.discard(tenant, enrichmentId),
  });
}
