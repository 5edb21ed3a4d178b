/** Fields for numbers. What is typed is text until it is committed as a number. */
import type {
  CurrencyInputProps,
  NumberInputProps,
  StepperInputProps,
} from '@hubspot/ui-extensions';
import { type JSX, type ReactNode, useRef } from 'react';
import { invoke } from '../events.ts';
import { useEchoedValue } from './echoed-value.ts';
import { Field } from './field.tsx';

type Handlers = Pick<
  NumberInputProps,
  | 'value'
  | 'defaultValue'
  | 'min'
  | 'max'
  | 'precision'
  | 'onChange'
  | 'onInput'
  | 'onBlur'
  | 'onFocus'
>;

export function NumberInput(props: NumberInputProps): JSX.Element {
  const number = useNumberField(props);
  const suffix = props.formatStyle === 'percentage' ? '%' : undefined;
  return <NumberField field={props} number={number} suffix={suffix} align={props.textAlign} />;
}

export function CurrencyInput(props: CurrencyInputProps): JSX.Element {
  const number = useNumberField(props);
  return <NumberField field={props} number={number} prefix={symbolOf(props.currency ?? 'USD')} />;
}

export function StepperInput(props: StepperInputProps): JSX.Element {
  const number = useNumberField(props);
  const { stepSize = 1, min = -Infinity, max = Infinity, readOnly } = props;
  const current = toNumber(number.text) ?? 0;
  const step = (by: number, name: string, reached: string | undefined) => {
    const next = current + by;
    const beyond = next < min || next > max;
    return (
      <button
        type="button"
        className="hsx-step-button"
        aria-label={name}
        title={beyond ? reached : undefined}
        disabled={readOnly || beyond}
        onClick={() => number.set(next)}
      >
        {by < 0 ? '−' : '+'}
      </button>
    );
  };
  return (
    <NumberField
      field={props}
      number={number}
      before={step(-stepSize, 'Decrease', props.minValueReachedTooltip)}
      after={step(stepSize, 'Increase', props.maxValueReachedTooltip)}
    />
  );
}

interface NumberState {
  text: string;
  type(text: string): void;
  set(value: number): void;
  commit(): void;
  focus(): void;
  blur(): void;
}

function useNumberField(props: Handlers): NumberState {
  const initial = props.defaultValue === undefined ? '' : String(props.defaultValue);
  const remote = props.value === undefined ? undefined : String(props.value ?? '');
  const [text, change] = useEchoedValue(remote, initial);
  const committed = useRef(text);
  const set = (value: number) => {
    const rounded = props.precision === undefined ? value : Number(value.toFixed(props.precision));
    change(String(rounded));
    committed.current = String(rounded);
    void invoke(props.onChange, rounded);
  };
  const commit = () => {
    const value = toNumber(text);
    if (text === committed.current) return;
    committed.current = text;
    if (value !== undefined) set(value);
    // An emptied field is told as no number: HubSpot's own field does the same.
    else
      void invoke(props.onChange as ((value: number | undefined) => void) | undefined, undefined);
  };
  return {
    text,
    type(next) {
      change(next);
      const value = toNumber(next);
      if (value !== undefined) void invoke(props.onInput, value);
    },
    set,
    commit,
    focus() {
      committed.current = text;
      const value = toNumber(text);
      if (value !== undefined) void invoke(props.onFocus, value);
    },
    blur() {
      commit();
      const value = toNumber(text);
      if (value !== undefined) void invoke(props.onBlur, value);
    },
  };
}

interface NumberFieldProps {
  field: NumberInputProps | CurrencyInputProps | StepperInputProps;
  number: NumberState;
  prefix?: string;
  suffix?: string;
  align?: 'left' | 'right';
  before?: ReactNode;
  after?: ReactNode;
}

function NumberField(props: NumberFieldProps): JSX.Element {
  const { field, number, prefix, suffix, align, before, after } = props;
  return (
    <Field field={field}>
      {(attributes) => (
        <span className="hsx-affixed" data-stepper={before ? true : undefined}>
          {before}
          {prefix ? <span aria-hidden="true">{prefix}</span> : null}
          <input
            {...attributes}
            className="hsx-input"
            type="number"
            step="any"
            data-number="true"
            name={field.name}
            placeholder={field.placeholder}
            readOnly={field.readOnly}
            min={field.min}
            max={field.max}
            value={number.text}
            style={{ textAlign: align }}
            onChange={(event) => number.type(event.currentTarget.value)}
            onFocus={number.focus}
            onBlur={number.blur}
            onKeyDown={(event) => {
              if (event.key === 'Enter') number.commit();
            }}
          />
          {suffix ? <span aria-hidden="true">{suffix}</span> : null}
          {after}
        </span>
      )}
    </Field>
  );
}

function toNumber(text: string): number | undefined {
  if (text.trim() === '') return undefined;
  const value = Number(text);
  return Number.isFinite(value) ? value : undefined;
}

function symbolOf(currency: string): string {
  const parts = new Intl.NumberFormat('en-GB', { style: 'currency', currency }).formatToParts(0);
  return parts.find(({ type }) => type === 'currency')?.value ?? currency;
}
