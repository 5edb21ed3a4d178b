import type { JSX } from 'react';
import { recordAddress } from '../addresses.ts';
import { useApp } from '../app-context.ts';

/** Where to begin, and what there is to see. */
export function RecordsToTry(): JSX.Element | null {
  const { portal, recordsToTry, cards } = useApp();
  if (recordsToTry.length === 0) return null;
  return (
    <aside className="card to-try" aria-labelledby="to-try-title">
      <h2 id="to-try-title">Records to try</h2>
      <p className="muted">Each shows another side of what the app does. Open one and enrich it.</p>
      <ol>
        {recordsToTry.map(({ type, id, title, shows }) => {
          const tab = cards.find(
            (card) => card.location === 'crm.record.tab' && card.objectTypes.includes(type),
          );
          return (
            <li key={`${type}/${id}`}>
              <a href={recordAddress(portal.id, type, id, tab?.uid)}>{title}</a>
              <span>{shows}</span>
            </li>
          );
        })}
      </ol>
    </aside>
  );
}
