import type { JSX, ReactNode } from 'react';

interface TableProps {
  readonly label: string;
  readonly columns: readonly string[];
  readonly children: ReactNode;
}

/** A table of the design system; it scrolls by itself where the page is narrow. */
export function Table({ label, columns, children }: TableProps): JSX.Element {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className="table-scroller" aria-label={`${label}, table`} tabIndex={0}>
      <table className="slds-table slds-table_bordered slds-table_cell-buffer">
        <caption className="slds-assistive-text">{label}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </section>
  );
}
