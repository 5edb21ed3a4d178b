import { expect, it } from 'vitest';
import { readDelivery } from '../../server/crm/hubspot/webhook-events.ts';
import { webhooksMeta } from './support/meta-schemas.ts';
import { metaOf, readProfile, readProject, withProfile } from './support/project.ts';

const project = withProfile(readProject(), readProfile('local').variables);
const { crmObjects, hubEvents } = webhooksMeta.parse(metaOf(project, 'webhooks').content).config
  .subscriptions;

/** What HubSpot sends for a subscription. */
function delivered(subscription: object, eventId: number) {
  const { objectType, ...event } = { objectType: 'contact', ...subscription } as {
    objectType: string;
    subscriptionType: string;
  };
  return {
    eventId,
    subscriptionId: eventId,
    portalId: 7_000_001,
    appId: 54_321,
    occurredAt: Date.UTC(2026, 10, 2),
    attemptNumber: 0,
    objectId: 1001,
    changeSource: 'CRM_UI',
    ...event,
    ...(event.subscriptionType.startsWith('object.') && {
      objectTypeId: objectType === 'contact' ? '0-1' : '0-2',
    }),
    ...(event.subscriptionType.endsWith('.merge') && {
      primaryObjectId: 1001,
      mergedObjectIds: [1002],
      newObjectId: 1001,
    }),
  };
}

it('the server understands every event that HubSpot is asked to send', () => {
  const delivery = [...crmObjects, ...hubEvents].map(delivered);
  const { events, ignored, unreadable } = readDelivery(delivery, '54321');
  expect({ ignored, unreadable }).toEqual({ ignored: 0, unreadable: 0 });
  expect(events).toHaveLength(delivery.length);
  expect(new Set(events.map(({ event }) => `${event.record.object} ${event.kind}`))).toEqual(
    new Set([
      ...['contact', 'company'].flatMap((object) =>
        ['created', 'changed', 'deleted', 'restored', 'merged'].map((kind) => `${object} ${kind}`),
      ),
      'contact erased',
    ]),
  );
});

it('every subscription is switched on', () => {
  expect([...crmObjects, ...hubEvents].every(({ active }) => active)).toBe(true);
});
