import type { ButtonProps } from '@hubspot/ui-extensions';
import { useSurroundings } from '../surroundings.ts';
import { isElsewhere, safeHref } from './attributes.ts';

export interface Destination {
  /** Undefined where there is none a person may be sent to. */
  readonly address: string | undefined;
  /** In a tab of its own. */
  readonly external: boolean;
}

/** Where a link or a button leads. */
export function useDestination(href: ButtonProps['href']): Destination {
  const { host } = useSurroundings();
  const safe = safeHref(typeof href === 'object' ? href.url : href);
  if (safe === undefined) return { address: undefined, external: false };
  return {
    address: host().addressOf?.(safe) ?? safe,
    external: (typeof href === 'object' && href.external === true) || isElsewhere(safe),
  };
}
