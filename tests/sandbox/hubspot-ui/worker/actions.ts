/** The `actions` of an extension, each carried out by the page. */
import { retain } from '@remote-ui/rpc';
import type {
  CrmProperties,
  ExtensionAlert,
  IframeModal,
  PageTarget,
} from '../extension/protocol.ts';
import { page, unwrap } from './page.ts';

/** Everywhere: https://developers.hubspot.com/docs/apps/developer-platform/add-features/ui-extensions/ui-extensions-sdk */
function platformActions() {
  return {
    addAlert(alert: ExtensionAlert): void {
      void page.addAlert(alert);
    },
    openIframeModal(modal: IframeModal, onClose?: () => void): void {
      void page.openIframeModal(modal, onClose && (() => onClose()));
    },
    closeOverlay(id: string): void {
      void page.closeOverlay(id);
    },
    async copyTextToClipboard(text: string): Promise<void> {
      unwrap(await page.copyTextToClipboard(text));
    },
    navigateToPage(target: PageTarget): void {
      void page.navigateToPage(target);
    },
    reloadPage(): void {
      void page.reloadPage();
    },
  };
}

/** Where there is a record. */
function recordActions() {
  return {
    async fetchCrmObjectProperties(names: string[] | '*'): Promise<CrmProperties> {
      return unwrap(await page.fetchCrmProperties(names));
    },
    refreshObjectProperties(): void {
      void page.refreshObjectProperties();
    },
    onCrmPropertiesUpdate(
      names: string[] | '*',
      onUpdate: (properties: CrmProperties) => void,
    ): void {
      void page.subscribeCrmProperties(names, (properties) => onUpdate(properties));
    },
  };
}

/** The actions that HubSpot gives to an extension at this location. */
export function createActions(location: unknown) {
  const onRecord = /^(crm|helpdesk)\./.test(String(location));
  return { ...platformActions(), ...(onRecord ? recordActions() : {}) };
}

/** Follows properties of the record; the answer ends it. */
export async function subscribeCrmProperties(
  names: string[] | '*',
  onUpdate: (properties: CrmProperties) => void,
): Promise<() => void> {
  const unsubscribe = await page.subscribeCrmProperties(names, onUpdate);
  retain(unsubscribe);
  return () => {
    void unsubscribe();
  };
}
