import {
  connectRequest,
  connectStarted,
  disconnected,
  disconnectQuery,
  integrationList,
} from '../../../../../shared/contract/integrations.ts';
import { actorOf } from '../../../actor.ts';
import type { AppDependencies } from '../../../dependencies.ts';
import { integrationOf, organizationOf } from '../../../middleware/authenticate/index.ts';
import { defineRoute, type Route } from '../../../route.ts';
import { jsonAnswer } from './json-answer.ts';

const path = '/api/integrations/crm/connect';
const tag = 'Integrations';

export function connectRoutes({
  connections,
  config,
}: Pick<AppDependencies, 'connections' | 'config'>): Route[] {
  return [
    defineRoute({
      method: 'get',
      path,
      security: 'bearer',
      documentation: {
        operationId: 'listIntegrations',
        summary: 'List the organisation’s CRM connections',
        tag,
        responses: jsonAnswer(200, 'The connections, oldest first.', integrationList),
        problems: [],
      },
      handle: async (_input, request, response) => {
        const all = await connections.list(organizationOf(request));
        const bound = request.principal?.integrationId ?? null;
        response.json({ items: all.filter(({ id }) => bound === null || id === bound) });
      },
    }),
    defineRoute({
      method: 'post',
      path,
      security: 'bearer',
      access: 'admin',
      documentation: {
        operationId: 'connectCrm',
        summary: 'Begin connecting a CRM account',
        description:
          'Answers with an address that an administrator of the CRM account opens in a browser, once. ' +
          'The page names the organisation before it goes on to the CRM’s consent page.',
        tag,
        responses: jsonAnswer(201, 'Where to consent.', connectStarted),
        problems: [503],
      },
      body: connectRequest,
      handle: async ({ body }, request, response) => {
        const { ticket, expiresAt } = await connections.issueTicket(
          organizationOf(request),
          actorOf(request, 'bearer'),
          body,
        );
        const authorizeUrl = `${config.publicBaseUrl}/oauth/connect?ticket=${ticket}`;
        response.status(201).json({ authorizeUrl, expiresAt: expiresAt.toISOString() });
      },
    }),
    defineRoute({
      method: 'delete',
      path,
      security: 'bearer',
      access: 'admin',
      documentation: {
        operationId: 'disconnectCrm',
        summary: 'Disconnect a CRM account',
        description:
          'Jobs stop, the app is uninstalled in the CRM, secrets are destroyed at once, and what is left ' +
          'is deleted at `deleteAfter`. Until then, connecting the account again goes on where it stopped.',
        tag,
        responses: jsonAnswer(200, 'It is disconnected.', disconnected),
        problems: [404],
      },
      query: disconnectQuery,
      handle: async ({ query }, request, response) => {
        const { deleteAfter, uninstalled } = await connections.disconnect(
          integrationOf(request, query.integrationId),
          actorOf(request, 'bearer'),
        );
        response.json({ uninstalled, deleteAfter: deleteAfter.toISOString() });
      },
    }),
  ];
}
