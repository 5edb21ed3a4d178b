/** What HubSpot keeps of an app's installs and uninstalls: only what it subscribed to, for three days. */

type LifecycleAction = 'APP_INSTALL' | 'APP_UNINSTALL';

export interface LifecycleEvent {
  readonly action: LifecycleAction;
  readonly portalId: number;
  readonly at: number;
}

interface Subscription {
  readonly id: number;
  readonly eventTypeId: string;
  readonly at: number;
}

export interface JournalPage {
  readonly offset: string;
  readonly event: LifecycleEvent;
}

/** https://developers.hubspot.com/docs/api-reference/latest/webhooks-journal/guide */
const eventTypeIds: Readonly<Record<LifecycleAction, string>> = {
  APP_INSTALL: '4-1909196',
  APP_UNINSTALL: '4-1916193',
};
const keptMs = 3 * 24 * 3_600_000;

export const isLifecycleEventType = (id: string) => Object.values(eventTypeIds).includes(id);

/** The journals of all apps, by client id. */
export class AppJournals {
  readonly #subscriptions = new Map<string, Subscription[]>();
  readonly #pages = new Map<string, JournalPage[]>();
  #written = 0;

  subscriptions(clientId: string): readonly Subscription[] {
    return this.#subscriptions.get(clientId) ?? [];
  }

  /** Null when there is one already. */
  subscribe(clientId: string, eventTypeId: string, at: number): Subscription | null {
    const known = this.subscriptions(clientId);
    if (known.some((subscription) => subscription.eventTypeId === eventTypeId)) return null;
    const subscription = { id: 60_000_001 + known.length, eventTypeId, at };
    this.#subscriptions.set(clientId, [...known, subscription]);
    return subscription;
  }

  note(clientId: string, event: LifecycleEvent): void {
    const wanted = eventTypeIds[event.action];
    if (!this.subscriptions(clientId).some(({ eventTypeId }) => eventTypeId === wanted)) return;
    this.#written += 1;
    const offset = `00000000-0000-7000-8000-${this.#written.toString(16).padStart(12, '0')}`;
    this.#pages.set(clientId, [...(this.#pages.get(clientId) ?? []), { offset, event }]);
  }

  /** Those that are still kept, oldest first. */
  pages(clientId: string, now: number): readonly JournalPage[] {
    return (this.#pages.get(clientId) ?? []).filter(({ event }) => event.at > now - keptMs);
  }

  find(offset: string): JournalPage | undefined {
    return [...this.#pages.values()].flat().find((page) => page.offset === offset);
  }
}
