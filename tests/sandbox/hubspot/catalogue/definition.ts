/** How the HubSpot-defined properties are written down: one short line each. */

export type PropertyType =
  | 'bool'
  | 'date'
  | 'datetime'
  | 'enumeration'
  | 'number'
  | 'phone_number'
  | 'string';

export interface PropertyOption {
  readonly label: string;
  readonly value: string;
  readonly displayOrder: number;
  readonly hidden: boolean;
  readonly description?: string;
}

export interface PropertyDefinition {
  readonly name: string;
  readonly label: string;
  readonly type: PropertyType;
  readonly fieldType: string;
  readonly groupName: string;
  readonly description: string;
  readonly options: readonly PropertyOption[];
  readonly displayOrder: number;
  readonly calculated: boolean;
  /** Options live elsewhere: owners, pipelines, stages. */
  readonly externalOptions: boolean;
  readonly hasUniqueValue: boolean;
  readonly hidden: boolean;
  readonly formField: boolean;
  readonly hubspotDefined: boolean;
  /** Only the portal itself writes the value. */
  readonly readOnlyValue: boolean;
}

type Traits = Partial<
  Pick<
    PropertyDefinition,
    'calculated' | 'externalOptions' | 'fieldType' | 'hasUniqueValue' | 'hidden' | 'readOnlyValue'
  >
> & { readonly options?: readonly PropertyOption[] };

const defaultFieldType: Record<PropertyType, string> = {
  bool: 'booleancheckbox',
  date: 'date',
  datetime: 'date',
  enumeration: 'select',
  number: 'number',
  phone_number: 'phonenumber',
  string: 'text',
};

/** The properties of one group; `define(name, label, type, traits)` adds one. */
export function group(groupName: string) {
  return (
    name: string,
    label: string,
    type: PropertyType = 'string',
    traits: Traits = {},
  ): PropertyDefinition => ({
    name,
    label,
    type,
    fieldType: traits.fieldType ?? defaultFieldType[type],
    groupName,
    description: '',
    options: traits.options ?? (type === 'bool' ? yesNo : []),
    displayOrder: -1,
    calculated: traits.calculated ?? false,
    externalOptions: traits.externalOptions ?? false,
    hasUniqueValue: traits.hasUniqueValue ?? false,
    hidden: traits.hidden ?? false,
    formField: false,
    hubspotDefined: true,
    readOnlyValue: traits.readOnlyValue ?? false,
  });
}

/** Options from `value` or `[value, label]`, in order. */
export function options(
  ...entries: readonly (string | readonly [value: string, label: string])[]
): PropertyOption[] {
  return entries.map((entry, displayOrder) => {
    const [value, label] = typeof entry === 'string' ? [entry, titled(entry)] : entry;
    return { label, value, displayOrder, hidden: false };
  });
}

/** MARKETING_AND_ADVERTISING -> Marketing And Advertising. */
function titled(value: string): string {
  return value
    .toLowerCase()
    .split('_')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join(' ');
}

export const readOnly: Traits = { readOnlyValue: true };
export const calculated: Traits = { readOnlyValue: true, calculated: true };

const yesNo = options(['true', 'Yes'], ['false', 'No']);
