/**
 * The one registry of fields oppSpot can write. Properties in HubSpot, custom fields in Salesforce,
 * mappings, write plans and documentation derive from it.
 */
import type { FieldPolicy } from '../plan/policy.ts';

/** What a field carries, independent of any CRM. `choice` has fixed options. */
export type FieldType = 'text' | 'long-text' | 'number' | 'datetime' | 'choice';

export interface OppspotField {
  /** Name without prefix; HubSpot adds `oppspot_`, Salesforce the namespace. */
  readonly name: string;
  readonly label: string;
  readonly description: string;
  readonly type: FieldType;
  readonly options?: readonly { value: string; label: string }[];
  /** 1 = survives on accounts with a limit on custom properties; the rest is dropped from the end. */
  readonly rank: number;
}

const choices = (...values: readonly (readonly [value: string, label: string])[]) =>
  values.map(([value, label]) => ({ value, label }));

/** Our own fields, default policy `always`. */
export const oppspotFields = [
  {
    name: 'score',
    label: 'oppSpot score',
    description: 'Overall score from 0 to 100. Empty when nothing is known.',
    type: 'number',
    rank: 1,
  },
  {
    name: 'summary',
    label: 'oppSpot summary',
    description: 'Two or three sentences; every number in them stands in the evidence.',
    type: 'long-text',
    rank: 2,
  },
  {
    name: 'score_confidence',
    label: 'oppSpot score confidence',
    description: 'How much of the evidence the score needs was found.',
    type: 'choice',
    options: choices(['high', 'High'], ['medium', 'Medium'], ['low', 'Low']),
    rank: 3,
  },
  {
    name: 'last_enriched_at',
    label: 'oppSpot last enriched',
    description: 'When oppSpot last researched this record.',
    type: 'datetime',
    rank: 4,
  },
  {
    name: 'signals',
    label: 'oppSpot signals',
    description: 'Buying signals, each with its date and source.',
    type: 'long-text',
    rank: 5,
  },
  {
    name: 'next_actions',
    label: 'oppSpot next actions',
    description: 'Suggested next steps, each with its reason.',
    type: 'long-text',
    rank: 6,
  },
  {
    name: 'deal_stage',
    label: 'oppSpot stage',
    description: 'Stage suggested from CRM facts first and the score second.',
    type: 'choice',
    options: choices(
      ['prospect', 'Prospect'],
      ['lead', 'Lead'],
      ['contacted', 'Contacted'],
      ['qualified', 'Qualified'],
      ['opportunity', 'Opportunity'],
      ['customer', 'Customer'],
    ),
    rank: 7,
  },
  {
    name: 'score_financial',
    label: 'oppSpot financial score',
    description: 'Financial component, 0 to 100. Empty when unknown.',
    type: 'number',
    rank: 8,
  },
  {
    name: 'score_growth',
    label: 'oppSpot growth score',
    description: 'Growth component, 0 to 100. Empty when unknown.',
    type: 'number',
    rank: 9,
  },
  {
    name: 'score_engagement',
    label: 'oppSpot engagement score',
    description: 'Engagement component, 0 to 100. Empty when unknown.',
    type: 'number',
    rank: 10,
  },
  {
    name: 'score_fit',
    label: 'oppSpot fit score',
    description: 'Fit component, 0 to 100. Empty when unknown.',
    type: 'number',
    rank: 11,
  },
  {
    name: 'score_reasons',
    label: 'oppSpot score reasons',
    description: 'What raised and lowered the score, in points.',
    type: 'long-text',
    rank: 12,
  },
  {
    name: 'match_confidence',
    label: 'oppSpot match confidence',
    description: 'How sure oppSpot is of the company behind this record, 0 to 100.',
    type: 'number',
    rank: 13,
  },
  {
    name: 'company_number',
    label: 'oppSpot company number',
    description: 'Register number of the matched company.',
    type: 'text',
    rank: 14,
  },
  {
    name: 'enrichment_id',
    label: 'oppSpot enrichment id',
    description: 'The run that wrote these values; names it for undo and support.',
    type: 'text',
    rank: 15,
  },
] as const satisfies readonly OppspotField[];

export type OppspotFieldName = (typeof oppspotFields)[number]['name'];

/**
 * Company facts we may fill into the CRM's own fields, default policy `fill-blank`.
 * Which CRM field carries each is the connector's or the tenant's mapping.
 */
export const companyFactFields = [
  { name: 'company_name', label: 'Company name' },
  { name: 'company_website', label: 'Website' },
  { name: 'company_country', label: 'Country' },
  { name: 'company_city', label: 'City' },
  { name: 'company_postcode', label: 'Postcode' },
  { name: 'company_industry', label: 'Industry' },
  { name: 'company_description', label: 'Description' },
  { name: 'company_founded_year', label: 'Year founded' },
  { name: 'company_employees', label: 'Number of employees' },
] as const;

export type CompanyFactName = (typeof companyFactFields)[number]['name'];

/** Who looks after the record; default policy `fill-blank`, so a person's choice stays. */
const ownerField = { name: 'owner', label: 'Owner' } as const;

export type WritableField = OppspotFieldName | CompanyFactName | typeof ownerField.name;

export const writableFields: readonly { name: WritableField; label: string }[] = [
  ...oppspotFields,
  ...companyFactFields,
  ownerField,
];

/** Policy when the tenant has set none: our own fields always, everything else only while blank. */
export function defaultPolicy(field: WritableField): FieldPolicy {
  return oppspotFields.some((own) => own.name === field) ? 'always' : 'fill-blank';
}
