/** The `actions` of an extension, each carried out by the page. */
import { retain } from '@remote-ui/rpc';
import type {
  CrmProperties,
  ExtensionAlert,
  IframeModal,
  PageTarget,
} from '../extension/protocol.ts';
import { page, unwrap } from './page.ts';

/** https://developers.hubspot.com/docs/apps/developer-platform/add-features/ui-extensions/ui-extensions-sdk */
export function createActions() {
  return {
    addAlert(alert: ExtensionAlert): void {
      void page.addAlert(alert);
    },
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
