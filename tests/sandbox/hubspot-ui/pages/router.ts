/** Moving between pages without loading them anew. */
import { useEffect, useRef, useSyncExternalStore } from 'react';

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
 * addresses are the same but for the host. Any other leads from the fictional world into the real one,
 * where there is nothing to see: `onForeign` is told instead.
 */
export function useLinks(onForeign: (address: string) => void): void {
  const newest = useRef(onForeign);
  newest.current = onForeign;
  useEffect(() => {
    const onClick = (event: MouseEvent) => {
      const link = event.target instanceof Element ? event.target.closest('a[href]') : null;
      if (!(link instanceof HTMLAnchorElement) || event.defaultPrevented) return;
      const url = new URL(link.href);
      if (!url.protocol.startsWith('http')) return;
      const isHere = url.origin === location.origin;
      const isHubSpot = /^app(-\w+)?\.hubspot\.com$/.test(url.host);
      // A tab or window of its own, or a place on this page: the browser's own business.
      if (isHere && (opensElsewhere(event, link) || isOnThisPage(link))) return;
      event.preventDefault();
      if (isHere || isHubSpot) navigate(`${url.pathname}${url.search}`);
      else newest.current(url.href);
    };
    document.addEventListener('click', onClick);
    return () => document.removeEventListener('click', onClick);
  }, []);
}

function opensElsewhere(event: MouseEvent, link: HTMLAnchorElement): boolean {
  const withKeys = event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;
  return withKeys || event.button !== 0 || link.target === '_blank';
}

function isOnThisPage(link: HTMLAnchorElement): boolean {
  return link.getAttribute('href')?.startsWith('#') ?? false;
}
