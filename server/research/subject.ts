/** From a CRM record to the company to look for: cleaning only, no look-ups. */
import { domainToASCII } from 'node:url';
import freeMailDomains from 'email-providers/all.json' with { type: 'json' };
import { parse } from 'tldts';
import { countryCode } from '../../shared/company/country.ts';
import type { CompanyMatch } from '../../shared/company/match.ts';
import { nameTokens } from '../../shared/company/similarity.ts';
import { plainText } from '../../shared/narrative/plain-text.ts';
import type { CrmRecord } from '../crm/connector.ts';
import type { ResearchSubject } from './provider.ts';
import { ukCompanyNumber } from './uk-company-number.ts';

/** Mail services the list does not know; addresses there say nothing about an employer. */
const moreFreeMail = [
  'fastmail.com',
  'fastmail.fm',
  'tempmail.com',
  'duck.com',
  'pm.me',
  'hey.com',
];
const freeMail = new Set<string>([...freeMailDomains, ...moreFreeMail]);
/** Set aside for documentation, so nobody's employer: https://www.rfc-editor.org/rfc/rfc2606#section-3 */
const documentation = new Set(['example.com', 'example.net', 'example.org']);

export type DomainReading =
  | { readonly kind: 'company'; readonly domain: string }
  | { readonly kind: 'free-mail'; readonly domain: string }
  | { readonly kind: 'invalid' }
  | { readonly kind: 'none' };

/**
 * The registrable domain of what somebody typed as a domain, URL or mailbox host, in ASCII form
 * (IDNA). `acme.github.io` counts as a domain of its own, `github.io` as none: rules of
 * https://publicsuffix.org. Free and disposable mail services are named as such.
 */
export function readDomain(text: string | null): DomainReading {
  const typed = text?.trim().toLowerCase() ?? '';
  if (typed === '') return { kind: 'none' };
  if (typed.length > 2_000) return { kind: 'invalid' };
  const found = parse(typed, { allowPrivateDomains: true });
  if (found.isIp || !found.domain) return { kind: 'invalid' };
  // Top levels nobody ever delegated are typing errors; the reserved ones serve examples and tests.
  const reserved = /\.(example|test|invalid)$/.test(found.domain);
  if (!found.isIcann && !found.isPrivate && !reserved) return { kind: 'invalid' };
  const domain = domainToASCII(found.domain);
  if (domain === '' || domain.length > 120 || documentation.has(domain)) return { kind: 'invalid' };
  return { kind: freeMail.has(domain) ? 'free-mail' : 'company', domain };
}

export type SubjectResult =
  | { readonly ok: true; readonly subject: ResearchSubject }
  | { readonly ok: false; readonly match: CompanyMatch & { status: 'none' } };

/** A company a person chose among candidates. */
export interface CompanyPick {
  readonly domain: string | null;
  readonly registrationNumber: string | null;
}

/**
 * The company a record is about. The company's own domain comes first, then a business mailbox of
 * the person; a name or registration number alone is enough to look. A pick replaces domain and
 * number and is not guessed again.
 */
export function researchSubject(record: CrmRecord, pick: CompanyPick | null): SubjectResult {
  const { company, person } = record;
  const name = company?.name ? plainText(company.name, 200) || null : null;
  const place = {
    country: countryCode(company?.country),
    city: company?.city ? plainText(company.city, 100) || null : null,
    postcode: company?.postcode ? plainText(company.postcode, 20) || null : null,
  };
  if (pick) {
    const picked = readDomain(pick.domain);
    const domain = picked.kind === 'company' || picked.kind === 'free-mail' ? picked.domain : null;
    const registrationNumber = ukCompanyNumber(pick.registrationNumber);
    if (!domain && !registrationNumber) return { ok: false, match: unreadablePick };
    return { ok: true, subject: { domain, name, ...place, registrationNumber, picked: true } };
  }
  const readings = [readDomain(company?.domain ?? null), readDomain(mailHost(person?.email))];
  const own = readings.find((reading) => reading.kind === 'company');
  const registrationNumber = ukCompanyNumber(company?.registrationNumber ?? null);
  // A name of punctuation or emoji alone names nobody.
  const searchable = name !== null && nameTokens(name).length > 0 ? name : null;
  if (!own && !searchable && !registrationNumber) {
    return { ok: false, match: nothingToLookFor(readings) };
  }
  return {
    ok: true,
    subject: {
      domain: own?.domain ?? null,
      name: searchable,
      ...place,
      registrationNumber,
      picked: false,
    },
  };
}

/** The company somebody typed, without a CRM record. */
export function companySubject(typed: {
  readonly domain: string | null;
  readonly name: string | null;
}): SubjectResult {
  const reading = readDomain(typed.domain);
  const name = typed.name ? plainText(typed.name, 200) : '';
  if (reading.kind !== 'company' && nameTokens(name).length === 0) {
    return { ok: false, match: nothingToLookFor([reading]) };
  }
  return {
    ok: true,
    subject: {
      domain: reading.kind === 'company' ? reading.domain : null,
      name: name || null,
      country: null,
      city: null,
      postcode: null,
      registrationNumber: null,
      picked: false,
    },
  };
}

function mailHost(email: string | null | undefined): string | null {
  const host = email?.trim().split('@').at(-1) ?? '';
  return email?.includes('@') && host !== '' ? host : null;
}

const unreadablePick: CompanyMatch & { status: 'none' } = {
  status: 'none',
  code: 'invalid-domain',
  reason:
    'The company that was picked has neither a valid web domain nor a UK company number. Pick another.',
};

function nothingToLookFor(readings: readonly DomainReading[]): CompanyMatch & { status: 'none' } {
  const free = readings.find((reading) => reading.kind === 'free-mail');
  if (free) {
    return {
      status: 'none',
      code: 'free-mail-domain',
      reason: `The only domain here is ${free.domain}, a mail service that anybody can use. Add the company's name or web domain.`,
    };
  }
  if (readings.some((reading) => reading.kind === 'invalid')) {
    return {
      status: 'none',
      code: 'invalid-domain',
      reason:
        'The domain of this record is no company’s web domain. Correct it or add the company’s name.',
    };
  }
  return {
    status: 'none',
    code: 'no-company',
    reason:
      'This record names no company: add a company name, a web domain or a business e-mail address.',
  };
}

/**
 * The same for records that ask the same question, so that each company is researched once. Differs
 * when anything differs that could change the match.
 */
export function companyKey(subject: ResearchSubject): string {
  return JSON.stringify([
    subject.domain,
    subject.name ? nameTokens(subject.name).join(' ') : null,
    subject.country,
    subject.city?.toLowerCase() ?? null,
    subject.postcode?.toUpperCase().replace(/\s/g, '') ?? null,
    subject.registrationNumber,
    subject.picked,
  ]);
}
