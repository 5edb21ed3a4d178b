/** Fields for one or several of given options. */
import type { MultiSelectProps, SelectProps } from '@hubspot/ui-extensions';
import { type JSX, useId, useRef } from 'react';
import { invoke } from '../events.ts';
import { useEchoedValue } from './echoed-value.ts';
import { Field, FieldGroup } from './field.tsx';
import { IconGlyph } from './icons.tsx';

type Value = string | number | boolean;

/** Cards hand in null while their options are on the way; HubSpot's fields bear it. */
const NONE: SelectProps['options'] = [];

export function Select(props: SelectProps): JSX.Element {
  const { name, placeholder, readOnly, variant = 'input', onChange } = props;
  const options = props.options ?? NONE;
  const [value, change] = useEchoedValue<Value | null>(props.value, null);
  const selected = options.find((option) => option.value === value);
  return (
    <Field field={props}>
      {(field) => (
        <span className="hsx-select" data-variant={variant}>
          <select
            {...field}
            className="hsx-input"
            name={name}
            disabled={readOnly}
            data-empty={selected ? undefined : true}
            value={selected ? String(selected.value) : ''}
            onChange={(event) => {
              // The option's own value: a number or a boolean is not to become text.
              const chosen = options.find(({ value }) => String(value) === event.target.value);
              if (!chosen) return;
              change(chosen.value);
              void invoke(onChange, chosen.value);
            }}
          >
            {selected ? null : (
              <option value="" disabled>
                {placeholder ?? 'Select'}
              </option>
            )}
            {options.map((option) => (
              <option key={String(option.value)} value={String(option.value)}>
                {option.label}
              </option>
            ))}
          </select>
          <IconGlyph name="downCarat" size="sm" />
        </span>
      )}
    </Field>
  );
}

export function MultiSelect(props: MultiSelectProps): JSX.Element {
  const { name, placeholder, readOnly, onChange } = props;
  const options = props.options ?? NONE;
  const [chosen, change] = useEchoedValue<Value[]>(props.value, []);
  const box = useRef<HTMLDetailsElement>(null);
  const listId = useId();
  const labels = options.filter(({ value }) => chosen.includes(value)).map(({ label }) => label);
  const choose = (value: Value, on: boolean) => {
    const next = options
      .map((option) => option.value)
      .filter((other) => (other === value ? on : chosen.includes(other)));
    change(next);
    void invoke(onChange, next);
  };
  return (
    <FieldGroup field={props}>
      <details
        ref={box}
        className="hsx-multi"
        onKeyDown={(event) => {
          if (event.key !== 'Escape' || !box.current) return;
          box.current.open = false;
          box.current.querySelector('summary')?.focus();
        }}
      >
        <summary className="hsx-input" aria-controls={listId}>
          {labels.length > 0 ? labels.join(', ') : (placeholder ?? 'Select')}
          <IconGlyph name="downCarat" size="sm" />
        </summary>
        <div id={listId} className="hsx-multi-list">
          {options.map(({ label, value }) => (
            <label key={String(value)}>
              <input
                type="checkbox"
                name={name}
                value={String(value)}
                checked={chosen.includes(value)}
                disabled={readOnly}
                onChange={(event) => choose(value, event.currentTarget.checked)}
              />
              <span>{label}</span>
            </label>
          ))}
        </div>
      </details>
    </FieldGroup>
  );
}
