import { type JSX, useId, useState } from 'react';
import { Tabs } from '../../../hubspot-ui/pages/ui/Tabs.tsx';
import type { RecordView, RelatedView, SectionView } from '../../contract.ts';
import { RelatedRecords } from './RelatedRecords.tsx';
import { Value } from './Value.tsx';

interface MainColumnProps {
  readonly record: RecordView;
  readonly related: RelatedView;
}

export function MainColumn({ record, related }: MainColumnProps): JSX.Element {
  const [tab, setTab] = useState('details');
  return (
    <div className="slds-card main-column">
      <Tabs
        label={`${record.objectLabel} views`}
        selected={tab}
        onSelect={setTab}
        tabs={[
          {
            id: 'details',
            title: 'Details',
            content: record.sections.map((section) => (
              <Section key={section.label} section={section} />
            )),
          },
          {
            id: 'related',
            title: 'Related',
            content: (
              <>
                <RelatedRecords title="Opportunities" records={related.opportunities} />
                {record.object === 'Account' ? (
                  <RelatedRecords title="Contacts" records={related.contacts} />
                ) : null}
              </>
            ),
          },
        ]}
      />
    </div>
  );
}

function Section({ section }: { readonly section: SectionView }): JSX.Element {
  const name = useId();
  return (
    <section className="detail-section" aria-labelledby={name}>
      <h2 id={name}>{section.label}</h2>
      <dl>
        {section.fields.map((field) => (
          <div key={field.name} data-field={field.name}>
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
