/** The page's side of the protocol: the host's functions, with nothing that rejects. */
import { release, retain } from '@remote-ui/rpc';
import type { ExtensionHostApi } from './host.ts';
import type { Overlays } from './overlays.ts';
import type { ExtensionCrash, PageApi, Settled } from './protocol.ts';

export interface PageApiOptions {
  /** The newest host of the page, asked for at each call. */
  readonly host: () => ExtensionHostApi;
  readonly overlays: Overlays;
  readonly onCrash: (crash: ExtensionCrash) => void;
}

type Asynchronous<T> = {
  [K in keyof T]: T[K] extends (...args: infer Args) => infer Answer
    ? (...args: Args) => Answer | Promise<Answer>
    : never;
};

/** `close` ends every subscription that the extension left open. */
export function createPageApi({ host, overlays, onCrash }: PageApiOptions): {
  api: Asynchronous<PageApi>;
  close(): void;
} {
  const subscriptions = new Set<() => void>();
  const api: Asynchronous<PageApi> = {
    fetch: (url, options) => settled(host().fetch(url, options)),
    fetchCrmProperties: (names) => settled(host().fetchCrmProperties(names)),
    subscribeCrmProperties(names, onUpdate) {
      retain(onUpdate);
      const stop = host().subscribeCrmProperties(names, (properties) => {
        void onUpdate(properties);
      });
      const unsubscribe = () => {
        if (!subscriptions.delete(unsubscribe)) return;
        stop();
        release(onUpdate);
      };
      subscriptions.add(unsubscribe);
      return unsubscribe;
    },
    fetchAssociations: (request) =>
      settled(host().fetchAssociations?.(request) ?? missing('associations')),
    fetchCrmSearch: (request) => settled(host().fetchCrmSearch?.(request) ?? missing('CRM search')),
    fetchHubSpotApi: (request) =>
      settled(host().fetchHubSpotApi?.(request) ?? missing("HubSpot's API")),
    formatCrmProperties: (request) =>
      settled(host().formatCrmProperties?.(request) ?? missing('formatted properties')),
    refreshObjectProperties: () => host().refreshObjectProperties(),
    reloadPage: () => host().reloadPage(),
    addAlert: (alert) => host().addAlert(alert),
    openIframeModal(modal, onClose) {
      if (onClose) retain(onClose);
      host().openIframeModal?.(modal, () => {
        void onClose?.();
        release(onClose);
      });
    },
    closeOverlay: (id) => overlays.close(id),
    copyTextToClipboard: (text) =>
      settled(
        host()
          .copyTextToClipboard(text)
          .then(() => null),
      ),
    navigateToPage: (target) => host().navigateToPage?.(target),
    log: (level, message) => host().log(level, message),
    crashed: onCrash,
  };
  return {
    api,
    close() {
      for (const unsubscribe of subscriptions) unsubscribe();
    },
  };
}

async function settled<T>(work: Promise<T>): Promise<Settled<T>> {
  try {
    return { value: await work };
  } catch (error) {
    return {
      error:
        error instanceof Error
          ? { name: error.name, message: error.message }
          : { name: 'Error', message: String(error) },
    };
  }
}

async function missing(what: string): Promise<never> {
  throw new Error(`This page has no ${what} to give to an extension.`);
}
