/** The registry's fields as HubSpot properties. */
import { type FieldType, type OppspotField, oppspotFields } from './registry.ts';

/** The property group all our properties lie in. */
export const hubspotPropertyGroup = { name: 'oppspot', label: 'oppSpot' } as const;

interface HubSpotPropertyOption {
  readonly label: string;
  readonly value: string;
  readonly displayOrder: number;
  readonly hidden: boolean;
}

/**
 * What the property-create call takes.
 * @see https://developers.hubspot.com/docs/api-reference/crm-properties-v3/guide
 */
export interface HubSpotPropertyDefinition {
  readonly name: string;
  readonly label: string;
  readonly description: string;
  readonly groupName: string;
  readonly type: 'string' | 'number' | 'datetime' | 'enumeration';
  readonly fieldType: 'text' | 'textarea' | 'number' | 'date' | 'select';
  readonly options?: readonly HubSpotPropertyOption[];
}

const typesOf = {
  text: { type: 'string', fieldType: 'text' },
  'long-text': { type: 'string', fieldType: 'textarea' },
  number: { type: 'number', fieldType: 'number' },
  datetime: { type: 'datetime', fieldType: 'date' },
  choice: { type: 'enumeration', fieldType: 'select' },
} as const satisfies Record<FieldType, Pick<HubSpotPropertyDefinition, 'type' | 'fieldType'>>;

/** The HubSpot name of one of our fields. */
export function hubspotPropertyName(field: string): string {
  return `oppspot_${field}`;
}

/**
 * Definitions of all our properties, the ones worth most first, so that an account with a limit on
 * custom properties loses the last.
 */
export function hubspotProperties(): HubSpotPropertyDefinition[] {
  return [...oppspotFields].sort((a, b) => a.rank - b.rank).map(definition);
}

function definition(field: OppspotField): HubSpotPropertyDefinition {
  return {
    name: hubspotPropertyName(field.name),
    label: field.label,
    description: field.description,
    groupName: hubspotPropertyGroup.name,
    ...typesOf[field.type],
    ...(field.options && {
      options: field.options.map(({ label, value }, displayOrder) => ({
        label,
        value,
        displayOrder,
        hidden: false,
      })),
    }),
  };
}
