/** Companies a record may belong to. */
import COMPANY_IS from '@salesforce/label/c.Card_Company_Is';
import COMPANY_NOT_SETTLED from '@salesforce/label/c.Card_Company_Not_Settled';
import NO_COMPANY_FOUND from '@salesforce/label/c.Card_No_Company_Found';
import SURE from '@salesforce/label/c.Card_Sure';
import { format, percent } from 'c/oppspotText';
import { wordFor } from './words';

/** "Companies House 99410001"; null where it is unknown. */
export function registrationInWords({ registration }) {
  return registration && `${wordFor('registry', registration.registry)} ${registration.number}`;
}

/** "STARLING LIMITED, York · Companies House 99410009 · 55% sure". */
export function candidateInWords(candidate) {
  const { name, locality, domain, confidence } = candidate;
  return [
    locality ? `${name}, ${locality}` : name,
    // A company of which nothing but the address is known is named by it.
    domain === name ? null : domain,
    registrationInWords(candidate),
    format(SURE, percent(confidence)),
  ]
    .filter((part) => part !== null)
    .join(' · ');
}

/** Which company all this is about, in one line. */
export function matchInWords(match) {
  if (match.status === 'ambiguous') return COMPANY_NOT_SETTLED;
  if (match.status === 'none') return NO_COMPANY_FOUND;
  const { name, locality, confidence } = match.company;
  return format(COMPANY_IS, locality ? `${name}, ${locality}` : name, percent(confidence));
}

/** How the server is told of the choice; null where the candidate has nothing that names it. */
export function pickOf({ domain, registration }) {
  const registrationNumber = registration?.number ?? null;
  return domain === null && registrationNumber === null ? null : { domain, registrationNumber };
}

/** What a person typed, as a choice; null where both fields are empty. */
export function typedPick(website, number) {
  const domain =
    website
      .trim()
      .replace(/^https?:\/\//i, '')
      .replace(/[/?#].*$/, '') || null;
  const registrationNumber = number.replaceAll(/\s/g, '').toUpperCase() || null;
  return domain === null && registrationNumber === null ? null : { domain, registrationNumber };
}
