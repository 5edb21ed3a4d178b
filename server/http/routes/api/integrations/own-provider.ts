import { z } from 'zod';
import { integrationId } from '../../../../../shared/contract/integrations.ts';
import {
  ownProviderState,
  ownProviderUpdate,
} from '../../../../../shared/contract/own-provider.ts';
import { actorOf } from '../../../actor.ts';
import type { AppDependencies } from '../../../dependencies.ts';
import { integrationOf } from '../../../middleware/authenticate/index.ts';
import { defineRoute, type Route } from '../../../route.ts';
import { jsonAnswer } from './json-answer.ts';

const params = z.strictObject({ id: integrationId });
const path = '/api/integrations/crm/{id}/provider';
const tag = 'Own provider';

/** The provider of company facts that an organisation brings itself. */
export function ownProviderRoutes({ ownProvider }: Pick<AppDependencies, 'ownProvider'>): Route[] {
  return [
    defineRoute({
      method: 'get',
      path,
      security: 'bearer',
      access: 'admin',
      documentation: {
        operationId: 'readOwnProvider',
        summary: 'Read which provider of company facts the organisation brought',
        tag,
        responses: jsonAnswer(200, 'The provider, never its secret.', ownProviderState),
        problems: [404],
      },
      params,
      handle: async (input, request, response) => {
        response.json(await ownProvider.read(integrationOf(request, input.path.id)));
      },
    }),
    defineRoute({
      method: 'put',
      path,
      security: 'bearer',
      access: 'admin',
      documentation: {
        operationId: 'saveOwnProvider',
        summary: 'Name a provider of company facts, or replace it',
        description:
          'Its secret is kept sealed and never given back. Without one the secret that is kept stays, ' +
          'as long as the address is the same.',
        tag,
        responses: jsonAnswer(200, 'The provider as it is now.', ownProviderState),
        problems: [404],
      },
      params,
      body: ownProviderUpdate,
      handle: async (input, request, response) => {
        const tenant = integrationOf(request, input.path.id);
        response.json(await ownProvider.save(tenant, actorOf(request, 'bearer'), input.body));
      },
    }),
    defineRoute({
      method: 'delete',
      path,
      security: 'bearer',
      access: 'admin',
      documentation: {
        operationId: 'removeOwnProvider',
        summary: 'Ask the provider no longer, and forget its secret',
        tag,
        responses: jsonAnswer(200, 'There is none now.', ownProviderState),
        problems: [404],
      },
      params,
      handle: async (input, request, response) => {
        const tenant = integrationOf(request, input.path.id);
        response.json(await ownProvider.remove(tenant, actorOf(request, 'bearer')));
      },
    }),
  ];
}
