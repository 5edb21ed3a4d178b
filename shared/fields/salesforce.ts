/** The registry's fields as Salesforce custom fields. */
import { type FieldType, type OppspotField, oppspotFields } from './registry.ts';

/**
 * A custom field as the Metadata API describes it, less the object and namespace.
 * @see https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/customfield.htm
 */
export interface SalesforceFieldDefinition {
  /** Without namespace: `Score__c`. */
  readonly apiName: string;
  readonly label: string;
  readonly description: string;
  readonly type: 'Number' | 'Text' | 'LongTextArea' | 'DateTime' | 'Picklist';
  /** Digits in all, for numbers. */
  readonly precision?: number;
  /** Digits after the point, for numbers. */
  readonly scale?: number;
  /** Characters, for texts. */
  readonly length?: number;
  readonly visibleLines?: number;
  /** Values of a restricted picklist, in order. */
  readonly values?: readonly { readonly fullName: string; readonly label: string }[];
}

/** All our numbers are whole and lie between 0 and 100. */
const typesOf = {
  text: { type: 'Text', length: 255 },
  'long-text': { type: 'LongTextArea', length: 32_768, visibleLines: 5 },
  number: { type: 'Number', precision: 3, scale: 0 },
  datetime: { type: 'DateTime' },
  choice: { type: 'Picklist' },
} as const satisfies Record<FieldType, Partial<SalesforceFieldDefinition>>;

/** The Salesforce name of one of our fields: `score_confidence` becomes `Score_Confidence__c`. */
export function salesforceFieldName(field: string): string {
  const words = field.split('_').map((word) => word.charAt(0).toUpperCase() + word.slice(1));
  return `${words.join('_')}__c`;
}

/** Definitions of all our fields, the ones worth most first. */
export function salesforceFields(): SalesforceFieldDefinition[] {
  return [...oppspotFields].sort((a, b) => a.rank - b.rank).map(definition);
}

function definition(field: OppspotField): SalesforceFieldDefinition {
  return {
    apiName: salesforceFieldName(field.name),
    label: field.label,
    description: field.description,
    ...typesOf[field.type],
    ...(field.options && {
      values: field.options.map(({ value, label }) => ({ fullName: value, label })),
    }),
  };
}
