import type { JSX } from 'react';
import type { ActivityView, AssociatedView, PageObject, RecordView } from '../../contract.ts';
import { recordAddress } from '../addresses.ts';
import { useApp } from '../app-context.ts';
import type { RecordSource } from '../extensions/host.ts';
import { Avatar } from '../ui/Avatar.tsx';
import { initialsOf } from '../ui/initials.ts';
import { useCards } from './cards.ts';
import { RecordCard } from './RecordCard.tsx';
import { SideCard } from './SideCard.tsx';

/** The app's sidebar cards, and what the record is associated with. */
export function AssociationsColumn(props: {
  record: RecordView;
  source: RecordSource;
}): JSX.Element {
  const { record, source } = props;
  const cards = useCards(record, 'crm.record.sidebar');
  const tasks = record.activities.filter(({ type }) => type === 'tasks');
  return (
    <aside className="side" aria-label="Associations and apps">
      {cards.map((card) => (
        <SideCard key={card.uid} title={card.title}>
          <RecordCard card={card} record={record} source={source} location="crm.record.sidebar" />
        </SideCard>
      ))}
      {(['companies', 'contacts', 'deals'] as const)
        .filter((type) => type !== record.type)
        .map((type) => (
          <Associated key={type} type={type} records={record.associated[type]} />
        ))}
      <SideCard title="Tasks" count={tasks.length}>
        <Tasks tasks={tasks} />
      </SideCard>
    </aside>
  );
}

const titles = { companies: 'Companies', contacts: 'Contacts', deals: 'Deals' } as const;

function Associated(props: { type: PageObject; records: readonly AssociatedView[] }): JSX.Element {
  const { type, records } = props;
  const { portal } = useApp();
  return (
    <SideCard title={titles[type]} count={records.length}>
      {records.length === 0 ? <p className="muted">No associated {type}.</p> : null}
      <ul className="plain-list">
        {records.map(({ id, title, isPrimary, facts }) => (
          <li key={id} className="associated">
            <Avatar type={type} initials={initialsOf(title)} />
            <div>
              <p className="associated-title">
                <a href={recordAddress(portal.id, type, id)}>{title}</a>
                {isPrimary ? <span className="tag">Primary</span> : null}
              </p>
              {facts.map(({ label, value }) => (
                <p key={label} className="associated-fact">
                  <span className="visually-hidden">{label}: </span>
                  {value}
                </p>
              ))}
            </div>
          </li>
        ))}
      </ul>
    </SideCard>
  );
}

function Tasks({ tasks }: { readonly tasks: readonly ActivityView[] }): JSX.Element {
  if (tasks.length === 0) return <p className="muted">No open tasks.</p>;
  return (
    <ul className="plain-list">
      {tasks.map(({ id, title, facts }) => (
        <li key={id} className="associated">
          <div>
            <p className="associated-title">{title}</p>
            <p className="associated-fact">
              {facts
                .map(({ label, value }) => (label === 'Due' ? `Due ${value}` : value))
                .join(' · ')}
            </p>
          </div>
        </li>
      ))}
    </ul>
  );
}
