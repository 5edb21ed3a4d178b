import type { JSX } from 'react';
import type { PageObject } from '../../contract.ts';

type IconName = PageObject | 'Event' | 'List' | 'Flow' | 'Setup';

/** Drawn for these pages; in the components Salesforce's own icons are at work. */
const shapes: Readonly<Record<IconName, string>> = {
  Contact: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8Zm-8 8c0-4 3.6-6 8-6s8 2 8 6Z',
  Account: 'M5 20V4h8v16Zm10 0V9h5v11ZM7 7h4M7 11h4M7 15h4',
  Lead: 'm12 3 2.5 6 6.5.5-5 4.3 1.6 6.4L12 16.8 6.400 20.200 8 13.800 3 9.500 9.500 9Z',
  Opportunity: 'M4 8h16l-2 12H6ZM8 8a4 4 0 0 1 8 0',
  Task: 'M5 5h14v14H5Zm3 7 3 3 5-6',
  Event: 'M4 6h16v14H4Zm0 5h16M8 3v5m8-5v5',
  List: 'M4 6h16M4 12h16M4 18h16',
  Flow: 'M4 5h7v5H4Zm9 9h7v5h-7ZM7.500 10v6.500H13',
  Setup:
    'M12 8.500a3.500 3.500 0 1 0 0 7 3.500 3.500 0 0 0 0-7ZM12 3v3m0 12v3M3 12h3m12 0h3M5.600 5.600l2.100 2.100m8.600 8.600 2.100 2.100m0-12.800-2.100 2.100m-8.600 8.600-2.100 2.100',
};

export function ObjectIcon({ name }: { readonly name: IconName }): JSX.Element {
  return (
    <span className="object-icon" data-object={name} aria-hidden="true">
      <svg viewBox="0 0 24 24" focusable="false" role="presentation">
        <path d={shapes[name]} />
      </svg>
    </span>
  );
}
