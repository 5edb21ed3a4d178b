/** The custom fields of the package. What they are stands in `shared/fields/`; here is how Salesforce writes it. */
import {
  type SalesforceFieldDefinition,
  salesforceFields,
} from '../../shared/fields/salesforce.ts';
import type { GeneratedFiles } from './files.ts';
import { metadataFile, type XmlElement } from './xml.ts';

/** Records that are enriched. */
export const enrichedObjects = ['Account', 'Contact', 'Lead'] as const;

/**
 * Where the key stands that keeps a task or an opportunity from being made twice. Custom fields of tasks
 * are those of `Activity`.
 * https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_task.htm
 */
export const keyedObjects = { Activity: 'Task', Opportunity: 'Opportunity' } as const;
export const keyFieldName = 'Key__c';

export function fieldFiles(): GeneratedFiles {
  const files = new Map<string, string>();
  for (const object of enrichedObjects) {
    for (const field of salesforceFields()) {
      files.set(pathOf(object, field.apiName), metadataFile('CustomField', fieldElements(field)));
    }
  }
  for (const object of Object.keys(keyedObjects)) {
    files.set(pathOf(object, keyFieldName), metadataFile('CustomField', keyElements(object)));
  }
  return files;
}

function pathOf(object: string, field: string): string {
  return `objects/${object}/fields/${field}.field-meta.xml`;
}

/** Limits of https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/customfield.htm */
const longestLabel = 40;
const longestHelp = 510;

/** Salesforce tracks some twenty fields of an object, and they are the customer's to choose; oppSpot keeps a history of its own. */
const untracked: XmlElement = ['trackHistory', false];

/** @throws Error for a text that Salesforce would refuse */
function fieldElements(field: SalesforceFieldDefinition): XmlElement[] {
  if (field.label.length > longestLabel || field.description.length > longestHelp) {
    throw new Error(`The label or the description of ${field.apiName} is too long for Salesforce.`);
  }
  return [
    ['fullName', field.apiName],
    ['description', field.description],
    ['externalId', false],
    ['inlineHelpText', field.description],
    ['label', field.label],
    ...sizeOf(field),
    ...(field.type === 'LongTextArea' ? [] : [['required', false] as const]),
    untracked,
    ['type', field.type],
    ...shapeOf(field),
  ];
}

function sizeOf({ type, length = 255, precision = 18, scale = 0 }: SalesforceFieldDefinition) {
  const sizes: XmlElement[] = [];
  if (type === 'Text' || type === 'LongTextArea') sizes.push(['length', length]);
  if (type === 'Number') sizes.push(['precision', precision]);
  if (type === 'Number') sizes.push(['scale', scale]);
  return sizes;
}

function shapeOf({ type, visibleLines = 3, values = [] }: SalesforceFieldDefinition): XmlElement[] {
  if (type === 'LongTextArea') return [['visibleLines', visibleLines]];
  if (type !== 'Picklist') return [];
  const definition: XmlElement[] = [
    ['sorted', false],
    ...values.map(
      ({ fullName, label }): XmlElement => [
        'value',
        [
          ['fullName', fullName],
          ['default', false],
          ['label', label],
        ],
      ],
    ),
  ];
  return [
    [
      'valueSet',
      [
        ['restricted', true],
        ['valueSetDefinition', definition],
      ],
    ],
  ];
}

/** Unique, so that the second of two attempts that overlap is refused by Salesforce itself. */
function keyElements(object: string): XmlElement[] {
  return [
    ['fullName', keyFieldName],
    ['caseSensitive', true],
    ['description', 'Lets oppSpot find what it created, so that nothing is created twice.'],
    ['externalId', true],
    ['label', 'oppSpot key'],
    ['length', 255],
    ['required', false],
    // Activities have no field history.
    ...(object === 'Activity' ? [] : [untracked]),
    ['type', 'Text'],
    ['unique', true],
  ];
}
