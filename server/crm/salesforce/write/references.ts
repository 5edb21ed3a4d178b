import type { RecordRef } from '../../../../shared/plan/plan.ts';
import { CrmError } from '../../errors.ts';
import { notFound } from '../errors.ts';
import { toId18 } from '../ids.ts';

/** @throws CrmError `not_found` for a record that Salesforce cannot have */
export function requireIds(records: readonly RecordRef[]): void {
  if (records.some(({ id }) => toId18(id) === null)) throw notFound();
}

/** Without the key one attempt could not be told from the next, and a second record would be made. */
export function missingKey(what: 'tasks' | 'opportunities'): CrmError {
  const message = `oppSpot’s key field on ${what} cannot be written by the connected user. An administrator has to install the oppSpot package and assign its integration permission set.`;
  return new CrmError('missing_scope', message, { crmStatus: null });
}
