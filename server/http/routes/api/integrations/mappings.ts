import { z } from 'zod';
import { integrationId } from '../../../../../shared/contract/integrations.ts';
import {
  crmFieldList,
  fieldsQuery,
  mappingsPreview,
  mappingsPreviewRequest,
  mappingsState,
  mappingsUpdate,
} from '../../../../../shared/contract/mappings.ts';
import { actorOf } from '../../../actor.ts';
import type { AppDependencies } from '../../../dependencies.ts';
import { integrationOf } from '../../../middleware/authenticate/index.ts';
import { defineRoute, type Route } from '../../../route.ts';
import { jsonAnswer } from './json-answer.ts';

const params = z.strictObject({ id: integrationId });
const base = '/api/integrations/crm/{id}';
const tag = 'Field mappings';

export function mappingRoutes({ mappings }: Pick<AppDependencies, 'mappings'>): Route[] {
  return [
    defineRoute({
      method: 'get',
      path: `${base}/fields`,
      security: 'bearer',
      documentation: {
        operationId: 'listCrmFields',
        summary: 'List the fields of the CRM account, as the CRM gives them',
        tag,
        responses: jsonAnswer(200, 'The fields.', crmFieldList),
        problems: [404, 409, 502, 503],
      },
      params,
      query: fieldsQuery,
      handle: async ({ path, query }, request, response) => {
        const items = await mappings.fields(integrationOf(request, path.id), query.object);
        response.json({ items });
      },
    }),
    defineRoute({
      method: 'get',
      path: `${base}/mappings`,
      security: 'bearer',
      documentation: {
        operationId: 'readMappings',
        summary: 'Read where oppSpot’s fields go',
        tag,
        responses: jsonAnswer(200, 'The mappings.', mappingsState),
        problems: [404, 409],
      },
      params,
      handle: async ({ path }, request, response) => {
        response.json(await mappings.read(integrationOf(request, path.id)));
      },
    }),
    defineRoute({
      method: 'put',
      path: `${base}/mappings`,
      security: 'bearer',
      access: 'admin',
      documentation: {
        operationId: 'saveMappings',
        summary: 'Replace the mappings',
        description:
          'Checked against the fields of the CRM account: every fault is told by the dotted path of its ' +
          'place. Refused with `mappings_changed` when somebody saved since `version` was read.',
        tag,
        responses: jsonAnswer(200, 'The mappings as they are now.', mappingsState),
        problems: [404, 409, 502, 503],
      },
      params,
      body: mappingsUpdate,
      handle: async ({ path, body }, request, response) => {
        const tenant = integrationOf(request, path.id);
        response.json(await mappings.save(tenant, actorOf(request, 'bearer'), body));
      },
    }),
    defineRoute({
      method: 'post',
      path: `${base}/mappings/preview`,
      security: 'bearer',
      documentation: {
        operationId: 'previewMappings',
        summary: 'See what mappings would write to a record; nothing is saved or written',
        tag,
        responses: jsonAnswer(200, 'Field by field.', mappingsPreview),
        problems: [404, 409, 502, 503],
      },
      params,
      body: mappingsPreviewRequest,
      handle: async ({ path, body }, request, response) => {
        response.json(await mappings.preview(integrationOf(request, path.id), body));
      },
    }),
  ];
}
