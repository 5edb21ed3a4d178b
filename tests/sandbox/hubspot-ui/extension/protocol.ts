/**
 * What the page and an extension's worker call on each other. Only plain data and functions cross;
 * nothing here rejects, because a rejection would surface as an uncaught error on both sides.
 */
import type { RemoteChannel } from '@remote-ui/core';

export interface FetchOptions {
  method?: string;
  /** Milliseconds. */
  timeout?: number;
  body?: unknown;
  headers?: Record<string, string>;
}

export interface FetchAnswer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

export type CrmProperties = Record<string, string | null>;

export interface ExtensionAlert {
  type: string;
  title?: string;
  message?: string;
}

export interface IframeModal {
  uri: string;
  height: number;
  width: number;
  title?: string;
  flush?: boolean;
}

export interface PageTarget {
  to: string;
  params?: Record<string, string>;
}

export type LogLevel = 'debug' | 'info' | 'warn' | 'error';

export interface ExtensionCrash {
  message: string;
  stack?: string;
}

export interface RemoteError {
  name: string;
  message: string;
}

/** An answer that crosses without rejecting. */
export type Settled<T> = { value: T } | { error: RemoteError };

export type Unsubscribe = () => void | Promise<void>;

/** What the worker may ask of the page. */
export interface PageApi {
  fetch(url: string, options: FetchOptions): Settled<FetchAnswer>;
  fetchCrmProperties(names: string[] | '*'): Settled<CrmProperties>;
  subscribeCrmProperties(
    names: string[] | '*',
    onUpdate: (properties: CrmProperties) => void,
  ): Unsubscribe;
  fetchAssociations(request: unknown): Settled<unknown>;
  fetchCrmSearch(request: unknown): Settled<unknown>;
  fetchHubSpotApi(request: unknown): Settled<unknown>;
  formatCrmProperties(request: unknown): Settled<unknown>;
  refreshObjectProperties(): void;
  reloadPage(): void;
  addAlert(alert: ExtensionAlert): void;
  openIframeModal(modal: IframeModal, onClose: (() => void) | undefined): void;
  closeOverlay(id: string): void;
  copyTextToClipboard(text: string): Settled<null>;
  navigateToPage(target: PageTarget): void;
  log(level: LogLevel, message: string): void;
  crashed(crash: ExtensionCrash): void;
}

/** What the page may ask of the worker. */
export interface WorkerApi {
  /** Loads the bundle from the address and draws the extension into the channel. */
  load(bundleUrl: string, channel: RemoteChannel, context: Record<string, unknown>): void;
}
