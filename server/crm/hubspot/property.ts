import type { ExistingProperty } from './api-types.ts';

/** What the official client gives; HubSpot leaves out what does not apply. */
interface PropertyLike {
  readonly name: string;
  readonly label?: string;
  readonly type: string;
  readonly fieldType?: string;
  readonly hidden?: boolean;
  readonly calculated?: boolean;
  readonly hasUniqueValue?: boolean;
  readonly externalOptions?: boolean;
  readonly referencedObjectType?: string;
  readonly modificationMetadata?: { readonly readOnlyValue?: boolean };
  readonly options?: readonly {
    readonly value: string;
    readonly label?: string;
    readonly hidden?: boolean;
  }[];
}

/** A property's definition in plain values. */
export function toProperty(property: PropertyLike): ExistingProperty {
  const { name, label, type, fieldType = '', calculated, modificationMetadata } = property;
  return {
    name,
    label: label || name,
    type,
    fieldType,
    hasUniqueValue: property.hasUniqueValue ?? false,
    isHidden: property.hidden ?? false,
    isReadOnly: calculated === true || modificationMetadata?.readOnlyValue === true,
    isReference: property.externalOptions === true || Boolean(property.referencedObjectType),
    options: (property.options ?? []).map((option) => ({
      value: option.value,
      label: option.label || option.value,
      isHidden: option.hidden ?? false,
    })),
  };
}
