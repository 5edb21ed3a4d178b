/**
 * An object's properties as fields that a mapping may name.
 * https://developers.hubspot.com/docs/api-reference/crm-properties-v3/guide
 */
import type { ObjectType } from '../../../shared/plan/plan.ts';
import { byLabel } from '../by-label.ts';
import type { CrmFieldInfo } from '../connector.ts';
import type { HubSpotApi } from './api.ts';
import type { ExistingProperty } from './api-types.ts';
import { isHubSpotRecordType, isOwnField, longestText } from './fields.ts';

/** @throws CrmError `missing_scope` */
export async function listFields(api: HubSpotApi, object: ObjectType): Promise<CrmFieldInfo[]> {
  if (!isHubSpotRecordType(object)) return [];
  const properties = await api.properties(object === 'contact' ? 'contacts' : 'companies');
  return byLabel(properties.filter(({ isHidden }) => !isHidden).map(toField));
}

function toField(property: ExistingProperty): CrmFieldInfo {
  const { name, label, hasUniqueValue, isReadOnly, options } = property;
  const type = typeOf(property);
  const isText = type === 'text' || type === 'long-text';
  return {
    name,
    label,
    type,
    maxLength: isText ? longestText : null,
    options:
      type === 'choice' || type === 'multi-choice'
        ? options.flatMap((one) => (one.isHidden ? [] : [{ value: one.value, label: one.label }]))
        : null,
    // A value that must be unique would be refused on the company's second contact.
    writable: !isReadOnly && !hasUniqueValue,
    isOwn: isOwnField(name),
  };
}

/** HTML and files are no text: what a website says could become markup in them. */
function typeOf({ type, fieldType, isReference }: ExistingProperty): CrmFieldInfo['type'] {
  switch (type) {
    case 'string':
      if (fieldType === 'html' || fieldType === 'file') return 'other';
      return fieldType === 'textarea' ? 'long-text' : 'text';
    case 'phone_number':
      return 'text';
    case 'number':
      return 'number';
    case 'bool':
      return 'boolean';
    case 'date':
      return 'date';
    case 'datetime':
      return 'datetime';
    case 'enumeration':
      if (isReference) return 'reference';
      if (fieldType === 'booleancheckbox') return 'boolean';
      return fieldType === 'checkbox' ? 'multi-choice' : 'choice';
    default:
      return 'other';
  }
}
