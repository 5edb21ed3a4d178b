/** Whether a value can stand in a field of a CRM, and as what. */
import type { CrmField } from '../contract/mappings.ts';
import { shorten } from '../text/shorten.ts';
import { readNumber } from './apply.ts';
import { readMoment } from './moment.ts';

/** What decides which values a field takes; kept with a mapping from the moment it was checked. */
export type FieldShape = Pick<CrmField, 'type' | 'maxLength'> & {
  readonly options: Options | null;
};

type Options = readonly { readonly value: string; readonly label: string }[];

export type Fitted =
  | { readonly ok: true; readonly value: string | number | boolean | null }
  | { readonly ok: false; readonly reason: string };

/**
 * The value as the field's type has it: texts cut to the field's length, days and instants in ISO 8601,
 * options by their value or label, several of them joined by `;` in the field's order. Null for blank.
 */
export function fitValue(shape: FieldShape, value: string | number): Fitted {
  const text = String(value).trim();
  if (text === '') return ok(null);
  switch (shape.type) {
    case 'text':
    case 'long-text':
      return ok(shape.maxLength === null ? text : shorten(text, shape.maxLength));
    case 'number': {
      const number = readNumber(value);
      return number === null ? refuse('The value is not a number.') : ok(number);
    }
    case 'boolean': {
      const word = text.toLowerCase();
      return word === 'true' || word === 'false'
        ? ok(word === 'true')
        : refuse('The value is neither true nor false.');
    }
    case 'date':
    case 'datetime': {
      const moment = readMoment(value)?.toISOString();
      if (moment === undefined) return refuse('The value is not a date.');
      return ok(shape.type === 'date' ? moment.slice(0, 10) : moment);
    }
    case 'choice':
      return fitChoice(shape.options, text);
    case 'multi-choice':
      return fitChoices(shape.options, text);
    case 'reference':
      return ok(text);
    case 'other':
      return refuse('oppSpot does not write fields of this type.');
  }
}

const ok = (value: string | number | boolean | null): Fitted => ({ ok: true, value });
const refuse = (reason: string): Fitted => ({ ok: false, reason });

/** One of the options, by value or label in any case. */
export function fitChoice(options: Options | null, text: string): Fitted {
  if (text === '') return ok(null);
  if (options === null) return ok(text);
  const found = optionOf(options, text);
  return found ? ok(found.value) : refuse(notAnOption(text));
}

/** Several are divided by `;`, as CRMs do it. */
export function fitChoices(options: Options | null, text: string): Fitted {
  if (options === null) return ok(text);
  const whole = optionOf(options, text);
  if (whole) return ok(whole.value);
  const parts = text
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part !== '');
  const chosen = parts.map((part) => optionOf(options, part));
  const unknown = parts.find((_part, index) => !chosen[index]);
  if (unknown !== undefined) return refuse(notAnOption(unknown));
  return ok(options.flatMap((one) => (chosen.includes(one) ? [one.value] : [])).join(';') || null);
}

function optionOf(options: Options, text: string): Options[number] | undefined {
  const wanted = text.toLowerCase();
  return (
    options.find(({ value }) => value.toLowerCase() === wanted) ??
    options.find(({ label }) => label.toLowerCase() === wanted)
  );
}

const notAnOption = (text: string) => `“${shorten(text, 100)}” is not one of the field's options.`;
