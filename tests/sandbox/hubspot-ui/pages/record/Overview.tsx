import type { JSX } from 'react';
import type { AssociatedView, PageObject, PropertyView, RecordView } from '../../contract.ts';
import { recordAddress } from '../addresses.ts';
import { useApp } from '../app-context.ts';
import { ScrollingTable } from '../ui/ScrollingTable.tsx';
import { ActivityList } from './Timeline.tsx';

const highlights: Readonly<Record<PageObject, readonly string[]>> = {
  contacts: ['createdate', 'lifecyclestage', 'hubspot_owner_id'],
  companies: ['createdate', 'lifecyclestage', 'hubspot_owner_id'],
  deals: ['amount', 'dealstage', 'closedate'],
};

const recentActivities = 3;

export function Overview({ record }: { readonly record: RecordView }): JSX.Element {
  const properties = record.groups.flatMap((group) => group.properties);
  return (
    <div className="stack">
      <section className="card" aria-labelledby="highlights-title">
        <h2 id="highlights-title">Data highlights</h2>
        <dl className="highlights">
          {highlights[record.type].flatMap((name) => {
            const property = properties.find((candidate) => candidate.name === name);
            return property ? [<Highlight key={name} property={property} />] : [];
          })}
        </dl>
      </section>
      <section className="card" aria-labelledby="recent-title">
        <h2 id="recent-title">Recent activities</h2>
        <ActivityList activities={record.activities.slice(0, recentActivities)} headingLevel={3} />
      </section>
      {(['companies', 'contacts', 'deals'] as const)
        .filter((type) => type !== record.type)
        .map((type) => (
          <AssociatedTable key={type} type={type} records={record.associated[type]} />
        ))}
    </div>
  );
}

function Highlight({ property }: { readonly property: PropertyView }): JSX.Element {
  return (
    <div>
      <dt>{property.label}</dt>
      <dd>{property.display || '--'}</dd>
    </div>
  );
}

function AssociatedTable(props: {
  type: PageObject;
  records: readonly AssociatedView[];
}): JSX.Element {
  const { type, records } = props;
  const { portal } = useApp();
  const labels = records[0]?.facts.map(({ label }) => label) ?? [];
  const columns = [
    ...new Set([...labels, ...records.flatMap(({ facts }) => facts.map((f) => f.label))]),
  ];
  return (
    <div className="card">
      <h2 className="capitalised">{type}</h2>
      {records.length === 0 ? (
        <p className="muted">No associated {type}.</p>
      ) : (
        <ScrollingTable label={`Associated ${type}`}>
          <table className="table">
            <thead>
              <tr>
                <th scope="col">Name</th>
                {columns.map((label) => (
                  <th scope="col" key={label}>
                    {label}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {records.map(({ id, title, facts }) => (
                <tr key={id}>
                  <th scope="row">
                    <a href={recordAddress(portal.id, type, id)}>{title}</a>
                  </th>
                  {columns.map((label) => (
                    <td key={label}>
                      {facts.find((fact) => fact.label === label)?.value ?? (
                        <span className="muted">--</span>
                      )}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollingTable>
      )}
    </div>
  );
}
