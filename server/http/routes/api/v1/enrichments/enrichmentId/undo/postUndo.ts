import { undoReport } from '../../../../../../../../shared/contract/v1.ts';
import type { AppDependencies } from '../../../../../../dependencies.ts';
import type { Route } from '../../../../../../route.ts';
import { actionRoute } from '../action.ts';

/** Takes back what a run wrote. */
export function postUndo({ sync }: Pick<AppDependencies, 'sync'>): Route {
  return actionRoute({
    name: 'undo',
    summary: 'Undo an enrichment',
    description:
      'Restores what the run wrote where nobody changed it since, and says what it left alone. Repeating it is harmless.',
    problems: [403, 404, 409, 502, 503],
    result: undoReport,
    resultDescription: 'What was undone and what was left alone.',
    act: (tenant, enrichmentId) => sync.undo(tenant, enrichmentId),
  });
}
