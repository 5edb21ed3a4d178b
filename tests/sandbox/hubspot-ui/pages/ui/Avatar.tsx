import type { JSX } from 'react';
import type { PageObject } from '../../contract.ts';
import { Icon } from './Icon.tsx';

/** Initials for people, a building for companies. */
export function Avatar({
  type,
  initials,
  isLarge = false,
}: {
  readonly type: PageObject;
  readonly initials: string;
  readonly isLarge?: boolean;
}): JSX.Element {
  return (
    <span className="avatar" data-type={type} data-large={isLarge} aria-hidden="true">
      {type === 'contacts' ? initials : <Icon name={type === 'companies' ? 'building' : 'deal'} />}
    </span>
  );
}
