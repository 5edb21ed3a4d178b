/** Fields for text. */
import type { InputProps, SearchInputProps, TextAreaProps } from '@hubspot/ui-extensions';
import { type JSX, type KeyboardEvent, useRef } from 'react';
import { invoke } from '../events.ts';
import { useEchoedValue } from './echoed-value.ts';
import { Field } from './field.tsx';
import { IconGlyph } from './icons.tsx';

type TextProps = Pick<
  InputProps,
  'value' | 'defaultValue' | 'onChange' | 'onInput' | 'onBlur' | 'onFocus'
>;

/**
 * HubSpot's two moments: `onInput` at each keystroke, `onChange` when the value is committed by leaving
 * the field or by Enter. https://developers.hubspot.com/docs/apps/developer-platform/add-features/ui-extensions/ui-components/standard-components/input
 */
function useTextField(props: TextProps) {
  const [value, change] = useEchoedValue(props.value, props.defaultValue ?? '');
  const committed = useRef(value);
  const commit = (text: string) => {
    if (text === committed.current) return;
    committed.current = text;
    void invoke(props.onChange, text);
  };
  const type = (text: string) => {
    change(text);
    void invoke(props.onInput, text);
  };
  return {
    type,
    commit,
    attributes: {
      value,
      onChange: (event: { currentTarget: { value: string } }) => type(event.currentTarget.value),
      onFocus: () => {
        committed.current = value;
        void invoke(props.onFocus, value);
      },
      onBlur: () => {
        commit(value);
        void invoke(props.onBlur, value);
      },
    },
  };
}

export function Input(props: InputProps): JSX.Element {
  const { name, type = 'text', placeholder, readOnly } = props;
  const { attributes, commit } = useTextField(props);
  return (
    <Field field={props}>
      {(field) => (
        <input
          {...field}
          {...attributes}
          className="hsx-input"
          type={type}
          name={name}
          placeholder={placeholder}
          readOnly={readOnly}
          onKeyDown={onEnter(commit)}
        />
      )}
    </Field>
  );
}

export function TextArea(props: TextAreaProps): JSX.Element {
  const { name, placeholder, readOnly, rows = 3, cols, maxLength, resize = 'both' } = props;
  const { attributes } = useTextField(props);
  return (
    <Field field={props}>
      {(field) => (
        <textarea
          {...field}
          {...attributes}
          className="hsx-input"
          name={name}
          placeholder={placeholder}
          readOnly={readOnly}
          rows={rows}
          cols={cols}
          maxLength={maxLength}
          style={{ resize }}
        />
      )}
    </Field>
  );
}

export function SearchInput(props: SearchInputProps): JSX.Element {
  const { name, placeholder, readOnly, clearable = true } = props;
  const { attributes, type, commit } = useTextField(props);
  const input = useRef<HTMLInputElement>(null);
  const clear = () => {
    type('');
    commit('');
    input.current?.focus();
  };
  return (
    <Field field={props}>
      {(field) => (
        <span className="hsx-affixed">
          <IconGlyph name="search" size="sm" />
          <input
            {...field}
            {...attributes}
            ref={input}
            className="hsx-input"
            type="search"
            name={name}
            placeholder={placeholder}
            readOnly={readOnly}
            onKeyDown={onEnter(commit)}
          />
          {clearable && attributes.value !== '' ? (
            <button type="button" className="hsx-remove" aria-label="Clear" onClick={clear}>
              <IconGlyph name="remove" size="sm" />
            </button>
          ) : null}
        </span>
      )}
    </Field>
  );
}

function onEnter(commit: (text: string) => void) {
  return (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'Enter') commit(event.currentTarget.value);
  };
}
