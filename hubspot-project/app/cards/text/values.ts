/** Values of CRM fields as a person reads them. */
import type { CrmValue } from '../../../../shared/plan/plan.ts';
import type { Dates } from './dates.ts';
import { capitalised } from './words.ts';

/** Long texts are cut: the table compares, the record shows it all. */
const longest = 120;

/** Of a choice HubSpot stores the name and shows the label: INFORMATION_TECHNOLOGY_AND_SERVICES. */
const isOptionName = /^[A-Z]+(_[A-Z]+)+$/;
/** Choices of oppSpot's own fields, stored in small letters. */
const labelled: readonly string[] = ['score_confidence', 'deal_stage'];

/**
 * @param oppspotField tells what the value means; dates are dates only by it
 * @param owners names by id
 */
export function valueInWords(
  value: CrmValue,
  oppspotField: string,
  dates: Dates,
  owners: ReadonlyMap<string, string> = new Map(),
): string {
  if (value === null || value === '') return 'empty';
  if (typeof value === 'boolean') return value ? 'Yes' : 'No';
  const text = String(value);
  if (oppspotField === 'last_enriched_at') return dates.moment(text);
  if (oppspotField === 'owner') return owners.get(text) ?? `HubSpot owner ${text}`;
  if (isOptionName.test(text) || labelled.includes(oppspotField)) {
    return capitalised(text.toLowerCase());
  }
  return text.length > longest ? `${text.slice(0, longest).trimEnd()}…` : text;
}
