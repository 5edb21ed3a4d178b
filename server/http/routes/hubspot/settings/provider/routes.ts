import {
  ownProviderState,
  ownProviderUpdate,
} from '../../../../../../shared/contract/own-provider.ts';
import { actorOf } from '../../../../actor.ts';
import { defineRoute, type Route } from '../../../../route.ts';
import { sendToCard } from '../../cards/card-route.ts';
import {
  administratedTenant,
  type SettingsEdge,
  settingsDocumentation,
  settingsPath,
} from '../settings-route.ts';

/** The provider of company facts that the account brings, for its administrators only. */
export function settingsProviderRoutes(
  edge: Pick<SettingsEdge, 'settings' | 'ownProvider'>,
): Route[] {
  const { ownProvider } = edge;
  return [
    defineRoute({
      method: 'get',
      path: `${settingsPath}/provider`,
      security: 'hubspot-card',
      documentation: settingsDocumentation(
        {
          operationId: 'readHubSpotProvider',
          summary: 'Read which provider of company facts a HubSpot account brought',
          description: 'Never its secret.',
        },
        ownProviderState,
      ),
      handle: async (_input, request, response) => {
        sendToCard(response, await ownProvider.read(await administratedTenant(edge, request)));
      },
    }),
    defineRoute({
      method: 'post',
      path: `${settingsPath}/provider`,
      security: 'hubspot-card',
      documentation: settingsDocumentation(
        {
          operationId: 'saveHubSpotProvider',
          summary: 'Name a provider of company facts, or replace it',
          description:
            'Without a secret the one that is kept stays, as long as the address is on the same host.',
        },
        ownProviderState,
      ),
      body: ownProviderUpdate,
      handle: async ({ body }, request, response) => {
        const tenant = await administratedTenant(edge, request);
        const actor = actorOf(request, 'hubspot-card');
        sendToCard(response, await ownProvider.save(tenant, actor, body));
      },
    }),
    defineRoute({
      method: 'post',
      path: `${settingsPath}/provider/remove`,
      security: 'hubspot-card',
      documentation: settingsDocumentation(
        {
          operationId: 'removeHubSpotProvider',
          summary: 'Ask the provider no longer, and forget its secret',
        },
        ownProviderState,
      ),
      handle: async (_input, request, response) => {
        const tenant = await administratedTenant(edge, request);
        sendToCard(response, await ownProvider.remove(tenant, actorOf(request, 'hubspot-card')));
      },
    }),
  ];
}
