import type { JSX } from 'react';
import type { RecordView } from '../../contract.ts';
import { ObjectIcon } from '../ui/Icon.tsx';
import { Value } from './Value.tsx';

/** The panel at the top of a record page. */
export function Highlights({ record }: { readonly record: RecordView }): JSX.Element {
  return (
    <section className="slds-card highlights" aria-label="Highlights">
      <header>
        <ObjectIcon name={record.object} />
        <div>
          <p className="object-label">{record.objectLabel}</p>
          <h1>{record.title}</h1>
        </div>
      </header>
      <dl>
        {record.highlights.map((field) => (
          <div key={field.name}>
            <dt>{field.label}</dt>
            <dd>
              <Value field={field} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
