/** What is known of fields before an org was asked: our own, and nothing but their type of the rest. */
import {
  type SalesforceFieldDefinition,
  salesforceFields,
} from '../../../shared/fields/salesforce.ts';
import type { OrgField } from './schema.ts';

type KnownField = Pick<OrgField, 'name' | 'type' | 'length' | 'precision' | 'scale' | 'options'>;

const typeOf: Readonly<Record<SalesforceFieldDefinition['type'], string>> = {
  Number: 'double',
  Text: 'string',
  LongTextArea: 'textarea',
  DateTime: 'datetime',
  Picklist: 'picklist',
};

const own = new Map(salesforceFields().map((one) => [one.apiName.toLowerCase(), toField(one)]));

function toField(definition: SalesforceFieldDefinition): KnownField {
  const { apiName, type, length = 0, precision = 0, scale = 0, values = [] } = definition;
  return {
    name: apiName,
    type: typeOf[type],
    length,
    precision,
    scale,
    options: values.map(({ fullName, label }) => ({ value: fullName, label })),
  };
}

const standardTypes: Readonly<Record<string, string>> = {
  ownerid: 'reference',
  numberofemployees: 'int',
};

/** A field by its name in any case, with or without prefix; one we do not know is taken for a short text. */
export function knownField(name: string, prefix: string): KnownField {
  const bare = name.toLowerCase().startsWith(prefix.toLowerCase())
    ? name.slice(prefix.length)
    : name;
  const type = standardTypes[name.toLowerCase()] ?? 'string';
  const other = { name, type, length: 255, precision: 0, scale: 0, options: [] };
  return own.get(bare.toLowerCase()) ?? other;
}
