/** Where something is known from, and since when. `evidence` is the evidence by id. */
import AS_OF from '@salesforce/label/c.Card_As_Of';
import { day, format } from 'c/oppspotText';

/** The address if a browser may be sent there: evidence is written by others. */
function safeUrl(url) {
  return url && /^https?:\/\//i.test(url) ? url : null;
}

/** Who says so: each publisher once, in the order of the ids, with the first page of theirs. */
export function sourcesOf(evidenceIds, evidence) {
  const urls = new Map();
  for (const id of evidenceIds) {
    const source = evidence.get(id)?.source;
    if (source) urls.set(source.label, urls.get(source.label) ?? safeUrl(source.url));
  }
  return [...urls].map(([label, url]) => ({ label, url }));
}

/**
 * "Nov 22, 2026" for what happened then; "as of Nov 26, 2026" for a state (open roles, an entry in
 * a register), of which only the day it was read is known.
 *
 * @param {string} date when the newest piece of the evidence was true
 */
export function dateInWords(date, evidenceIds, evidence) {
  const isState = evidenceIds.some((id) => {
    const item = evidence.get(id);
    return item?.observedAt === date && item.retrievedAt === date;
  });
  return isState ? format(AS_OF, day(date)) : day(date);
}
