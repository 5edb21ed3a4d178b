import { type FormEvent, type JSX, type KeyboardEvent, useId, useState } from 'react';
import type { PropertyView, RecordView } from '../../contract.ts';
import { explain, request } from '../api.ts';

interface PropertyEditorProps {
  readonly record: RecordView;
  readonly property: PropertyView;
  readonly onSaved: (record: RecordView) => void;
  readonly onCancel: () => void;
}

/** One property's value in a form of its own: Enter saves, Escape gives up. */
export function PropertyEditor(props: PropertyEditorProps): JSX.Element {
  const { record, property, onSaved, onCancel } = props;
  const [value, setValue] = useState(() => editable(property));
  const [failure, setFailure] = useState<string | null>(null);
  const id = useId();

  async function onSubmit(event: FormEvent) {
    event.preventDefault();
    try {
      const body = { properties: { [property.name]: stored(property, value) } };
      const path = `/data/records/${record.type}/${record.id}`;
      onSaved(await request<RecordView>(path, { method: 'PATCH', body }));
    } catch (error) {
      setFailure(explain(error));
    }
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.key === 'Escape') onCancel();
  }

  return (
    <form className="property-editor" onSubmit={onSubmit} onKeyDown={onKeyDown}>
      <label htmlFor={id}>{property.label}</label>
      <Control
        id={id}
        property={property}
        value={value}
        onChange={setValue}
        failureId={failure ? `${id}-failure` : undefined}
      />
      {failure ? (
        <p className="failure" id={`${id}-failure`} role="alert">
          {failure}
        </p>
      ) : null}
      <div className="button-row">
        <button type="submit" className="button primary small">
          Save
        </button>
        <button type="button" className="button small" onClick={onCancel}>
          Cancel
        </button>
      </div>
    </form>
  );
}

function Control(props: {
  id: string;
  property: PropertyView;
  value: string;
  onChange(value: string): void;
  failureId: string | undefined;
}): JSX.Element {
  const { id, property, value, onChange, failureId } = props;
  const common = {
    id,
    value,
    'aria-invalid': failureId !== undefined,
    'aria-describedby': failureId,
    // The person has just asked to edit this.
    autoFocus: true,
  };
  if (property.kind === 'choice') {
    return (
      <select {...common} onChange={(event) => onChange(event.target.value)}>
        <option value="">--</option>
        {property.options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    );
  }
  if (property.kind === 'long-text') {
    return <textarea {...common} rows={5} onChange={(event) => onChange(event.target.value)} />;
  }
  return (
    <input
      {...common}
      type={inputTypes[property.kind] ?? 'text'}
      step={property.kind === 'number' ? 'any' : undefined}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}

const inputTypes: Readonly<Partial<Record<PropertyView['kind'], string>>> = {
  number: 'number',
  date: 'date',
  datetime: 'datetime-local',
};

/** As the control wants it: a moment as the wall clock of the person at the page. */
function editable({ kind, value }: PropertyView): string {
  if (!value) return '';
  if (kind === 'date') return value.slice(0, 10);
  if (kind !== 'datetime') return value;
  const at = new Date(value);
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

function stored({ kind }: PropertyView, value: string): string {
  return kind === 'datetime' && value !== '' ? new Date(value).toISOString() : value.trim();
}
