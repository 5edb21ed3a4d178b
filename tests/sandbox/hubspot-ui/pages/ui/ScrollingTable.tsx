import type { JSX, ReactNode } from 'react';

/** A table that scrolls sideways on narrow pages, by keyboard too. */
export function ScrollingTable(props: { label: string; children: ReactNode }): JSX.Element {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className="table-scroll" aria-label={props.label} tabIndex={0}>
      {props.children}
    </section>
  );
}
