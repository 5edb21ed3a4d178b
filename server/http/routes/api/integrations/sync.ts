import {
  syncBatchRequest,
  syncBatchResult,
  syncHistory,
  syncHistoryQuery,
  syncRequest,
  syncResult,
} from '../../../../../shared/contract/integrations.ts';
import { actorOf } from '../../../actor.ts';
import type { AppDependencies } from '../../../dependencies.ts';
import { integrationOf, visibleTo } from '../../../middleware/authenticate/index.ts';
import { defineRoute, type Route } from '../../../route.ts';
import { jsonAnswer } from './json-answer.ts';

const path = '/api/integrations/crm/sync';
const tag = 'Records sent by data';

export function syncRoutes({ entities }: Pick<AppDependencies, 'entities'>): Route[] {
  return [
    defineRoute({
      method: 'post',
      path,
      security: 'bearer',
      documentation: {
        operationId: 'syncEntity',
        summary: 'Create or update a contact or company in the CRM',
        description:
          'The same `entityId` always means the same CRM record. A value that somebody entered in the CRM ' +
          'is left alone and named in `warnings`. Unless `skipEnrichment` is set, the record is enriched afterwards.',
        tag,
        responses: jsonAnswer(200, 'What became of the record.', syncResult),
        problems: [404, 409, 422, 502, 503],
      },
      body: syncRequest,
      handle: async ({ body }, request, response) => {
        const tenant = integrationOf(request, body.integrationId);
        const actor = actorOf(request, 'bearer');
        const [result] = await entities.sync(tenant, actor, [body.entity]);
        if (!result) throw new Error('A sync of one record has one result.');
        response.json(result);
      },
    }),
    defineRoute({
      method: 'post',
      path: `${path}/batch`,
      security: 'bearer',
      documentation: {
        operationId: 'syncEntities',
        summary: 'Create or update up to 100 contacts and companies',
        description: 'Results stand in the order of the request; one that fails stops no other.',
        tag,
        responses: jsonAnswer(200, 'What became of each record.', syncBatchResult),
        problems: [404, 409, 502, 503],
      },
      body: syncBatchRequest,
      handle: async ({ body }, request, response) => {
        const tenant = integrationOf(request, body.integrationId);
        const items = await entities.sync(tenant, actorOf(request, 'bearer'), body.entities);
        response.json({ items });
      },
    }),
    defineRoute({
      method: 'get',
      path,
      security: 'bearer',
      documentation: {
        operationId: 'listSyncs',
        summary: 'List what was synchronised and enriched, newest first',
        tag,
        responses: jsonAnswer(200, 'A page of the history.', syncHistory),
        problems: [],
      },
      query: syncHistoryQuery,
      handle: async ({ query }, request, response) => {
        const { organizationId, integrationId } = visibleTo(request, query.integrationId);
        const page = await entities.history(organizationId, {
          ...query,
          ...(integrationId && { integrationId }),
        });
        response.json(page);
      },
    }),
  ];
}
