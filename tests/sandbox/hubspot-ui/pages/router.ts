/** Moving between pages without loading them anew. */
import { useEffect, useSyncExternalStore } from 'react';

const moved = 'page-moved';

/** Goes to another page of this site. */
export function navigate(address: string): void {
  history.pushState(null, '', address);
  window.dispatchEvent(new Event(moved));
}

/** Changes the address of the page one is on. */
export function replaceAddress(address: string): void {
  history.replaceState(null, '', address);
}

export function usePathname(): string {
  return useSyncExternalStore(subscribe, () => location.pathname);
}

function subscribe(onMove: () => void): () => void {
  window.addEventListener('popstate', onMove);
  window.addEventListener(moved, onMove);
  return () => {
    window.removeEventListener('popstate', onMove);
    window.removeEventListener(moved, onMove);
  };
}

/**
 * Takes every click on a link that stays here: our own, and those that an app made for HubSpot, whose
 * addresses are the same but for the host.
 */
export function useLocalLinks(): void {
  useEffect(() => {
    const onClick = (event: MouseEvent) => {
      const address = localAddress(event);
      if (address === null) return;
      event.preventDefault();
      navigate(address);
    };
    document.addEventListener('click', onClick);
    return () => document.removeEventListener('click', onClick);
  }, []);
}

function localAddress(event: MouseEvent): string | null {
  const anchor = event.target instanceof Element ? event.target.closest('a[href]') : null;
  if (!(anchor instanceof HTMLAnchorElement) || event.defaultPrevented || event.button !== 0) {
    return null;
  }
  const url = new URL(anchor.href);
  const isHubSpot = /^app(-\w+)?\.hubspot\.com$/.test(url.host);
  if (isHubSpot) return `${url.pathname}${url.search}`;
  const withKeys = event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;
  const staysHere = url.origin === location.origin && anchor.target !== '_blank' && !withKeys;
  if (!staysHere || anchor.getAttribute('href')?.startsWith('#')) return null;
  return `${url.pathname}${url.search}`;
}
