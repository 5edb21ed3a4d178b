import type { AppDependencies } from '../../../dependencies.ts';
import type { Route } from '../../../route.ts';
import { postCardEnrich } from './object/recordId/enrich/postCardEnrich.ts';
import { getCard } from './object/recordId/getCard.ts';
import { postCardApply } from './object/recordId/runs/runId/apply/postCardApply.ts';
import { postCardDiscard } from './object/recordId/runs/runId/discard/postCardDiscard.ts';
import { getCardRun } from './object/recordId/runs/runId/getCardRun.ts';
import { postCardTask } from './object/recordId/runs/runId/tasks/postCardTask.ts';
import { postCardUndo } from './object/recordId/runs/runId/undo/postCardUndo.ts';
import { getCardOwners } from './owners/getCardOwners.ts';

/** What the cards on HubSpot's records ask. */
export function cardRoutes(dependencies: AppDependencies): Route[] {
  return [
    getCard(dependencies),
    postCardEnrich(dependencies),
    getCardRun(dependencies),
    postCardApply(dependencies),
    postCardDiscard(dependencies),
    postCardUndo(dependencies),
    postCardTask(dependencies),
    ...(dependencies.hubspot ? [getCardOwners(dependencies.hubspot)] : []),
  ];
}
