/** The date of a fact, told apart from the day somebody looked. */
import type { Evidence } from '../../../../shared/evidence/evidence.ts';
import type { Dates } from './dates.ts';

/**
 * "22 Nov 2026" for what happened then; "as of 26 Nov 2026" for a state (open roles, an entry in a
 * register), of which only the day it was read is known.
 *
 * @param date when the newest piece of the evidence was true
 */
export function dateInWords(
  date: string,
  evidenceIds: readonly string[],
  evidence: ReadonlyMap<string, Evidence>,
  dates: Dates,
): string {
  const isState = evidenceIds.some((id) => {
    const item = evidence.get(id);
    return item?.observedAt === date && item.retrievedAt === date;
  });
  return isState ? `as of ${dates.day(date)}` : dates.day(date);
}
