/**
 * The quick checks of mappings, and where the server's faults belong. Their paths begin with the key of
 * the mapping: `company-company_industry.transforms.0`.
 */
import type { Typed } from './draft.ts';
import type { Fault } from './faults.ts';
import { keyOf, type MappingDraft } from './mappings.ts';
import type { StepDraft } from './transforms.ts';

/** What keeps mappings from being saved or tried, as far as this page can tell. */
export function mappingFaults(drafts: readonly MappingDraft[]): Fault[] {
  return drafts.flatMap((draft) => {
    const key = keyOf(draft);
    return [
      ...(draft.crmField === null
        ? [{ field: `${key}.crmField`, message: 'Choose the HubSpot property.' }]
        : []),
      ...draft.transforms.flatMap((step, index) => stepFaults(step, `${key}.transforms.${index}`)),
    ];
  });
}

function stepFaults(step: StepDraft, path: string): Fault[] {
  switch (step.name) {
    case 'number':
      return [
        ...numberFault(`${path}.decimals`, step.decimals, 'Enter a whole number from 0 to 6.'),
        ...numberFault(`${path}.multiply`, step.multiply, 'Enter a number; 1 changes nothing.'),
      ];
    case 'truncate':
      return numberFault(`${path}.length`, step.length, 'Enter how many characters stay.');
    case 'join':
    case 'first-of':
      return step.fields.flatMap((field, index) =>
        field === '' ? [{ field: `${path}.fields.${index}`, message: 'Choose a field.' }] : [],
      );
    default:
      return [];
  }
}

function numberFault(field: string, value: Typed, message: string): Fault[] {
  return value === null ? [{ field, message }] : [];
}

/**
 * The server's faults at the mappings they are about.
 * @param sent the drafts in the order they were sent in
 */
export function atMappings(faults: readonly Fault[], sent: readonly MappingDraft[]): Fault[] {
  return faults.map(({ field, message }) => {
    const [, index = '', rest = ''] = field?.match(/^items\.(\d+)(\..+)?$/) ?? [];
    const mapping = index === '' ? undefined : sent[Number(index)];
    return { field: mapping ? `${keyOf(mapping)}${rest}` : null, message };
  });
}

/** The key of the mapping that a fault is about; null when it is about none in particular. */
export function mappingOf({ field }: Fault): string | null {
  return field?.split('.')[0] ?? null;
}
