import { disconnected } from '../../../../../../shared/contract/integrations.ts';
import { disconnectRequest } from '../../../../../../shared/contract/settings.ts';
import { InvalidInput } from '../../../../../errors.ts';
import { actorOf } from '../../../../actor.ts';
import { crmUserOf } from '../../../../crm-user.ts';
import { defineRoute, type Route } from '../../../../route.ts';
import { sendToCard } from '../../cards/card-route.ts';
import {
  administratedTenant,
  type SettingsEdge,
  settingsDocumentation,
  settingsPath,
} from '../settings-route.ts';

/** Ends the connection of the account that the person works in. */
export function postDisconnect(edge: Pick<SettingsEdge, 'settings' | 'connections'>): Route {
  return defineRoute({
    method: 'post',
    path: `${settingsPath}/disconnect`,
    security: 'hubspot-card',
    documentation: settingsDocumentation(
      {
        operationId: 'disconnectHubSpot',
        summary: 'Disconnect a HubSpot account',
        description:
          'Jobs stop, the app is uninstalled, secrets are destroyed at once, and what is left is deleted ' +
          'at `deleteAfter`. Until then, connecting the account again goes on where it stopped.',
      },
      disconnected,
    ),
    body: disconnectRequest,
    handle: async ({ body }, request, response) => {
      if (body.accountId !== crmUserOf(request).accountId) throw otherAccount();
      const tenant = await administratedTenant(edge, request);
      const { deleteAfter, uninstalled } = await edge.connections.disconnect(
        tenant,
        actorOf(request, 'hubspot-card'),
      );
      sendToCard(response, { uninstalled, deleteAfter: deleteAfter.toISOString() });
    },
  });
}

const otherAccount = () =>
  new InvalidInput('This is not the id of the account you work in.', 'other_account', [
    {
      field: 'accountId',
      message: 'Type the id of this HubSpot account, as it stands under Connection.',
    },
  ]);
