import { type JSX, useDeferredValue, useId, useState } from 'react';
import { useData } from '../../../hubspot-ui/pages/useData.ts';
import type { ListedObject, ListView } from '../../contract.ts';
import { recordAddress } from '../addresses.ts';
import { usePageTitle, useSession } from '../session.ts';
import { ObjectIcon } from '../ui/Icon.tsx';
import { Notice } from '../ui/Notice.tsx';
import { Table } from '../ui/Table.tsx';

export function ListPage({ object }: { readonly object: ListedObject }): JSX.Element {
  const [search, setSearch] = useState('');
  const field = useId();
  const wanted = useDeferredValue(search);
  const { value: list, error } = useData<ListView>(
    `/data/records/${object}?search=${encodeURIComponent(wanted)}`,
  );
  usePageTitle(list?.label ?? object);
  return (
    <main className="page list-page" id="main">
      <RecordsToTry object={object} />
      <section className="slds-card list-card" aria-labelledby={`${field}-title`}>
        <header className="list-header">
          <ObjectIcon name={object} />
          <div>
            <h1 id={`${field}-title`}>{list?.label ?? ''}</h1>
            <p role="status">
              {list ? `${list.total} ${list.total === 1 ? 'item' : 'items'}` : 'Loading…'}
            </p>
          </div>
          <div className="list-search">
            <label className="slds-assistive-text" htmlFor={field}>
              Search this list
            </label>
            <input
              id={field}
              type="search"
              className="slds-input"
              placeholder="Search this list…"
              value={search}
              onChange={(event) => setSearch(event.target.value)}
            />
          </div>
        </header>
        {error ? <Notice title="The list cannot be shown">{error}</Notice> : null}
        {list && list.rows.length > 0 ? <Rows list={list} /> : null}
        {list?.rows.length === 0 ? <p className="empty">No records, or none you may see.</p> : null}
      </section>
    </main>
  );
}

function Rows({ list }: { readonly list: ListView }): JSX.Element {
  return (
    <Table label={list.label} columns={['Name', ...list.columns]}>
      {list.rows.map(({ id, title, values }) => (
        <tr key={id}>
          <th scope="row">
            <a href={recordAddress(list.object, id)}>{title}</a>
          </th>
          {values.map((value, index) => (
            <td key={list.columns[index]}>{value}</td>
          ))}
        </tr>
      ))}
    </Table>
  );
}

function RecordsToTry({ object }: { readonly object: ListedObject }): JSX.Element | null {
  const { recordsToTry } = useSession();
  const here = recordsToTry.filter((record) => record.object === object);
  if (here.length === 0) return null;
  return (
    <section className="slds-card to-try" aria-label="Records to try">
      <h2>Records to try</h2>
      <ul>
        {here.map(({ id, title, shows }) => (
          <li key={id}>
            <a href={recordAddress(object, id)}>{title}</a>
            <span>{shows}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
