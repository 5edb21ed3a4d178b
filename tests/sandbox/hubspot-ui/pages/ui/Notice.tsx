import type { JSX, ReactNode } from 'react';

/** What stands where there is nothing to show, and what to do next. */
export function Notice({
  title,
  text,
  children,
}: {
  readonly title: string;
  readonly text: string;
  readonly children?: ReactNode;
}): JSX.Element {
  return (
    <div className="notice">
      <h1>{title}</h1>
      <p>{text}</p>
      {children}
    </div>
  );
}
