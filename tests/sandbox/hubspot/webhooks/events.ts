/** Changes of a portal as webhook events, in the shapes recorded from HubSpot. */

import type { PortalChange } from '../portal/changes.ts';
import { info } from '../portal/object-types.ts';

/** One subscription of the app, as its webhooks file names it. */
export interface Subscription {
  /** `object.creation`, or an older or account-wide name such as `contact.privacyDeletion`. */
  readonly subscriptionType: string;
  /** Singular; the older names carry it themselves. */
  readonly objectType?: string;
  /** Of `object.propertyChange`. */
  readonly propertyName?: string;
  readonly active?: boolean;
}

export interface WebhookEvent extends Readonly<Record<string, unknown>> {
  readonly eventId: number;
  readonly subscriptionType: string;
  readonly objectId: number;
  readonly occurredAt: number;
  attemptNumber: number;
}

export interface EventContext {
  readonly portalId: number;
  readonly appId: string;
  readonly eventId: number;
}

/** The events that a change causes, one for each subscription that is about it. */
export function eventsOf(
  change: PortalChange,
  subscriptions: readonly Subscription[],
  context: () => EventContext,
): WebhookEvent[] {
  const { singular, id: objectTypeId } = info(change.type);
  return subscriptions.flatMap((subscription, index) => {
    const [subject = '', kind = ''] = subscription.subscriptionType.split('.');
    const about = subject === 'object' ? subscription.objectType : subject;
    const isAbout =
      subscription.active !== false &&
      kind === change.kind &&
      about === singular &&
      (kind !== 'propertyChange' || subscription.propertyName === change.property);
    if (!isAbout) return [];
    const { portalId, appId, eventId } = context();
    const byApp = change.source === 'INTEGRATION';
    return [
      {
        eventId,
        subscriptionId: 4_000_001 + index,
        portalId,
        appId: Number(appId),
        occurredAt: change.at,
        subscriptionType: subscription.subscriptionType,
        attemptNumber: 0,
        objectId: Number(change.id),
        ...(subject === 'object' && { objectTypeId }),
        ...details(change),
        changeSource: change.source,
        sourceId: byApp ? appId : 'userId:9001',
      },
    ];
  });
}

function details(change: PortalChange): Record<string, unknown> {
  switch (change.kind) {
    case 'creation':
      return { changeFlag: 'CREATED' };
    case 'propertyChange':
      return { propertyName: change.property, propertyValue: change.value, isSensitive: false };
    case 'deletion':
      return { changeFlag: 'DELETED' };
    case 'merge':
      return {
        changeFlag: 'MERGED',
        primaryObjectId: Number(change.id),
        mergedObjectIds: (change.mergedIds ?? []).map(Number),
        newObjectId: Number(change.id),
        numberOfPropertiesMoved: 0,
      };
    case 'restore':
      return { changeFlag: 'RESTORED' };
    case 'privacyDeletion':
      return {};
  }
}
