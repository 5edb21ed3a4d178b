import {
  eraseRequest,
  eraseResult,
  heldRecord,
  privacyRecordParams,
  privacyRecordQuery,
} from '../../../../../shared/contract/privacy.ts';
import { actorOf } from '../../../actor.ts';
import type { AppDependencies } from '../../../dependencies.ts';
import { integrationOf } from '../../../middleware/authenticate/index.ts';
import { defineRoute, type Route } from '../../../route.ts';
import { jsonAnswer } from '../integrations/json-answer.ts';

const path = '/api/privacy/record/{object}/{recordId}';
const tag = 'Privacy';

/** What we hold on a record, for whoever has to answer a person who asks; and its erasure. */
export function privacyRoutes({ privacy }: Pick<AppDependencies, 'privacy'>): Route[] {
  return [
    defineRoute({
      method: 'get',
      path,
      security: 'bearer',
      access: 'admin',
      documentation: {
        operationId: 'readHeldRecord',
        summary: 'See what oppSpot holds on a record, from where, and for how long',
        tag,
        responses: jsonAnswer(200, 'Everything that is kept.', heldRecord),
        problems: [404],
      },
      params: privacyRecordParams,
      query: privacyRecordQuery,
      handle: async (input, request, response) => {
        const { object, recordId: id } = input.path;
        const tenant = integrationOf(request, input.query.integrationId);
        response.json(await privacy.held(tenant, { object, id }));
      },
    }),
    defineRoute({
      method: 'post',
      path: `${path}/erase`,
      security: 'bearer',
      access: 'admin',
      documentation: {
        operationId: 'eraseRecord',
        summary: 'Erase all that oppSpot holds on a record',
        description: 'The record in the CRM stays. Repeating it is harmless.',
        tag,
        responses: jsonAnswer(200, 'It is erased.', eraseResult),
        problems: [404],
      },
      params: privacyRecordParams,
      body: eraseRequest,
      handle: async (input, request, response) => {
        const { object, recordId: id } = input.path;
        const { integrationId, suppress } = input.body;
        const { erased, suppressed, kept } = await privacy.erase(
          integrationOf(request, integrationId),
          actorOf(request, 'bearer'),
          { object, id },
          { suppress },
        );
        response.json({ erased, suppressed, kept: [...kept] });
      },
    }),
  ];
}
