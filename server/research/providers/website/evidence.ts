/** What a company's own website says, as evidence. */
import { countryName } from '../../../../shared/company/country.ts';
import type { Evidence } from '../../../../shared/evidence/evidence.ts';
import { plainText, truncate } from '../../../../shared/narrative/plain-text.ts';
import type { SiteIdentity } from '../../matching/findings.ts';
import { label, type SiteSnapshot } from './read-site.ts';

export function identityOf({ page, redirectedTo }: SiteSnapshot): SiteIdentity {
  return {
    names: page.names,
    registrationNumbers: page.registrationNumbers,
    postcode: page.organization?.postcode ?? null,
    locality: page.organization?.locality ?? null,
    country: page.organization?.country ?? null,
    redirectedTo,
  };
}

/** All of it is dated by the day it was read: a site does not say since when. */
export function siteEvidence({ domain, page, url, retrievedAt }: SiteSnapshot): Evidence[] {
  const item = (kind: Evidence['kind'], key = domain) => ({
    id: `website:${kind}:${key}`,
    source: { type: 'public' as const, provider: 'website', label, url },
    observedAt: retrievedAt,
    retrievedAt,
  });
  const found: Evidence[] = [];
  const { organization } = page;
  const name = page.names[0] ?? null;
  if (name || page.description) {
    const founded = organization?.foundedOn ? ` Founded: ${organization.foundedOn}.` : '';
    const words = [
      name ? `The site names itself “${plainText(name, 80)}”.` : '',
      page.description ? ` It says: “${plainText(page.description, 140)}”` : '',
    ].join('');
    found.push({
      ...item('website'),
      kind: 'website',
      value: { name, description: page.description, foundedOn: organization?.foundedOn ?? null },
      text: truncate(words.trim() + founded, 300),
    });
  }
  if (organization?.industry) {
    found.push({
      ...item('industry'),
      kind: 'industry',
      value: { scheme: 'schema.org', code: null, name: organization.industry },
      text: `The site states its industry as ${organization.industry}.`,
    });
  }
  if (organization?.country) {
    const { country, region, locality } = organization;
    found.push({
      ...item('location'),
      kind: 'location',
      value: { country, region, locality },
      text: `The site gives an address in ${locality ? `${locality}, ` : ''}${countryName(country)}.`,
    });
  }
  if (organization?.employees) {
    const { minimum, maximum } = organization.employees;
    found.push({
      ...item('headcount'),
      kind: 'headcount',
      value: { minimum, maximum, basis: 'stated' },
      text: `The site states ${range(minimum, maximum)} employees.`,
    });
  }
  for (const technology of page.technologies) {
    const key = `${domain}-${technology.name.toLowerCase().replace(/[^a-z0-9]+/g, '-')}`;
    found.push({
      ...item('technology', key),
      kind: 'technology',
      value: technology,
      text: `The site has set up ${technology.name} (${technology.category.toLowerCase()}).`,
    });
  }
  return found;
}

function range(minimum: number, maximum: number | null): string {
  if (maximum === null) return `${minimum.toLocaleString('en-GB')} or more`;
  if (minimum === maximum) return minimum.toLocaleString('en-GB');
  return `${minimum.toLocaleString('en-GB')} to ${maximum.toLocaleString('en-GB')}`;
}
