import { z } from 'zod';
import { integrationId } from '../../../../../shared/contract/integrations.ts';
import { scoringChange, scoringState } from '../../../../../shared/contract/scoring-model.ts';
import { actorOf } from '../../../actor.ts';
import type { AppDependencies } from '../../../dependencies.ts';
import { integrationOf } from '../../../middleware/authenticate/index.ts';
import { defineRoute, type Route } from '../../../route.ts';
import { jsonAnswer } from './json-answer.ts';

const params = z.strictObject({ id: integrationId });
const path = '/api/integrations/crm/{id}/scoring';
const tag = 'Scoring';

/** How the records of a connection are scored. */
export function scoringRoutes({ scoring }: Pick<AppDependencies, 'scoring'>): Route[] {
  return [
    defineRoute({
      method: 'get',
      path,
      security: 'bearer',
      access: 'admin',
      documentation: {
        operationId: 'readScoring',
        summary: 'Read how records are scored, and what speaks for it',
        tag,
        responses: jsonAnswer(
          200,
          'The scores that were trained, and which is in use.',
          scoringState,
        ),
        problems: [404],
      },
      params,
      handle: async (input, request, response) => {
        response.json(await scoring.read(integrationOf(request, input.path.id)));
      },
    }),
    defineRoute({
      method: 'post',
      path,
      security: 'bearer',
      access: 'admin',
      documentation: {
        operationId: 'changeScoring',
        summary:
          'Train a score, use it, return to the template, or set from which chance deals are opened',
        description:
          'A training goes on by itself; read the state to follow it. A score that was not better than what ' +
          'is in use is refused with `model_not_better`.',
        tag,
        responses: jsonAnswer(200, 'The state after it.', scoringState),
        problems: [404, 409],
      },
      params,
      body: scoringChange,
      handle: async (input, request, response) => {
        const tenant = integrationOf(request, input.path.id);
        response.json(await scoring.change(tenant, actorOf(request, 'bearer'), input.body));
      },
    }),
  ];
}
