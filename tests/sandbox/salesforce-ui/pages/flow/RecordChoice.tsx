import { type JSX, useState } from 'react';
import { useData } from '../../../hubspot-ui/pages/useData.ts';
import type { ListedObject, ListView } from '../../contract.ts';

export interface Chosen {
  readonly object: ListedObject;
  readonly id: string;
  readonly title: string;
}

interface RecordChoiceProps {
  readonly chosen: readonly Chosen[];
  readonly onChosen: (chosen: readonly Chosen[]) => void;
}

/** As many interviews as Salesforce runs together. */
const most = 200;
const objects: readonly ListedObject[] = ['Contact', 'Account', 'Lead'];

/** Records of any of the objects, up to 200 of them. */
export function RecordChoice({ chosen, onChosen }: RecordChoiceProps): JSX.Element {
  const [object, setObject] = useState<ListedObject>('Contact');
  const { value: list } = useData<ListView>(`/data/records/${object}?limit=${most}`);
  const rows = list?.object === object ? list.rows : [];
  const ids = new Set(chosen.map(({ id }) => id));

  const add = (records: readonly { readonly id: string; readonly title: string }[]) => {
    const more = records
      .filter(({ id }) => !ids.has(id))
      .map(({ id, title }) => ({ object, id, title }));
    onChosen([...chosen, ...more].slice(0, most));
  };

  return (
    <div className="choice">
      <fieldset className="choice-objects">
        <legend className="slds-assistive-text">Object</legend>
        {objects.map((name) => (
          <button
            key={name}
            type="button"
            className="slds-button slds-button_neutral"
            aria-pressed={name === object}
            onClick={() => setObject(name)}
          >
            {name}
          </button>
        ))}
        <button type="button" className="slds-button" onClick={() => add(rows)}>
          Choose all
        </button>
        <button type="button" className="slds-button" onClick={() => onChosen([])}>
          Choose none
        </button>
        <span role="status">
          {chosen.length} of at most {most} chosen
        </span>
      </fieldset>
      <fieldset className="choice-list">
        <legend className="slds-assistive-text">{object} records</legend>
        {rows.map((row) => (
          <label key={row.id} className="check">
            <input
              type="checkbox"
              checked={ids.has(row.id)}
              onChange={() =>
                ids.has(row.id) ? onChosen(chosen.filter(({ id }) => id !== row.id)) : add([row])
              }
            />
            {row.title}
          </label>
        ))}
      </fieldset>
    </div>
  );
}
