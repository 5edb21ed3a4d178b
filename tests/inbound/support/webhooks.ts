/** HubSpot's webhooks around a served house, with the subscriptions of the project. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import {
  startWebhookDelivery,
  type WebhookDelivery,
  type WebhookDeliveryOptions,
} from '../../sandbox/hubspot/webhooks/delivery.ts';
import type { Subscription } from '../../sandbox/hubspot/webhooks/events.ts';
import { hubspotApp, type ServedHouse } from '../../support/served-house.ts';

const definitionFile = join(
  import.meta.dirname,
  '../../../hubspot-project/app/webhooks/webhooks-hsmeta.json',
);

interface Definition {
  readonly config: { readonly subscriptions: Readonly<Record<string, readonly Subscription[]>> };
}

/** What the project subscribes to. */
export function subscriptions(): Subscription[] {
  const { config } = JSON.parse(readFileSync(definitionFile, 'utf8')) as Definition;
  return Object.values(config.subscriptions).flat();
}

export interface Webhooks extends WebhookDelivery {
  /** Waits for what is on its way, and works off what the server has accepted. */
  work(): Promise<void>;
}

/** Closed when the test ends. */
export function openWebhooks(
  house: ServedHouse,
  options: Partial<WebhookDeliveryOptions> = {},
): Webhooks {
  const delivery = startWebhookDelivery(house.hubspot, {
    targetUrl: `${hubspotApp.baseUrl}/hubspot/webhooks`,
    targetOrigin: house.url,
    clientSecret: hubspotApp.clientSecret,
    appId: hubspotApp.appId,
    subscriptions: subscriptions(),
    firstPauseMs: 5,
    ...options,
  });
  onTestFinished(() => delivery.close());
  return {
    ...delivery,
    async work() {
      await delivery.settled();
      await house.services.inbound.drain();
      // What the work itself wrote is told, too.
      await delivery.settled();
    },
  };
}

export interface StoredRow {
  readonly kind: string;
  readonly record_id: string;
  readonly done: boolean;
  readonly error_code: string | null;
}

/** Every event the house's tenant has. */
export function eventsIn({ database, tenant }: Pick<ServedHouse, 'database' | 'tenant'>) {
  return database.asOwner<StoredRow>(
    `select kind, record_id, done_at is not null as done, error_code from webhook_events
     where integration_id = $1 order by occurred_at, kind, record_id`,
    [tenant.integrationId],
  );
}
