import { z } from 'zod';
import { deliverySize, readDelivery } from '../../../../crm/hubspot/webhook-events.ts';
import type { RecordEvent } from '../../../../crm/record-event.ts';
import type { HubSpotEdge } from '../../../dependencies.ts';
import { recentTenants } from '../../../recent-tenants.ts';
import { defineRoute, type Route } from '../../../route.ts';

const received = z.strictObject({
  /** Events that were not known yet. */
  stored: z.int().min(0),
  /** Events that were delivered before. */
  repeated: z.int().min(0),
  /** Echoes of our own writes, other objects, and accounts that are not connected. */
  ignored: z.int().min(0),
  /** Parts of the delivery that make no sense. */
  unreadable: z.int().min(0),
});

/**
 * Takes in what HubSpot tells of records. Whatever it is, a signed delivery is answered with 200:
 * HubSpot repeats all of it after any other answer, and it would be the same again.
 * https://developers.hubspot.com/docs/api-reference/webhooks-webhooks-v3/guide
 */
export function postWebhooks({
  appId,
  tenantOf,
  inbound,
}: Pick<HubSpotEdge, 'appId' | 'tenantOf' | 'inbound'>): Route {
  const recentTenantOf = recentTenants(tenantOf);
  /** How many of them were new; null where the account is connected to no organisation. */
  async function accept(portalId: string, events: readonly RecordEvent[]): Promise<number | null> {
    for (const lookUp of [recentTenantOf, tenantOf]) {
      const tenant = await lookUp(portalId);
      if (!tenant) return null;
      const stored = await inbound.acceptEvents(tenant, events);
      if (stored !== null) return stored;
      // It was disconnected a moment ago, and may be connected to another organisation by now.
    }
    return null;
  }

  return defineRoute({
    method: 'post',
    path: '/hubspot/webhooks',
    security: 'hubspot-webhook',
    documentation: {
      operationId: 'receiveWebhooks',
      summary: 'Receive events of records',
      description:
        'Kept before they are answered, ids only. In any order and as often as HubSpot likes.',
      tag: 'HubSpot',
      responses: {
        200: {
          description: 'What became of the events.',
          content: { 'application/json': { schema: received } },
        },
      },
      problems: [503],
    },
    query: z.looseObject({}),
    body: z.array(z.unknown()).max(deliverySize),
    handle: async ({ body }, request, response) => {
      const delivery = readDelivery(body, appId);
      let stored = 0;
      let known = 0;
      const byPortal = Map.groupBy(delivery.events, ({ portalId }) => portalId);
      for (const [portalId, told] of byPortal) {
        const added = await accept(
          portalId,
          told.map(({ event }) => event),
        );
        if (added === null) continue;
        known += told.length;
        stored += added;
      }
      if (delivery.unreadable > 0) {
        request.log.warn({ unreadable: delivery.unreadable }, 'HubSpot sent events we cannot read');
      }
      response.json({
        stored,
        repeated: known - stored,
        ignored: delivery.ignored + delivery.events.length - known,
        unreadable: delivery.unreadable,
      } satisfies z.infer<typeof received>);
    },
  });
}
