/** What the page around an extension must be able to do. */
import type {
  CrmProperties,
  ExtensionAlert,
  ExtensionCrash,
  FetchAnswer,
  FetchOptions,
  IframeModal,
  LogLevel,
  PageTarget,
} from './protocol.ts';

export interface ExtensionHostApi {
  /**
   * `hubspot.fetch`, performed through the page server's proxy; resolves with what HubSpot would answer,
   * rejects as HubSpot would.
   */
  fetch(url: string, options: FetchOptions): Promise<FetchAnswer>;
  /** CRM properties of the record shown, null where empty. */
  fetchCrmProperties(names: string[] | '*'): Promise<CrmProperties>;
  /** Calls back after each change of one of them, until the answer is called. */
  subscribeCrmProperties(
    names: string[] | '*',
    onUpdate: (properties: CrmProperties) => void,
  ): () => void;
  fetchAssociations?(request: unknown): Promise<unknown>;
  fetchCrmSearch?(request: unknown): Promise<unknown>;
  fetchHubSpotApi?(request: unknown): Promise<unknown>;
  /** HubSpot's display formats, one object for each of `propertiesList`. */
  formatCrmProperties?(request: unknown): Promise<unknown>;
  refreshObjectProperties(): void;
  reloadPage(): void;
  addAlert(alert: ExtensionAlert): void;
  openIframeModal?(modal: IframeModal, onClose: () => void): void;
  copyTextToClipboard(text: string): Promise<void>;
  navigateToPage?(target: PageTarget): void;
  /** An action of HubSpot's own library, such as opening a record. */
  performCrmAction?(actionType: string, actionContext: unknown): Promise<void>;
  log(level: LogLevel, message: string): void;
  /** The extension ended with an error that it did not catch; its area already says so. */
  crashed(error: ExtensionCrash): void;
}
