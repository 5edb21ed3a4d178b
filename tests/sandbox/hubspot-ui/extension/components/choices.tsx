/** Fields for a choice: boxes, buttons, switches. */
import type {
  CheckboxProps,
  RadioButtonProps,
  ToggleGroupOption,
  ToggleGroupProps,
  ToggleProps,
} from '@hubspot/ui-extensions';
import { type JSX, useId } from 'react';
import { invoke } from '../events.ts';
import { sizeOf, testId } from './attributes.ts';
import { useEchoedValue } from './echoed-value.ts';
import { FieldGroup } from './field.tsx';

export function Checkbox(props: CheckboxProps): JSX.Element {
  return <Choice {...props} kind="checkbox" label={props['aria-label']} />;
}

export function RadioButton(props: RadioButtonProps): JSX.Element {
  return <Choice {...props} kind="radio" label={undefined} />;
}

function Choice({
  kind,
  label,
  ...props
}: RadioButtonProps & { kind: 'checkbox' | 'radio'; label: string | undefined }): JSX.Element {
  const { value, description, name, inline, readOnly, readonly, onChange, children } = props;
  const [checked, change] = useEchoedValue(props.checked, props.initialIsChecked ?? false);
  const id = useId();
  return (
    <span {...testId(props)} className="hsx-choice" data-inline={inline || undefined}>
      <label data-size={sizeOf(props.size, 'md')}>
        <input
          type={kind}
          name={name}
          value={value}
          checked={checked}
          disabled={readOnly ?? readonly}
          aria-label={label}
          aria-describedby={description ? id : undefined}
          onChange={(event) => {
            change(event.currentTarget.checked);
            void invoke(onChange, event.currentTarget.checked, value ?? '');
          }}
        />
        <span>{children}</span>
      </label>
      {description ? (
        <span id={id} className="hsx-description">
          {description}
        </span>
      ) : null}
    </span>
  );
}

export function Toggle(props: ToggleProps): JSX.Element {
  const { label, labelDisplay = 'inline', name, readOnly, readonly, onChange } = props;
  const { textChecked = 'ON', textUnchecked = 'OFF' } = props;
  const size = sizeOf(props.size, 'md');
  const [checked, change] = useEchoedValue(props.checked, props.initialIsChecked ?? false);
  return (
    <label {...testId(props)} className="hsx-toggle" data-size={size} data-label={labelDisplay}>
      <input
        type="checkbox"
        role="switch"
        aria-checked={checked}
        name={name}
        checked={checked}
        disabled={readOnly ?? readonly}
        onChange={(event) => {
          change(event.currentTarget.checked);
          void invoke(onChange, event.currentTarget.checked);
        }}
      />
      <span className="hsx-switch" aria-hidden="true">
        {size === 'md' ? <span>{checked ? textChecked : textUnchecked}</span> : null}
      </span>
      <span className={labelDisplay === 'hidden' ? 'hsx-hidden' : 'hsx-toggle-label'}>{label}</span>
    </label>
  );
}

export function ToggleGroup(props: ToggleGroupProps): JSX.Element {
  const { toggleType = 'checkboxList', inline } = props;
  const options = props.options ?? [];
  const preset = options.filter(({ initialIsChecked }) => initialIsChecked).map(toValue);
  const [chosen, change] = useEchoedValue(asList(props.value), preset);
  const single = toggleType === 'radioButtonList';
  const choose = (option: ToggleGroupOption, on: boolean) => {
    const others = single ? [] : chosen.filter((value) => value !== option.value);
    const next = on ? [...others, option.value] : others;
    change(next);
    const onChange = props.onChange as ((value: string | string[]) => void) | undefined;
    void invoke(onChange, single ? (next[0] ?? '') : next);
  };
  return (
    <FieldGroup field={props}>
      <div className="hsx-choices" data-inline={inline || undefined}>
        {options.map((option) => (
          <Choice
            key={option.value}
            kind={single ? 'radio' : 'checkbox'}
            label={undefined}
            name={props.name}
            value={option.value}
            size={props.size}
            description={option.description}
            readOnly={option.readOnly ?? option.readonly}
            checked={chosen.includes(option.value)}
            onChange={(on) => choose(option, on)}
          >
            {option.label}
          </Choice>
        ))}
      </div>
    </FieldGroup>
  );
}

function toValue({ value }: ToggleGroupOption): string {
  return value;
}

function asList(value: string | string[] | undefined): string[] | undefined {
  return typeof value === 'string' ? [value] : value;
}
