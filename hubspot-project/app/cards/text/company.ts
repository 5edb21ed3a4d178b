/** Companies a record may belong to. */
import type { CompanyCandidate } from '../../../../shared/company/match.ts';
import type { Pick } from '../hooks/asks.ts';
import { percent } from './numbers.ts';
import { wordFor } from './words.ts';

/** "Companies House 99410001"; null where it is unknown. */
export function registrationInWords({ registration }: CompanyCandidate): string | null {
  return registration && `${wordFor('registry', registration.registry)} ${registration.number}`;
}

/** "STARLING LIMITED, York · Companies House 99410009 · 55%". */
export function candidateInWords(candidate: CompanyCandidate): string {
  const { name, locality, domain, confidence } = candidate;
  return [
    locality ? `${name}, ${locality}` : name,
    // A company of which nothing but the address is known is named by it.
    domain === name ? null : domain,
    registrationInWords(candidate),
    `${percent(confidence)} sure`,
  ]
    .filter((part) => part !== null)
    .join(' · ');
}

/** How the server is told of the choice; null where the candidate has nothing that names it. */
export function pickOf({ domain, registration }: CompanyCandidate): Pick | null {
  const registrationNumber = registration?.number ?? null;
  return domain === null && registrationNumber === null ? null : { domain, registrationNumber };
}

/** What a person typed, as a choice; null where both fields are empty. */
export function typedPick(domain: string, number: string): Pick | null {
  const host =
    domain
      .trim()
      .replace(/^https?:\/\//i, '')
      .replace(/[/?#].*$/, '') || null;
  const registrationNumber = number.replaceAll(/\s/g, '').toUpperCase() || null;
  return host === null && registrationNumber === null ? null : { domain: host, registrationNumber };
}
