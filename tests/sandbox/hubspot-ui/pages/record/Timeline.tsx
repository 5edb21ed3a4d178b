import { type JSX, useState } from 'react';
import type { ActivityView } from '../../contract.ts';
import { recordAddress } from '../addresses.ts';
import { useApp } from '../app-context.ts';
import { Icon, type IconName } from '../ui/Icon.tsx';
import { dateAndTime } from '../ui/time.ts';

const kinds = {
  tasks: { label: 'Task', icon: 'task' },
  notes: { label: 'Note', icon: 'note' },
  deals: { label: 'Deal', icon: 'deal' },
} as const satisfies Record<ActivityView['type'], { label: string; icon: IconName }>;

const filters = ['all', 'tasks', 'notes', 'deals'] as const;

/** Everything that happened with a record, newest first. */
export function Timeline({
  activities,
}: {
  readonly activities: readonly ActivityView[];
}): JSX.Element {
  const [filter, setFilter] = useState<(typeof filters)[number]>('all');
  const shown = activities.filter(({ type }) => filter === 'all' || type === filter);
  return (
    <section className="card" aria-labelledby="timeline-title">
      <div className="timeline-head">
        <h2 id="timeline-title">Activities</h2>
        <fieldset className="filter-row">
          <legend className="visually-hidden">Show</legend>
          {filters.map((name) => (
            <button
              key={name}
              type="button"
              className="chip"
              aria-pressed={filter === name}
              onClick={() => setFilter(name)}
            >
              {name}
            </button>
          ))}
        </fieldset>
      </div>
      <ActivityList activities={shown} headingLevel={3} />
    </section>
  );
}

export function ActivityList(props: {
  activities: readonly ActivityView[];
  headingLevel: 3 | 4;
}): JSX.Element {
  if (props.activities.length === 0) {
    return (
      <p className="muted">No tasks, notes or deals yet. What the app creates appears here.</p>
    );
  }
  return (
    <ol className="timeline">
      {props.activities.map((activity) => (
        <Activity key={`${activity.type}/${activity.id}`} {...props} activity={activity} />
      ))}
    </ol>
  );
}

function Activity(props: { activity: ActivityView; headingLevel: 3 | 4 }): JSX.Element {
  const { type, id, title, body, facts, createdAt } = props.activity;
  const { portal } = useApp();
  const Title = `h${props.headingLevel}` as const;
  return (
    <li className="activity">
      <span className="activity-icon" data-type={type}>
        <Icon name={kinds[type].icon} />
      </span>
      <div className="activity-body">
        <p className="activity-kind">
          <span>{kinds[type].label}</span>
          <time dateTime={createdAt}>{dateAndTime(createdAt)}</time>
        </p>
        <Title>
          {type === 'deals' ? <a href={recordAddress(portal.id, 'deals', id)}>{title}</a> : title}
        </Title>
        {body ? <p className="activity-text">{body}</p> : null}
        <dl className="inline-facts">
          {facts.map(({ label, value }) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      </div>
    </li>
  );
}
