/** Clicks on links, wherever in the page or in a component they are. */
import { useEffect, useRef } from 'react';
import { navigate } from '../../hubspot-ui/pages/router.ts';

/**
 * Follows links to Lightning pages here, whatever the org's address. What leads from the fictional world
 * into the real one is not opened: `onForeign` is told instead.
 */
export function useLightningLinks(onForeign: (address: string) => void): void {
  const newest = useRef(onForeign);
  newest.current = onForeign;
  useEffect(() => {
    const onClick = (event: MouseEvent) => {
      const link = event.composedPath().find((node) => node instanceof HTMLAnchorElement);
      if (!link?.href || event.defaultPrevented || event.button !== 0) return;
      const { protocol, origin, pathname, search, href } = new URL(link.href);
      if (!protocol.startsWith('http')) return;
      const isHere = origin === location.origin;
      if (
        isHere &&
        (event.ctrlKey || event.metaKey || link.getAttribute('href')?.startsWith('#'))
      ) {
        return;
      }
      event.preventDefault();
      if (isHere || pathname.startsWith('/lightning/')) navigate(`${pathname}${search}`);
      else newest.current(href);
    };
    const onNavigate = (event: CustomEventInit<string>) => {
      const { origin, pathname, href } = new URL(event.detail ?? '/', location.origin);
      if (origin === location.origin || pathname.startsWith('/lightning/')) navigate(pathname);
      else newest.current(href);
    };
    document.addEventListener('click', onClick);
    window.addEventListener('lightning:navigate', onNavigate);
    return () => {
      document.removeEventListener('click', onClick);
      window.removeEventListener('lightning:navigate', onNavigate);
    };
  }, []);
}
