/** Who asks, as the history of changes names the actor. */
import type { Request } from 'express';
import type { Actor } from '../audit/actor.ts';
import type { RouteSecurity } from './route.ts';

/** The actor of a request that has been let in. Where a CRM stands between, its address says nothing. */
export function actorOf(request: Request, security: RouteSecurity): Actor {
  const id = request.crmUser?.userId ?? null;
  const page = request.path;
  switch (security) {
    case 'none':
    case 'browser':
      return { kind: 'user', id: null, source: 'install', ip: request.ip ?? null };
    case 'bearer': {
      const { kind, id: bearerId } = request.principal?.actor ?? { kind: 'user', id: null };
      return { kind, id: bearerId, source: 'api', ip: request.ip ?? null };
    }
    case 'hubspot-workflow':
      return { kind: 'workflow', id: null, source: 'hubspot-workflow', ip: null };
    case 'hubspot-webhook':
      return { kind: 'system', id: null, source: 'hubspot-webhook', ip: null };
    case 'hubspot-card': {
      const source = page.startsWith('/hubspot/settings') ? 'hubspot-settings' : 'hubspot-card';
      return { kind: 'crm-user', id, source, ip: null };
    }
    case 'salesforce': {
      // Flows and queued jobs, of which the org names the user they run as.
      if (page === '/salesforce/batch' || page === '/salesforce/privacy/erase') {
        return { kind: 'workflow', id, source: 'salesforce-flow', ip: null };
      }
      const source = page.startsWith('/salesforce/settings')
        ? 'salesforce-setup'
        : 'salesforce-card';
      return { kind: 'crm-user', id, source, ip: null };
    }
  }
}
