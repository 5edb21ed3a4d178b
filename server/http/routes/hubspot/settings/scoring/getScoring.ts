import { scoringState } from '../../../../../../shared/contract/scoring-model.ts';
import { tenantOf } from '../../../../middleware/authenticate/index.ts';
import { defineRoute, type Route } from '../../../../route.ts';
import { sendToCard } from '../../cards/card-route.ts';
import { type SettingsEdge, settingsDocumentation, settingsPath } from '../settings-route.ts';

/** How the account's records are scored, and what speaks for it. */
export function getScoring({ scoring }: Pick<SettingsEdge, 'scoring'>): Route {
  return defineRoute({
    method: 'get',
    path: `${settingsPath}/scoring`,
    security: 'hubspot-card',
    documentation: settingsDocumentation(
      {
        operationId: 'readHubSpotScoring',
        summary: 'Read how records of a HubSpot account are scored',
        description:
          'By the template or by a score of the account’s own, with the evidence of every score that was trained.',
      },
      scoringState,
    ),
    handle: async (_input, request, response) => {
      sendToCard(response, await scoring.read(tenantOf(request)));
    },
  });
}
