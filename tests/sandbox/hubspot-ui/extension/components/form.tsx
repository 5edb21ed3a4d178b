/** A form, whose values are told when it is sent. */
import type { FormProps } from '@hubspot/ui-extensions';
import type { JSX } from 'react';
import { createReactions, invoke, plainEvent } from '../events.ts';
import { useSurroundings } from '../surroundings.ts';
import { testId } from './attributes.ts';

type FormValue = string | number | (string | number)[];

export function Form(props: FormProps): JSX.Element {
  const { onSubmit, autoComplete, children } = props;
  const { overlays } = useSurroundings();
  return (
    <form
      {...testId(props)}
      className="hsx-form"
      noValidate
      autoComplete={autoComplete}
      onSubmit={(event) => {
        event.preventDefault();
        // A form in a modal that was opened from this one arrives too, through React's tree.
        if (event.target !== event.currentTarget) return;
        const told = { ...plainEvent(event), targetValue: valuesOf(event.currentTarget) };
        void invoke(
          onSubmit as ((...args: unknown[]) => void) | undefined,
          told,
          createReactions(overlays),
        );
      }}
    >
      {children}
    </form>
  );
}

/** By field name; number fields as numbers, a name that occurs more than once as a list. */
function valuesOf(form: HTMLFormElement): Record<string, FormValue> {
  const data = new FormData(form);
  return Object.fromEntries(
    [...new Set(data.keys())].map((name) => {
      const values = data.getAll(name).map((value) => typed(form, name, String(value)));
      return [name, values.length > 1 ? values : (values[0] ?? '')];
    }),
  );
}

function typed(form: HTMLFormElement, name: string, value: string): string | number {
  const isNumber = form.querySelector(`[name="${CSS.escape(name)}"][data-number]`) !== null;
  return isNumber && value !== '' ? Number(value) : value;
}
