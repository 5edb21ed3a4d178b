import { type JSX, useRef, useState } from 'react';
import type { PropertyView, RecordView } from '../../contract.ts';
import { Icon } from '../ui/Icon.tsx';
import { PropertyEditor } from './PropertyEditor.tsx';

interface PropertyRowProps {
  readonly record: RecordView;
  readonly property: PropertyView;
  readonly onSaved: (record: RecordView) => void;
}

/** More than this is folded away until somebody wants to read it. */
const foldedLength = 160;

export function PropertyRow({ record, property, onSaved }: PropertyRowProps): JSX.Element {
  const [isEditing, setEditing] = useState(false);
  const edit = useRef<HTMLButtonElement>(null);
  function finish() {
    setEditing(false);
    // The button is drawn again before focus can go back to it.
    requestAnimationFrame(() => edit.current?.focus());
  }
  if (isEditing) {
    return (
      <div className="property" data-editing>
        <dt className="visually-hidden">{property.label}</dt>
        <dd>
          <PropertyEditor
            record={record}
            property={property}
            onCancel={finish}
            onSaved={(saved) => {
              onSaved(saved);
              finish();
            }}
          />
        </dd>
      </div>
    );
  }
  return (
    <div className="property">
      <dt>{property.label}</dt>
      <dd>
        <PropertyValue property={property} />
        {property.readOnly ? null : (
          <button
            ref={edit}
            type="button"
            className="icon-button edit"
            aria-label={`Edit ${property.label}`}
            onClick={() => setEditing(true)}
          >
            <Icon name="edit" />
          </button>
        )}
      </dd>
    </div>
  );
}

function PropertyValue({ property }: { readonly property: PropertyView }): JSX.Element {
  const { display } = property;
  if (display === '') return <span className="muted">--</span>;
  if (display.length <= foldedLength) return <span className="property-value">{display}</span>;
  return (
    <details className="property-long">
      <summary>
        <span className="property-value">{display.slice(0, foldedLength).trimEnd()}…</span>
        <span className="more">More</span>
      </summary>
      <span className="property-value">{display}</span>
    </details>
  );
}
