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
    files.set(pathOf(object, keyFieldName), metadataFile('CustomField', keyElements));
  }
  return files;
}

function pathOf(object: string, field: string): string {
  return `objects/${object}/fields/${field}.field-meta.xml`;
}

/** Longest text that Salesforce shows as a field's help. */
const longestHelp = 510;

function fieldElements(field: SalesforceFieldDefinition): XmlElement[] {
  return [
    ['fullName', field.apiName],
    ['description', field.description],
    ['externalId', false],
    ['inlineHelpText', field.description.slice(0, longestHelp)],
    ['label', field.label],
    ...sizeOf(field),
    ...(field.type === 'LongTextArea' ? [] : [['required', false] as const]),
    ['trackTrending', false],
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

const keyElements: XmlElement[] = [
  ['fullName', keyFieldName],
  ['caseSensitive', true],
  ['description', 'Lets oppSpot find what it created, so that nothing is created twice.'],
  ['externalId', true],
  ['label', 'oppSpot key'],
  ['length', 255],
  ['required', false],
  ['trackTrending', false],
  ['type', 'Text'],
  ['unique', true],
];
