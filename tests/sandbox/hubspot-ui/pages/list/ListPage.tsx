import { type JSX, useDeferredValue, useState } from 'react';
import type { ListedObject, ListView, RowView } from '../../contract.ts';
import { recordAddress } from '../addresses.ts';
import { useApp } from '../app-context.ts';
import { useServerEvent } from '../live.ts';
import { Avatar } from '../ui/Avatar.tsx';
import { Icon } from '../ui/Icon.tsx';
import { initialsOf } from '../ui/initials.ts';
import { ScoreBadge } from '../ui/ScoreBadge.tsx';
import { ScrollingTable } from '../ui/ScrollingTable.tsx';
import { dateOnly } from '../ui/time.ts';
import { useData } from '../useData.ts';
import { usePageTitle } from '../usePageTitle.ts';
import { CreateRecord } from './CreateRecord.tsx';
import { RecordsToTry } from './RecordsToTry.tsx';

const pageSize = 100;
const titles = { contacts: 'Contacts', companies: 'Companies' } as const;
const singular = { contacts: 'contact', companies: 'company' } as const;

/** All records of a type, with search. */
export function ListPage({ type }: { readonly type: ListedObject }): JSX.Element {
  const [search, setSearch] = useState('');
  const [isCreating, setCreating] = useState(false);
  const query = new URLSearchParams({
    search: useDeferredValue(search),
    limit: String(pageSize),
  });
  const { value: list, error, refresh } = useData<ListView>(`/data/records/${type}?${query}`);
  const [shown, setShown] = useState<ListView>();
  // While the next answer is on its way, the last one stays in place.
  if (list && list !== shown) setShown(list);
  useServerEvent('portal', () => void refresh());
  usePageTitle(titles[type]);
  return (
    <main className="page list-page" id="main">
      <div className="page-head">
        <div>
          <h1>{titles[type]}</h1>
          <p className="muted" role="status">
            {error ?? countOf(shown)}
          </p>
        </div>
        <button type="button" className="button primary" onClick={() => setCreating(true)}>
          <Icon name="add" />
          Create {singular[type]}
        </button>
      </div>
      <div className="list-columns">
        <section className="card list-card" aria-label={`All ${type}`}>
          <div className="list-tools">
            <label className="search">
              <span className="visually-hidden">Search {type}</span>
              <Icon name="search" />
              <input
                type="search"
                placeholder={
                  type === 'contacts' ? 'Search name, email, phone' : 'Search name, domain, phone'
                }
                value={search}
                onChange={(event) => setSearch(event.target.value)}
              />
            </label>
          </div>
          <RecordTable type={type} rows={shown?.rows ?? []} />
          {shown && shown.rows.length === 0 ? (
            <p className="list-empty">
              Nothing matches “{search}”. Search for a part of a name, address or domain.
            </p>
          ) : null}
          {shown && shown.total > shown.rows.length ? (
            <p className="list-more muted">
              The first {shown.rows.length} of {shown.total}. Search to find the others.
            </p>
          ) : null}
        </section>
        <RecordsToTry />
      </div>
      {isCreating ? <CreateRecord type={type} onClose={() => setCreating(false)} /> : null}
    </main>
  );
}

function countOf(list: ListView | undefined): string {
  if (!list) return 'Loading…';
  return list.total === 1 ? '1 record' : `${list.total} records`;
}

function RecordTable(props: { type: ListedObject; rows: readonly RowView[] }): JSX.Element {
  const { type, rows } = props;
  const isContacts = type === 'contacts';
  return (
    <ScrollingTable label={`Table of ${type}`}>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col" className="numeric">
              oppSpot score
            </th>
            <th scope="col">{isContacts ? 'Email' : 'Company domain'}</th>
            {isContacts ? <th scope="col">Company</th> : null}
            <th scope="col">Owner</th>
            <th scope="col">Last modified</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <RecordRow key={row.id} type={type} row={row} />
          ))}
        </tbody>
      </table>
    </ScrollingTable>
  );
}

function RecordRow({ type, row }: { type: ListedObject; row: RowView }): JSX.Element {
  const { portal } = useApp();
  const isContacts = type === 'contacts';
  return (
    <tr>
      <th scope="row">
        <a className="record-link" href={recordAddress(portal.id, type, row.id)}>
          <Avatar type={type} initials={initialsOf(row.title)} />
          {row.title}
        </a>
      </th>
      <td className="numeric">
        <ScoreBadge score={row.score} />
      </td>
      <td>{(isContacts ? row.email : row.domain) || <span className="muted">–</span>}</td>
      {isContacts ? <td>{row.company || <span className="muted">–</span>}</td> : null}
      <td>{row.owner || <span className="muted">No owner</span>}</td>
      <td className="muted">{dateOnly(row.updatedAt)}</td>
    </tr>
  );
}
