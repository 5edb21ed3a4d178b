import { type JSX, useId, useState } from 'react';
import type { ListedObject, ListView } from '../../contract.ts';
import { useServerEvent } from '../live.ts';
import { useData } from '../useData.ts';

interface RecordPickerProps {
  readonly type: ListedObject;
  readonly types: readonly ListedObject[];
  /** Ids of the records chosen. */
  readonly selection: readonly string[];
  readonly onType: (type: ListedObject) => void;
  readonly onSelection: (selection: readonly string[]) => void;
}

/** As many as a workflow of this page enrols at once. */
const mostRecords = 10_000;
/** Beyond this nobody ticks boxes one by one. */
const listedRecords = 200;

export function RecordPicker(props: RecordPickerProps): JSX.Element {
  const { type, types, selection, onType, onSelection } = props;
  const [first, setFirst] = useState('10');
  const { value: list, refresh } = useData<ListView>(`/data/records/${type}?limit=${mostRecords}`);
  useServerEvent('portal', () => void refresh());
  const number = useId();
  const rows = list?.rows ?? [];
  const chosen = new Set(selection);

  function chooseFirst(count: number) {
    onSelection(rows.slice(0, count).map(({ id }) => id));
  }

  function toggle(id: string) {
    onSelection(chosen.has(id) ? selection.filter((other) => other !== id) : [...selection, id]);
  }

  return (
    <div className="picker">
      <fieldset className="filter-row">
        <legend className="visually-hidden">Object</legend>
        {types.map((name) => (
          <button
            key={name}
            type="button"
            className="chip"
            aria-pressed={name === type}
            onClick={() => onType(name)}
          >
            {name}
          </button>
        ))}
      </fieldset>
      <div className="picker-first">
        <label htmlFor={number}>The first</label>
        <input
          id={number}
          type="number"
          min={1}
          max={mostRecords}
          value={first}
          onChange={(event) => setFirst(event.target.value)}
        />
        <button type="button" className="button small" onClick={() => chooseFirst(Number(first))}>
          Choose
        </button>
        <button type="button" className="button small" onClick={() => chooseFirst(rows.length)}>
          All {rows.length}
        </button>
      </div>
      <fieldset className="picker-list">
        <legend className="visually-hidden">Records to enrol</legend>
        {rows.slice(0, listedRecords).map((row) => (
          <label key={row.id}>
            <input type="checkbox" checked={chosen.has(row.id)} onChange={() => toggle(row.id)} />
            <span>{row.title}</span>
            <span className="muted">{row.email || row.domain}</span>
          </label>
        ))}
        {rows.length > listedRecords ? (
          <p className="muted">and {rows.length - listedRecords} more, to be chosen by number</p>
        ) : null}
      </fieldset>
      <div className="picker-first">
        <p role="status" className="muted">
          {selection.length} chosen
        </p>
        {selection.length > 0 ? (
          <button type="button" className="button small" onClick={() => onSelection([])}>
            Choose none
          </button>
        ) : null}
      </div>
    </div>
  );
}
