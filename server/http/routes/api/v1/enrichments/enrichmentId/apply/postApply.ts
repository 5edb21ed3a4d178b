import { enrichment } from '../../../../../../../../shared/contract/v1.ts';
import type { AppDependencies } from '../../../../../../dependencies.ts';
import type { Route } from '../../../../../../route.ts';
import { actionRoute } from '../action.ts';

/** Writes a preview exactly as it was shown. */
export function postApply({ sync }: Pick<AppDependencies, 'sync'>): Route {
  return actionRoute({
    name: 'apply',
    summary: 'Write a previewed enrichment',
    description:
      'Writes a preview exactly as it was shown; refused when the record has changed since.',
    problems: [403, 404, 409, 422, 502, 503],
    result: enrichment,
    resultDescription: 'The enrichment, applied.',
    act: (tenant, enrichmentId) => sync.apply(tenant, enrichmentId),
  });
}
