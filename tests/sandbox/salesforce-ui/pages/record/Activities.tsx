import type { JSX } from 'react';
import type { ActivityView } from '../../contract.ts';
import { recordAddress } from '../addresses.ts';
import { ObjectIcon } from '../ui/Icon.tsx';

/** The activity timeline: what is to do, then what was done. */
export function Activities({ activities }: { activities: readonly ActivityView[] }): JSX.Element {
  return (
    <section className="slds-card activities" aria-labelledby="activity-title">
      <h2 id="activity-title">Activity</h2>
      <Timeline title="Upcoming & overdue" items={activities.filter(({ isOpen }) => isOpen)} />
      <Timeline title="Past" items={activities.filter(({ isOpen }) => !isOpen)} />
    </section>
  );
}

interface TimelineProps {
  readonly title: string;
  readonly items: readonly ActivityView[];
}

function Timeline({ title, items }: TimelineProps): JSX.Element {
  return (
    <>
      <h3>{title}</h3>
      {items.length === 0 ? <p className="empty">Nothing here.</p> : null}
      <ul>
        {items.map(({ id, object, subject, description, facts }) => (
          <li key={id}>
            <ObjectIcon name={object} />
            <div>
              {object === 'Task' ? <a href={recordAddress('Task', id)}>{subject}</a> : subject}
              <p className="facts">{facts.join(' · ')}</p>
              {description ? <p className="description">{description}</p> : null}
            </div>
          </li>
        ))}
      </ul>
    </>
  );
}
