import { type JSX, useId } from 'react';
import type { ActionField, ActionView } from '../../contract.ts';

interface ActionInputsProps {
  readonly action: ActionView;
  readonly values: Readonly<Record<string, string>>;
  readonly onChange: (values: Readonly<Record<string, string>>) => void;
}

/** The inputs of an action as its meta file describes them. */
export function ActionInputs({ action, values, onChange }: ActionInputsProps): JSX.Element {
  return (
    <div className="form">
      {action.inputs.map((field) => (
        <ActionInput
          key={field.name}
          field={field}
          value={values[field.name] ?? ''}
          onChange={(value) => onChange({ ...values, [field.name]: value })}
        />
      ))}
    </div>
  );
}

function ActionInput(props: {
  field: ActionField;
  value: string;
  onChange(value: string): void;
}): JSX.Element {
  const { field, value, onChange } = props;
  const id = useId();
  const help = `${id}-help`;
  const common = {
    id,
    value,
    required: field.isRequired,
    'aria-describedby': field.description ? help : undefined,
  };
  return (
    <div className="field">
      <label htmlFor={id}>{field.label}</label>
      {field.options.length > 0 ? (
        <select {...common} onChange={(event) => onChange(event.target.value)}>
          <option value="">No choice</option>
          {field.options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      ) : (
        <input {...common} onChange={(event) => onChange(event.target.value)} />
      )}
      {field.description ? (
        <p className="help" id={help}>
          {field.description}
        </p>
      ) : null}
    </div>
  );
}
