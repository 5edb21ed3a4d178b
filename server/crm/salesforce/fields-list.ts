/**
 * An object's fields as fields that a mapping may name.
 * https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/field_types.htm
 */

import type { ObjectType } from '../../../shared/plan/plan.ts';
import { table } from '../../../shared/table.ts';
import { byLabel } from '../by-label.ts';
import type { CrmFieldInfo } from '../connector.ts';
import { objectNames } from './links.ts';
import { isPackageField } from './package.ts';
import type { OrgField, OrgObject, OrgSchema } from './schema.ts';

/** What the connected user sees; none where the object is closed to the user. */
export function fieldsOf(schema: OrgSchema, object: ObjectType): CrmFieldInfo[] {
  const described = schema.object(objectNames[object]);
  return described ? byLabel(described.fields.map((field) => toField(described, field))) : [];
}

const types = table<CrmFieldInfo['type']>({
  string: 'text',
  combobox: 'text',
  url: 'text',
  email: 'text',
  phone: 'text',
  textarea: 'long-text',
  int: 'number',
  double: 'number',
  currency: 'number',
  percent: 'number',
  boolean: 'boolean',
  date: 'date',
  datetime: 'datetime',
  picklist: 'choice',
  multipicklist: 'multi-choice',
  reference: 'reference',
});

function toField(object: OrgObject, field: OrgField): CrmFieldInfo {
  const { name, label, length, options } = field;
  // What a website says could become markup in rich text.
  const type = field.htmlFormatted ? 'other' : (types[field.type] ?? 'other');
  const isText = type === 'text' || type === 'long-text';
  return {
    name,
    label: label || name,
    type,
    maxLength: isText && length > 0 ? length : null,
    options: type === 'choice' || type === 'multi-choice' ? [...options] : null,
    // A value that must be unique would be refused on the company's second contact.
    writable: object.updateable && field.updateable && !field.unique,
    isOwn: isPackageField(name),
  };
}
