import { AppError, type FieldFault, InvalidInput } from '../errors.ts';

/** More than anybody corrects at once. */
const mostFaults = 100;

export function invalidMappings(faults: readonly FieldFault[]): InvalidInput {
  const message =
    faults.length === 1
      ? 'One thing is wrong with these mappings. Correct it and try again.'
      : `${faults.length} things are wrong with these mappings. Correct them and try again.`;
  return new InvalidInput(message, 'invalid_mappings', faults.slice(0, mostFaults));
}

export const mappingsChanged = () =>
  new AppError(
    'Somebody else saved these mappings while you were editing, so nothing was saved. Load the newest mappings, check your changes and save again.',
    { code: 'mappings_changed', status: 409 },
  );

export const neverEnriched = () =>
  new AppError(
    'oppSpot has not researched this record yet, so there are no values to show. Enrich it or preview it once, then try again.',
    { code: 'never_enriched', status: 409 },
  );
