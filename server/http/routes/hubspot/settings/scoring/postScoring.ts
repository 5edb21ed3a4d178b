import { scoringChange, scoringState } from '../../../../../../shared/contract/scoring-model.ts';
import { actorOf } from '../../../../actor.ts';
import { defineRoute, type Route } from '../../../../route.ts';
import { sendToCard } from '../../cards/card-route.ts';
import {
  administratedTenant,
  type SettingsEdge,
  settingsDocumentation,
  settingsPath,
} from '../settings-route.ts';

/** One decision of an administrator about scoring. */
export function postScoring(edge: Pick<SettingsEdge, 'settings' | 'scoring'>): Route {
  return defineRoute({
    method: 'post',
    path: `${settingsPath}/scoring`,
    security: 'hubspot-card',
    documentation: settingsDocumentation(
      {
        operationId: 'changeHubSpotScoring',
        summary:
          'Train a score, use it, return to the template, or set from which chance deals are opened',
        description:
          'A training goes on by itself; read the state to follow it. A score that was not better than what ' +
          'is in use is refused with `model_not_better`.',
      },
      scoringState,
    ),
    body: scoringChange,
    handle: async ({ body }, request, response) => {
      const tenant = await administratedTenant(edge, request);
      const actor = actorOf(request, 'hubspot-card');
      sendToCard(response, await edge.scoring.change(tenant, actor, body));
    },
  });
}
