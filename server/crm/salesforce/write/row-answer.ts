import { CrmError } from '../../errors.ts';

/** What Salesforce said of one row. */
export type RowAnswer =
  | { readonly ok: true; readonly id: string; readonly existing: boolean }
  | {
      readonly ok: false;
      /** What failed: the row itself, the rows that shared its request, or the whole call. */
      readonly what: 'row' | 'rows' | 'call';
      readonly error: CrmError;
    };

/** A row of which nothing is known: it may have been written. */
export function lostRow(cause?: unknown): RowAnswer {
  return { ok: false, what: 'row', error: lost(cause) };
}

/** @param cause why there is no answer */
export function lost(cause?: unknown): CrmError {
  return new CrmError(
    'unexpected',
    'Salesforce did not say what became of this change. oppSpot reads it back before anything is sent again.',
    { crmStatus: null, outcomeUnknown: true, cause },
  );
}
