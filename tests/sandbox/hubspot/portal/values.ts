/** Whether a value fits a property, and the form HubSpot stores it in. */
import type { PropertyProblem } from '../http/errors.ts';
import type { StoredProperty } from './properties.ts';

export type Normalised =
  | { readonly ok: true; readonly value: string }
  | { readonly ok: false; readonly problem: PropertyProblem };

/** https://developers.hubspot.com/docs/api-reference/crm-properties-v3/guide */
const maxLength = 65_536;
const dayMs = 86_400_000;

/**
 * Checks a non-blank value.
 * @param before the stored value, which a multiple choice beginning with `;` adds to
 */
export function normalise(property: StoredProperty, value: string, before = ''): Normalised {
  const refuse = (error: string, message: string, localized = false): Normalised => ({
    ok: false,
    problem: { name: property.name, error, message, localized },
  });
  const accept = (stored: string): Normalised => ({ ok: true, value: stored });

  if (value.length > maxLength) {
    return refuse(
      'PROPERTY_VALUE_TOO_LONG',
      `The value is ${value.length} characters long; at most ${maxLength} are allowed.`,
    );
  }
  switch (property.type) {
    case 'number': {
      const number = value.trim();
      return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(number)
        ? accept(number)
        : refuse('INVALID_INTEGER', `${value} was not a valid number.`);
    }
    case 'bool': {
      const bool = value.toLowerCase();
      return bool === 'true' || bool === 'false'
        ? accept(bool)
        : refuse(
            'INVALID_OPTION',
            `${value} was not one of the allowed options: [true, false]`,
            true,
          );
    }
    case 'datetime': {
      const at = instant(value);
      return at === null
        ? refuse('INVALID_LONG', `${value} was not a valid long.`)
        : accept(new Date(at).toISOString());
    }
    case 'date': {
      const at = instant(value);
      if (at === null) return refuse('INVALID_LONG', `${value} was not a valid long.`);
      return at % dayMs === 0
        ? accept(new Date(at).toISOString().slice(0, 10))
        : refuse('INVALID_DATE', `${value} is at ${clock(at)} UTC, not midnight!`);
    }
    case 'enumeration':
      return choice(property, value, before);
    case 'phone_number':
    case 'string':
      if (property.name === 'email' && property.hubspotDefined) {
        return /^[^\s@<>(),;:"]+@[^\s@<>(),;:".]+(\.[^\s@<>(),;:".]+)+$/.test(value)
          ? accept(value.toLowerCase())
          : refuse('INVALID_EMAIL', `Email address ${value} is invalid`);
      }
      return accept(value);
  }

  function choice(definition: StoredProperty, chosen: string, stored: string): Normalised {
    if (definition.externalOptions) return accept(chosen);
    const multiple = definition.fieldType === 'checkbox';
    const parts = multiple ? chosen.split(';').filter((part) => part !== '') : [chosen];
    const allowed = definition.options.map((option) => option.value);
    const wrong = parts.find((part) => !allowed.includes(part));
    if (wrong !== undefined) {
      return refuse(
        'INVALID_OPTION',
        `${wrong} was not one of the allowed options: [${allowed.join(', ')}]`,
        true,
      );
    }
    const kept = multiple && chosen.startsWith(';') ? stored.split(';').filter(Boolean) : [];
    return accept([...new Set([...kept, ...parts])].join(';'));
  }
}

/** Milliseconds of an ISO 8601 date or a decimal count of milliseconds; null for anything else. */
function instant(value: string): number | null {
  if (/^-?\d+$/.test(value)) {
    const at = Number(value);
    return Math.abs(at) <= 8.64e15 ? at : null;
  }
  if (!/^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?$/.test(value)) {
    return null;
  }
  const at = Date.parse(
    /T.*\d$/.test(value) && !/[+-]\d{2}:?\d{2}$/.test(value) ? `${value}Z` : value,
  );
  return Number.isNaN(at) ? null : at;
}

function clock(at: number): string {
  const date = new Date(at);
  const seconds = date.getUTCSeconds() + date.getUTCMilliseconds() / 1000;
  return `${date.getUTCHours()}:${date.getUTCMinutes()}:${seconds.toFixed(1)}`;
}
