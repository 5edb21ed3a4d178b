/** How sure it is that a website belongs to the company of the record. */
import { brandInDomain, isInitialsOf, nameSimilarity } from '../../../shared/company/similarity.ts';
import type { ResearchSubject } from '../provider.ts';
import type { Scored, SiteFinding, SiteIdentity } from './findings.ts';

/** Null when there is no site to be sure of. */
export function scoreSite(subject: ResearchSubject, site: SiteFinding): Scored | null {
  const { domain, name } = subject;
  if (!domain || site.state === 'no-domain') return null;
  if (subject.picked) return { confidence: 1, reasons: [`A person picked ${domain}.`] };
  if (site.state === 'missing') return null;
  const branded = name ? brandInDomain(name, domain) !== 'none' : false;
  if (site.state === 'unknown') {
    return {
      confidence: branded ? 0.6 : name ? 0.4 : 0.5,
      reasons: [`The record points to ${domain}, which could not be read.`],
    };
  }
  if (site.state === 'unread') {
    return {
      confidence: branded || !name ? 0.8 : 0.5,
      reasons: [
        branded ? `The domain ${domain} carries the name.` : `The record points to ${domain}.`,
      ],
    };
  }
  return scoreIdentity(domain, name, branded, site.identity);
}

function scoreIdentity(
  domain: string,
  name: string | null,
  branded: boolean,
  site: SiteIdentity,
): Scored {
  const shown = site.names[0] ?? null;
  const moved = site.redirectedTo !== null;
  const movedReason = moved ? [`${domain} leads to ${site.redirectedTo}.`] : [];
  if (!name) {
    // Nothing in the record contradicts the site, unless the site itself has moved elsewhere.
    return {
      confidence: moved ? 0.6 : 0.85,
      reasons: [`The record points to ${domain} and names no other company.`, ...movedReason],
    };
  }
  const similarity = Math.max(0, ...site.names.map((siteName) => nameSimilarity(name, siteName)));
  // The domain and the site have to agree on the initials, or any three letters would do.
  const initials =
    shown !== null && isInitialsOf(shown, name) && brandInDomain(shown, domain) === 'exact';
  if (similarity < 0.85 && initials) {
    return {
      confidence: moved ? 0.65 : 0.85,
      reasons: [
        `${domain} names itself “${shown}”, the initials of the record's name.`,
        ...movedReason,
      ],
    };
  }
  if (similarity >= 0.85) {
    return {
      confidence: moved ? 0.8 : 0.93,
      reasons: [`${domain} names itself “${shown}”, as the record does.`, ...movedReason],
    };
  }
  if (similarity >= 0.5 && branded) {
    return {
      confidence: moved ? 0.65 : 0.85,
      reasons: [
        `${domain} names itself “${shown}”, close to the record's name, which the domain carries.`,
        ...movedReason,
      ],
    };
  }
  if (similarity >= 0.5) {
    return {
      confidence: moved ? 0.5 : 0.75,
      reasons: [`${domain} names itself “${shown}”, close to the record's name.`, ...movedReason],
    };
  }
  if (branded) {
    // A site that names itself differently under the record's own name has often been taken over.
    return {
      confidence: moved ? 0.5 : shown ? 0.65 : 0.85,
      reasons: [
        `The domain ${domain} carries the record's name${shown ? `, yet the site names itself “${shown}”` : ''}.`,
        ...movedReason,
      ],
    };
  }
  return {
    confidence: shown ? 0.3 : 0.6,
    reasons: [
      shown
        ? `${domain} names itself “${shown}”, not “${name}”.`
        : `${domain} does not say whose site it is.`,
      ...movedReason,
    ],
  };
}
