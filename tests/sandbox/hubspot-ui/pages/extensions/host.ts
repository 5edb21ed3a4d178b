/** What HubSpot's page does for an extension. */
import type { ExtensionHostApi } from '../../extension/host.ts';
import type { CrmProperties, FetchAnswer } from '../../extension/protocol.ts';
import { request } from '../api.ts';
import type { AddToast } from '../ui/toasts.tsx';

/** The record around a card; null on pages without one. */
export interface RecordSource {
  values(): Readonly<Record<string, string>>;
  /** Asks the portal anew; everything that shows the record follows. */
  refresh(): Promise<void>;
  subscribe(onChange: () => void): () => void;
}

export function createExtensionHost(
  title: string,
  record: RecordSource | null,
  addToast: AddToast,
): ExtensionHostApi {
  return {
    fetch: (url, options) =>
      request<FetchAnswer>('/hubspot-fetch', { method: 'POST', body: { url, ...options } }),
    async fetchCrmProperties(names) {
      return selected(requireRecord(record), names);
    },
    subscribeCrmProperties(names, onUpdate) {
      const source = requireRecord(record);
      let before = JSON.stringify(selected(source, names));
      return source.subscribe(() => {
        const now = selected(source, names);
        const text = JSON.stringify(now);
        if (text === before) return;
        before = text;
        onUpdate(now);
      });
    },
    refreshObjectProperties() {
      void record?.refresh();
    },
    reloadPage: () => location.reload(),
    addAlert: addToast,
    copyTextToClipboard: (text) => navigator.clipboard.writeText(text),
    log(level, message) {
      console[level](`[${title}] ${message}`);
    },
    crashed({ message, stack }) {
      console.warn(`[${title}] ended: ${stack ?? message}`);
    },
  };
}

function selected(source: RecordSource, names: string[] | '*'): CrmProperties {
  const values = source.values();
  if (names === '*') return { ...values };
  return Object.fromEntries(names.map((name) => [name, values[name] ?? null]));
}

function requireRecord(record: RecordSource | null): RecordSource {
  if (!record) throw new Error('There is no CRM record on this page.');
  return record;
}
