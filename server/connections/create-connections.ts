import type { IntegrationState } from '../../shared/contract/integrations.ts';
import { crmLabel } from '../crm/labels.ts';
import { type Integration, listIntegrations } from '../store/integrations.ts';
import { begin, beginWithTicket, issueTicket, ticketDetails } from './consent.ts';
import type { ConnectionsDependencies } from './dependencies.ts';
import { disconnect } from './disconnect.ts';
import { finish } from './finish.ts';
import type { ConnectionsService } from './service.ts';

export function createConnections(deps: ConnectionsDependencies): ConnectionsService {
  return {
    async list(organizationId) {
      const all = await deps.database.withOrganization(organizationId, (trx) =>
        listIntegrations(trx),
      );
      return all.map(toState);
    },
    begin: (request, browser) => begin(deps, request, browser),
    issueTicket: (organizationId, actor, request) =>
      issueTicket(deps, organizationId, actor, request),
    ticketDetails: (ticket) => ticketDetails(deps, ticket),
    beginWithTicket: (ticket, browser) => beginWithTicket(deps, ticket, browser),
    finish: (callback) => finish(deps, callback),
    disconnect: (tenant, actor) => disconnect(deps, tenant, actor),
  };
}

function toState(integration: Integration): IntegrationState {
  return {
    id: integration.id,
    crm: integration.crm,
    accountId: integration.accountId,
    displayName: integration.displayName,
    status: integration.status,
    isSetUp: integration.isSetUp,
    message: messageOf(integration),
    grantedScopes: integration.grantedScopes && [...integration.grantedScopes],
    connectedAt: integration.connectedAt.toISOString(),
    deleteAfter: integration.deleteAfter?.toISOString() ?? null,
  };
}

function messageOf({ status, crm, isSetUp, setUpError }: Integration): string | null {
  if (status === 'needs_reauthorisation') {
    return `${crmLabel[crm]} no longer accepts this connection. Connect it again.`;
  }
  if (status === 'disconnected') return 'Disconnected. Connect it again to go on where it stopped.';
  return isSetUp ? null : (setUpError ?? 'oppSpot is being set up in the account.');
}
