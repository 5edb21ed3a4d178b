import { NumberInput } from '@hubspot/ui-extensions';
import type { Typed } from '../draft/draft.ts';
import { type Editor, inputProps } from './editor.ts';

interface NumberFieldProps {
  readonly editor: Pick<Editor, 'faults'>;
  /** Dotted path of the setting. */
  readonly path: string;
  readonly label: string;
  readonly value: Typed;
  readonly onChange: (value: Typed) => void;
  readonly description?: string;
  readonly placeholder?: string;
  readonly required?: boolean;
  /** Tells of every key pressed, for a number that others depend on. */
  readonly live?: boolean;
}

/** A number with its fault beside it. An emptied input is null. */
export function NumberField(props: NumberFieldProps) {
  const { editor, path, label, value, onChange, description, placeholder, live } = props;
  const take = (typed: unknown) => onChange(numberOf(typed));
  return (
    <NumberInput
      {...inputProps(editor, path)}
      label={label}
      value={value ?? undefined}
      description={description}
      placeholder={placeholder}
      required={props.required ?? true}
      onChange={take}
      onInput={live ? take : undefined}
    />
  );
}

function numberOf(typed: unknown): Typed {
  if (typed === '' || typed === null || typed === undefined) return null;
  return Number.isFinite(Number(typed)) ? Number(typed) : null;
}
