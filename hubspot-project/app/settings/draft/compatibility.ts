/** Which properties are offered for an oppSpot field. The server checks types again when saving. */
import type { CrmField } from '../../../../shared/contract/mappings.ts';
import type { Option } from './choices.ts';
import type { Direction } from './mappings.ts';
import type { StepDraft } from './transforms.ts';

type Kind = 'text' | 'number' | 'moment' | 'reference' | 'anything';

/** What oppSpot's fields hold that is no text. */
const kinds: Readonly<Record<string, Kind>> = {
  score: 'number',
  score_financial: 'number',
  score_growth: 'number',
  score_engagement: 'number',
  score_fit: 'number',
  match_confidence: 'number',
  company_employees: 'number',
  company_founded_year: 'number',
  last_enriched_at: 'moment',
  owner: 'reference',
};

const takenBy: Readonly<Record<Exclude<Kind, 'anything'>, readonly CrmField['type'][]>> = {
  text: ['text', 'long-text', 'choice', 'multi-choice'],
  number: ['number', 'text', 'long-text'],
  moment: ['date', 'datetime', 'text', 'long-text'],
  reference: ['reference', 'text', 'long-text'],
};
const neverOffered: readonly CrmField['type'][] = ['reference', 'other'];

/** Facts of a company that oppSpot can take out of the CRM, in place of looking for them. */
export const readableFields: readonly string[] = [
  'company_name',
  'company_website',
  'company_country',
  'company_city',
  'company_postcode',
  'company_industry',
  'company_employees',
  'company_number',
];

export interface Wish {
  readonly oppspotField: string;
  readonly direction: Direction;
  readonly transforms: readonly StepDraft[];
}

/** Whether a property takes what the steps make of the field's values. */
export function isOffered(property: CrmField, wish: Wish): boolean {
  if (wish.direction !== 'read' && !property.writable) return false;
  const kind = kindAfter(wish);
  return kind === 'anything'
    ? !neverOffered.includes(property.type)
    : takenBy[kind].includes(property.type);
}

function kindAfter({ oppspotField, transforms }: Wish): Kind {
  return transforms.reduce<Kind>(
    (kind, step) => kindByStep(step) ?? kind,
    kinds[oppspotField] ?? 'text',
  );
}

/** What a step gives whatever it got; null where it keeps the kind. */
function kindByStep(step: StepDraft): Kind | null {
  switch (step.name) {
    case 'number':
      return 'number';
    case 'date':
      return ['yyyy', 'epoch-ms'].includes(step.format) ? 'number' : 'moment';
    case 'join':
      return 'text';
    // Both may give whatever the person who wrote them wants.
    case 'map':
    case 'template':
    case 'first-of':
      return 'anything';
    default:
      return null;
  }
}

/** By label and name; what is chosen is there although it does not fit. */
export function propertyOptions(
  properties: readonly CrmField[],
  wish: Wish,
  chosen: string | null,
): Option[] {
  const options = properties
    .filter((property) => property.name === chosen || isOffered(property, wish))
    .map(({ name, label }) => ({ value: name, label: `${label} (${name})` }))
    .sort((one, other) => one.label.localeCompare(other.label, 'en'));
  if (chosen === null || options.some(({ value }) => value === chosen)) return options;
  return [{ value: chosen, label: `${chosen} (not found in HubSpot)` }, ...options];
}
