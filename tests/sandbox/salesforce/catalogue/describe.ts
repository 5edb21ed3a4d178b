/** The parts of an sObject describe the stand-in reads; the rest is passed on as it is. */

export interface PicklistValue {
  readonly active: boolean;
  readonly defaultValue: boolean;
  readonly label: string;
  readonly validFor: string | null;
  readonly value: string;
}

export type FieldType =
  | 'id'
  | 'boolean'
  | 'reference'
  | 'string'
  | 'textarea'
  | 'picklist'
  | 'multipicklist'
  | 'combobox'
  | 'phone'
  | 'url'
  | 'email'
  | 'double'
  | 'currency'
  | 'percent'
  | 'int'
  | 'date'
  | 'datetime'
  | 'address';

/** @see https://developer.salesforce.com/docs/atlas.en-us.api.meta/api/sforce_api_calls_describesobjects_describesobjectresult.htm */
export interface FieldDescribe {
  readonly name: string;
  readonly label: string;
  readonly type: FieldType;
  readonly length: number;
  readonly precision: number;
  readonly scale: number;
  readonly createable: boolean;
  readonly updateable: boolean;
  readonly nillable: boolean;
  readonly defaultedOnCreate: boolean;
  readonly defaultValue: string | boolean | null;
  readonly unique: boolean;
  readonly externalId: boolean;
  readonly idLookup: boolean;
  readonly calculated: boolean;
  readonly custom: boolean;
  /** Rich text. */
  readonly htmlFormatted: boolean;
  readonly caseSensitive: boolean;
  readonly restrictedPicklist: boolean;
  readonly picklistValues: readonly PicklistValue[];
  readonly referenceTo: readonly string[];
  readonly relationshipName: string | null;
  readonly compoundFieldName: string | null;
  readonly extraTypeInfo: string | null;
  readonly filterable: boolean;
  readonly sortable: boolean;
  readonly groupable: boolean;
  readonly aggregatable: boolean;
}

export interface ChildRelationship {
  readonly childSObject: string;
  readonly field: string;
  readonly relationshipName: string | null;
  readonly cascadeDelete: boolean;
  readonly restrictedDelete: boolean;
}

export interface ObjectDescribe {
  readonly name: string;
  readonly label: string;
  readonly labelPlural: string;
  readonly keyPrefix: string;
  readonly custom: boolean;
  readonly createable: boolean;
  readonly updateable: boolean;
  readonly deletable: boolean;
  readonly queryable: boolean;
  readonly fields: readonly FieldDescribe[];
  readonly childRelationships: readonly ChildRelationship[];
}

/** Whether a create must carry the field: https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/access_for_fields.htm */
export function isRequired(field: FieldDescribe): boolean {
  return (
    field.createable && !field.nillable && !field.defaultedOnCreate && field.type !== 'boolean'
  );
}

/** Whether an upsert may key on the field. */
export function isUpsertKey(field: FieldDescribe): boolean {
  return field.externalId || field.idLookup;
}

const textTypes: ReadonlySet<FieldType> = new Set([
  'string',
  'textarea',
  'picklist',
  'multipicklist',
  'combobox',
  'phone',
  'url',
  'email',
]);

export function isText({ type }: FieldDescribe): boolean {
  return textTypes.has(type);
}

export function isNumber({ type }: FieldDescribe): boolean {
  return ['double', 'currency', 'percent', 'int'].includes(type);
}
