import type { JSX, ReactNode } from 'react';

/** What stands where a page has nothing to show. */
export function Notice({ title, children }: { title: string; children: ReactNode }): JSX.Element {
  return (
    <section className="slds-card notice" role="alert">
      <h1 className="slds-text-heading_medium">{title}</h1>
      <p>{children}</p>
    </section>
  );
}
