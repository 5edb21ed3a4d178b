/** How sure it is that a register entry is the company of the record. */
import {
  brandInDomain,
  hasForeignForm,
  nameSimilarity,
} from '../../../shared/company/similarity.ts';
import type { ResearchSubject } from '../provider.ts';
import type { Scored, SiteFinding } from './findings.ts';

export interface RegisterEntry {
  readonly number: string;
  readonly legalName: string;
  readonly previousNames: readonly string[];
  readonly status: string;
  readonly locality: string | null;
  readonly postcode: string | null;
  /** ISO 3166-1 alpha-2 of the register's territory. */
  readonly country: string;
}

const ended = new Set(['dissolved', 'converted-closed', 'closed', 'removed']);

/** @param siteAgrees the website was found to be the company's own, so its words count */
export function scoreRegisterEntry(
  entry: RegisterEntry,
  site: SiteFinding,
  siteAgrees: boolean,
  subject: ResearchSubject,
): Scored {
  const reasons: string[] = [];
  const own = siteAgrees && site.state === 'read' ? site.identity : null;
  const inRecord = subject.registrationNumber === entry.number;
  if (isRenamed(entry, site, subject)) {
    return {
      confidence: 0.92,
      reasons: [
        `The site of the record's domain states company number ${entry.number}.`,
        `The record holds a name the company had before; it is “${entry.legalName}” now.`,
      ],
    };
  }
  if (subject.picked && inRecord) {
    return { confidence: 1, reasons: [`A person picked company number ${entry.number}.`] };
  }
  const names = [...(subject.name ? [subject.name] : []), ...(own?.names ?? [])];
  const current = bestSimilarity(names, [entry.legalName]);
  const former = bestSimilarity(names, entry.previousNames) * 0.95;
  const similarity = Math.max(current, former);
  const gone = ended.has(entry.status);

  if (inRecord || own?.registrationNumbers.includes(entry.number)) {
    reasons.push(
      inRecord
        ? `The record holds company number ${entry.number}.`
        : `The company's own site states company number ${entry.number}.`,
    );
    if (names.length > 0) {
      reasons.push(
        similarity >= 0.5
          ? `The name agrees with “${entry.legalName}”.`
          : `The register calls it “${entry.legalName}”, which is another name.`,
      );
    }
    let confidence =
      names.length === 0 ? 0.9 : similarity >= 0.65 ? 0.98 : similarity >= 0.5 ? 0.9 : 0.6;
    // Groups list the numbers of several companies in one footer.
    if (!inRecord && (own?.registrationNumbers.length ?? 0) > 1 && similarity < 0.85) {
      confidence -= 0.25;
      reasons.push('The site states several company numbers.');
    }
    if (gone) {
      confidence -= 0.1;
      reasons.push(`The register says it is ${entry.status}.`);
    }
    return { confidence: rounded(confidence), reasons };
  }

  let confidence =
    similarity >= 0.93
      ? 0.55
      : similarity >= 0.8
        ? 0.4
        : similarity >= 0.65
          ? 0.25
          : similarity >= 0.5
            ? 0.1
            : 0;
  const verb = former > current ? 'had' : 'has';
  reasons.push(
    similarity >= 0.93
      ? `“${entry.legalName}” ${verb} the same name${verb === 'had' ? ' before' : ''}.`
      : similarity >= 0.5
        ? `“${entry.legalName}” ${verb} a similar name${verb === 'had' ? ' before' : ''}.`
        : `“${entry.legalName}” is another name.`,
  );
  confidence += placeAgreement(entry, own ?? null, subject, reasons);
  confidence += brandAgreement(entry, subject, reasons);
  const country = subject.country ?? own?.country ?? null;
  if (country && country !== entry.country) {
    confidence -= 0.4;
    reasons.push('The record is in another country.');
  }
  const { name } = subject;
  // Microsoft Corporation is not Microsoft Limited; a record that says it is in the country may still mean it.
  if (entry.country === 'GB' && country !== 'GB' && name !== null && hasForeignForm(name)) {
    if (!hasForeignForm(entry.legalName)) {
      confidence -= 0.3;
      reasons.push('The record’s legal form is none of the UK’s.');
    }
  }
  if (gone) {
    confidence -= 0.3;
    reasons.push(`The register says it is ${entry.status}.`);
  }
  // Place and brand support a name; they never stand in for one.
  return {
    confidence: rounded(similarity < 0.5 ? Math.min(confidence, 0.15) : confidence),
    reasons,
  };
}

/**
 * The record holds the company's former name, and the site its domain leads to states this number
 * and no other: two independent sources agree although today's name is another one.
 */
export function isRenamed(
  entry: RegisterEntry,
  site: SiteFinding,
  subject: ResearchSubject,
): boolean {
  if (site.state !== 'read' || subject.name === null || ended.has(entry.status)) return false;
  const [stated, ...others] = site.identity.registrationNumbers;
  if (stated !== entry.number || others.length > 0) return false;
  return bestSimilarity([subject.name], entry.previousNames) >= 0.93;
}

function bestSimilarity(names: readonly string[], others: readonly string[]): number {
  return Math.max(
    0,
    ...names.flatMap((name) => others.map((other) => nameSimilarity(name, other))),
  );
}

/** From −.25 (both places known and different) to .3 (same postcode). */
function placeAgreement(
  entry: RegisterEntry,
  own: { postcode: string | null; locality: string | null } | null,
  subject: ResearchSubject,
  reasons: string[],
): number {
  const postcodes = [subject.postcode, own?.postcode].flatMap((code) => compactCode(code) ?? []);
  const entryPostcode = compactCode(entry.postcode);
  if (entryPostcode && postcodes.includes(entryPostcode)) {
    reasons.push(`The postcode ${entry.postcode} agrees.`);
    return 0.3;
  }
  const towns = [subject.city, own?.locality].flatMap((town) => folded(town) ?? []);
  const entryTown = folded(entry.locality);
  if (entryTown && towns.includes(entryTown)) {
    reasons.push(`The town ${entry.locality} agrees.`);
    return 0.2;
  }
  if (entryTown && towns.length > 0) {
    reasons.push(`It is registered in ${entry.locality}, another town.`);
    return -0.25;
  }
  if (!entryTown && entryPostcode && postcodes.length > 0) {
    reasons.push(`It is registered at ${entry.postcode}, another postcode.`);
    return -0.25;
  }
  return 0;
}

/** A name in a domain under another country's top level speaks for that country's company. */
function brandAgreement(entry: RegisterEntry, subject: ResearchSubject, reasons: string[]): number {
  if (!subject.domain || foreignTopLevel(subject.domain, entry.country)) return 0;
  const brand = brandInDomain(entry.legalName, subject.domain);
  if (brand === 'none') return 0;
  reasons.push(`The domain ${subject.domain} carries the name.`);
  return brand === 'exact' ? 0.2 : 0.1;
}

/** Country-code top levels that companies everywhere use as if they were generic. */
const genericCodes = new Set([
  'io',
  'co',
  'ai',
  'me',
  'tv',
  'eu',
  'gg',
  'fm',
  'ly',
  'to',
  'sh',
  'so',
  'cc',
  'is',
]);

function foreignTopLevel(domain: string, country: string): boolean {
  const top = domain.split('.').at(-1) ?? '';
  if (top.length !== 2 || genericCodes.has(top)) return false;
  return (top === 'uk' ? 'GB' : top.toUpperCase()) !== country;
}

function compactCode(postcode: string | null | undefined): string | null {
  const compact = postcode?.toUpperCase().replace(/[^A-Z0-9]/g, '') ?? '';
  return compact === '' ? null : compact;
}

function folded(town: string | null | undefined): string | null {
  const text = (town ?? '').normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().trim();
  return text === '' ? null : text;
}

const rounded = (value: number) => Math.round(Math.min(0.98, Math.max(0, value)) * 100) / 100;
