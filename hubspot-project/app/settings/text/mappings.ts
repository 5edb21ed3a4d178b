/** What the page calls the parts of a mapping. */
import type { Direction, MappedObject } from '../draft/mappings.ts';
import type { StepDraft, StepName, StepOf } from '../draft/transforms.ts';

export const objectTitles: Readonly<Record<MappedObject, string>> = {
  company: 'Companies',
  contact: 'Contacts',
};

const onObjects: Readonly<Record<string, string>> = {
  company: 'on companies',
  contact: 'on contacts',
};

/** "Industry on companies" */
export function mappingTitle(label: string, object: string): string {
  return `${label} ${onObjects[object] ?? `on ${object}s`}`;
}

export const directions: readonly {
  readonly value: Direction;
  readonly label: string;
}[] = [
  { value: 'write', label: 'oppSpot writes to HubSpot' },
  { value: 'read', label: 'oppSpot works with what HubSpot holds' },
  { value: 'both', label: 'Both ways' },
];

/** In a table. */
export const directionWords: Readonly<Record<Direction, string>> = {
  write: 'To HubSpot',
  read: 'From HubSpot',
  both: 'Both ways',
};

export const steps: readonly { readonly name: StepName; readonly label: string }[] = [
  { name: 'trim', label: 'Tidy spaces' },
  { name: 'case', label: 'Change capital letters' },
  { name: 'number', label: 'Round or multiply a number' },
  { name: 'date', label: 'Write a date differently' },
  { name: 'truncate', label: 'Shorten' },
  { name: 'map', label: 'Replace values' },
  { name: 'join', label: 'Join with other fields' },
  { name: 'template', label: 'Put into a text' },
  { name: 'first-of', label: 'Take the first that has a value' },
];

export function stepLabel(name: StepName): string {
  return steps.find((step) => step.name === name)?.label ?? name;
}

export const cases: readonly { readonly value: StepOf<'case'>['to']; readonly label: string }[] = [
  { value: 'title', label: 'Each Word With A Capital' },
  { value: 'upper', label: 'ALL CAPITALS' },
  { value: 'lower', label: 'all small letters' },
];

export const dateFormats: readonly {
  readonly value: StepOf<'date'>['format'];
  readonly label: string;
}[] = [
  { value: 'iso-date', label: 'Day: 2026-11-27' },
  { value: 'iso-datetime', label: 'Day and time: 2026-11-27T09:30:00.000Z' },
  { value: 'dd/mm/yyyy', label: 'British: 27/11/2026' },
  { value: 'mm/dd/yyyy', label: 'American: 11/27/2026' },
  { value: 'yyyy', label: 'Year: 2026' },
  { value: 'epoch-ms', label: 'Milliseconds since 1970' },
];

/** What stands in a table for the steps of a mapping: "Tidy spaces, then Shorten". */
export function stepsText(transforms: readonly StepDraft[]): string {
  return transforms.map(({ name }) => stepLabel(name)).join(', then ');
}
