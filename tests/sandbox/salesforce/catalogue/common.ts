/** Groups of fields that several standard objects share. */
import { defaulted, type FieldDefinition, picklist, readOnly } from './definition.ts';
import type { ChildRelationship } from './describe.ts';

export const text = (name: string, label: string, length: number): FieldDefinition => ({
  name,
  label,
  type: 'string',
  length,
});

export const phone = (name: string, label: string): FieldDefinition => ({
  name,
  label,
  type: 'phone',
  length: 40,
});

export const choice = (
  name: string,
  label: string,
  length: number,
  values: readonly string[],
): FieldDefinition => ({ name, label, type: 'picklist', length, picklistValues: picklist(values) });

export const description = (label: string): FieldDefinition => ({
  name: 'Description',
  label,
  type: 'textarea',
  length: 32_000,
});

export function reference(
  name: string,
  label: string,
  referenceTo: readonly string[],
): FieldDefinition {
  return { name, label, type: 'reference', referenceTo, relationshipName: name.replace(/Id$/, '') };
}

export const owner = (label: string, referenceTo: readonly string[]): FieldDefinition => ({
  ...reference('OwnerId', label, referenceTo),
  ...defaulted,
});

export const id = (label: string): FieldDefinition => ({
  name: 'Id',
  label,
  type: 'id',
  ...readOnly,
  ...defaulted,
  idLookup: true,
});

export const flag = (name: string, label: string): FieldDefinition => ({
  name,
  label,
  type: 'boolean',
});

export const isDeleted: FieldDefinition = { ...flag('IsDeleted', 'Deleted'), ...readOnly };

const stamp = (name: string, label: string): FieldDefinition => ({
  name,
  label,
  type: 'datetime',
  ...readOnly,
  ...defaulted,
});

const by = (name: string, label: string): FieldDefinition => ({
  ...reference(name, label, ['User']),
  ...readOnly,
  ...defaulted,
});

export const systemFields: readonly FieldDefinition[] = [
  stamp('CreatedDate', 'Created Date'),
  by('CreatedById', 'Created By ID'),
  stamp('LastModifiedDate', 'Last Modified Date'),
  by('LastModifiedById', 'Last Modified By ID'),
  stamp('SystemModstamp', 'System Modstamp'),
];

export const lastActivityDate: FieldDefinition = {
  name: 'LastActivityDate',
  label: 'Last Activity',
  type: 'date',
  ...readOnly,
};

export const viewed: readonly FieldDefinition[] = [
  { name: 'LastViewedDate', label: 'Last Viewed Date', type: 'datetime', ...readOnly },
  { name: 'LastReferencedDate', label: 'Last Referenced Date', type: 'datetime', ...readOnly },
];

/** First and last name with the full name made of them. */
export function personName(salutations: readonly string[]): readonly FieldDefinition[] {
  const part = { compoundFieldName: 'Name', extraTypeInfo: 'personname' };
  return [
    { ...text('LastName', 'Last Name', 80), nillable: false, ...part },
    { ...text('FirstName', 'First Name', 40), ...part },
    { ...choice('Salutation', 'Salutation', 40, salutations), ...part },
    {
      ...text('Name', 'Full Name', 121),
      ...readOnly,
      nillable: false,
      extraTypeInfo: 'personname',
    },
  ];
}

/** The parts of an address and the compound made of them; `prefix` is empty on leads. */
export function address(prefix: string, spoken = prefix): readonly FieldDefinition[] {
  const compound = `${prefix}Address`;
  const label = (part: string) => (spoken === '' ? part : `${spoken} ${part}`);
  const part = { compoundFieldName: compound };
  return [
    {
      name: `${prefix}Street`,
      label: label('Street'),
      type: 'textarea',
      length: 255,
      ...part,
    },
    { ...text(`${prefix}City`, label('City'), 40), ...part },
    { ...text(`${prefix}State`, label('State/Province'), 80), ...part },
    { ...text(`${prefix}PostalCode`, label('Zip/Postal Code'), 20), ...part },
    { ...text(`${prefix}Country`, label('Country'), 80), ...part },
    { ...degrees(`${prefix}Latitude`, label('Latitude')), ...part },
    { ...degrees(`${prefix}Longitude`, label('Longitude')), ...part },
    {
      ...choice(`${prefix}GeocodeAccuracy`, label('Geocode Accuracy'), 40, accuracies),
      restrictedPicklist: true,
      ...part,
    },
    { name: compound, label: label('Address'), type: 'address', ...readOnly },
  ];
}

const degrees = (name: string, label: string): FieldDefinition => ({
  name,
  label,
  type: 'double',
  precision: 18,
  scale: 15,
});

const accuracies = [
  'Address',
  'NearAddress',
  'Block',
  'Street',
  'ExtendedZip',
  'Zip',
  'Neighborhood',
  'City',
  'County',
  'State',
  'Unknown',
];

export const leadSources = ['Web', 'Phone Inquiry', 'Partner Referral', 'Purchased List', 'Other'];

export const ratings = ['Hot', 'Warm', 'Cold'];

export const industries = [
  'Agriculture',
  'Apparel',
  'Banking',
  'Biotechnology',
  'Chemicals',
  'Communications',
  'Construction',
  'Consulting',
  'Education',
  'Electronics',
  'Energy',
  'Engineering',
  'Entertainment',
  'Environmental',
  'Finance',
  'Food & Beverage',
  'Government',
  'Healthcare',
  'Hospitality',
  'Insurance',
  'Machinery',
  'Manufacturing',
  'Media',
  'Not For Profit',
  'Recreation',
  'Retail',
  'Shipping',
  'Technology',
  'Telecommunications',
  'Transportation',
  'Utilities',
  'Other',
];

/** Children that hang on the record by a lookup. Deleted with it when `cascadeDelete`. */
export function child(
  childSObject: string,
  field: string,
  relationshipName: string | null,
  cascadeDelete: boolean,
): ChildRelationship {
  return { childSObject, field, relationshipName, cascadeDelete, restrictedDelete: false };
}

export const activitiesOf = (field: 'WhoId' | 'WhatId'): readonly ChildRelationship[] => [
  child('Event', field, 'Events', true),
  child('Task', field, 'Tasks', true),
];
