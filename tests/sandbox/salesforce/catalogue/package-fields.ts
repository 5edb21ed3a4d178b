/** The fields our package brings, from the one registry, as a describe shows them. */
import {
  type SalesforceFieldDefinition,
  salesforceFields,
} from '../../../../shared/fields/salesforce.ts';
import { defineField, type FieldDefinition } from './definition.ts';
import type { FieldDescribe, PicklistValue } from './describe.ts';

/** On tasks and opportunities we create: the key that lets a second attempt find the first. */
const keyField: FieldDefinition = {
  name: 'Key__c',
  label: 'oppSpot key',
  type: 'string',
  length: 255,
  externalId: true,
  unique: true,
};

/** Custom fields of an object where the package is installed; none on objects it does not extend. */
export function packageFields(object: string, namespace: string): FieldDescribe[] {
  return definitions(object).map((definition) =>
    defineField({ ...definition, name: prefixed(definition.name, namespace) }),
  );
}

/** `Score__c` is `oppspot__Score__c` where the package has a namespace. */
function prefixed(apiName: string, namespace: string): string {
  return namespace === '' ? apiName : `${namespace}__${apiName}`;
}

function definitions(object: string): FieldDefinition[] {
  if (['Contact', 'Lead', 'Account'].includes(object)) return salesforceFields().map(describeField);
  return ['Task', 'Opportunity'].includes(object) ? [keyField] : [];
}

function describeField(field: SalesforceFieldDefinition): FieldDefinition {
  const named = { name: field.apiName, label: field.label };
  switch (field.type) {
    case 'Text':
      return { ...named, type: 'string', length: field.length ?? 255 };
    case 'LongTextArea':
      return { ...named, type: 'textarea', length: field.length ?? 32_768 };
    case 'Number':
      return {
        ...named,
        type: 'double',
        precision: field.precision ?? 18,
        scale: field.scale ?? 0,
      };
    case 'DateTime':
      return { ...named, type: 'datetime' };
    case 'Picklist':
      return {
        ...named,
        type: 'picklist',
        length: 255,
        restrictedPicklist: true,
        picklistValues: (field.values ?? []).map(value),
      };
  }
}

function value({ fullName, label }: { fullName: string; label: string }): PicklistValue {
  return { active: true, defaultValue: false, label, validFor: null, value: fullName };
}
