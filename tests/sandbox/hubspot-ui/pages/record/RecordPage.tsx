import { type JSX, useEffect, useMemo, useRef } from 'react';
import type { PageObject, RecordView } from '../../contract.ts';
import { listAddress } from '../addresses.ts';
import { useApp } from '../app-context.ts';
import type { RecordSource } from '../extensions/host.ts';
import { useServerEvent } from '../live.ts';
import { Notice } from '../ui/Notice.tsx';
import { type Data, useData } from '../useData.ts';
import { usePageTitle } from '../usePageTitle.ts';
import { AssociationsColumn } from './AssociationsColumn.tsx';
import { MiddleColumn } from './MiddleColumn.tsx';
import { PropertiesColumn } from './PropertiesColumn.tsx';

/** A record in three columns: what it is, what happens with it, what it belongs to. */
export function RecordPage(props: { type: PageObject; id: string }): JSX.Element {
  const { type, id } = props;
  const { portal } = useApp();
  const data = useData<RecordView>(`/data/records/${type}/${id}`);
  const source = useRecordSource(data);
  useServerEvent('portal', () => void data.refresh());
  usePageTitle(data.value?.title ?? 'Record');
  if (data.error && (data.notFound || !data.value)) {
    const list = type === 'companies' ? 'companies' : 'contacts';
    return (
      <main className="page" id="main">
        <Notice title="There is nothing to show" text={data.error}>
          <a className="button" href={listAddress(portal.id, list)}>
            Back to {list}
          </a>
        </Notice>
      </main>
    );
  }
  const record = data.value;
  if (!record) return <main className="page" id="main" aria-busy="true" />;
  return (
    <main className="record-page" id="main">
      <PropertiesColumn record={record} onSaved={data.set} />
      <MiddleColumn record={record} source={source} />
      <AssociationsColumn record={record} source={source} />
    </main>
  );
}

/** The record as cards read and watch it; the same object for as long as the page stands. */
function useRecordSource(data: Data<RecordView>): RecordSource {
  const newest = useRef(data);
  newest.current = data;
  const listeners = useRef(new Set<() => void>());
  const values = data.value?.values;
  // biome-ignore lint/correctness/useExhaustiveDependencies: whoever watches is told of new values
  useEffect(() => {
    for (const listener of listeners.current) listener();
  }, [values]);
  return useMemo(
    () => ({
      values: () => newest.current.value?.values ?? {},
      refresh: () => newest.current.refresh(),
      subscribe(onChange) {
        listeners.current.add(onChange);
        return () => listeners.current.delete(onChange);
      },
    }),
    [],
  );
}
