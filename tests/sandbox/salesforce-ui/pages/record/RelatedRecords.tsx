import { type JSX, useId } from 'react';
import type { RelatedRecordView } from '../../contract.ts';
import { recordAddress } from '../addresses.ts';
import { ObjectIcon } from '../ui/Icon.tsx';

interface RelatedRecordsProps {
  readonly title: string;
  readonly records: readonly RelatedRecordView[];
}

/** A related list, as tiles. */
export function RelatedRecords({ title, records }: RelatedRecordsProps): JSX.Element {
  const name = useId();
  return (
    <section className="related-list" aria-labelledby={name}>
      <h2 id={name}>
        {title} ({records.length})
      </h2>
      <ul>
        {records.map(({ object, id, title: text, facts }) => (
          <li key={id}>
            <ObjectIcon name={object} />
            <div>
              <a href={recordAddress(object, id)}>{text}</a>
              <dl>
                {facts.map(({ label, value }) => (
                  <div key={label}>
                    <dt>{label}:</dt>
                    <dd>{value || '–'}</dd>
                  </div>
                ))}
              </dl>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
