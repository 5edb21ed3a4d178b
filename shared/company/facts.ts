/** Facts about the company that may fill blank fields of the CRM. */
import type { Evidence } from '../evidence/evidence.ts';
import { newestFirst, order } from '../evidence/evidence-set.ts';
import type { CompanyFactName } from '../fields/registry.ts';
import { plainText } from '../narrative/plain-text.ts';
import { countryName } from './country.ts';

export interface CompanyFact {
  readonly value: string | number;
  readonly evidenceIds: string[];
}

type Facts = Partial<Record<CompanyFactName, CompanyFact>>;

/** Lower is believed first. What the CRM said itself is no source for the CRM. */
const tradeName = 0;
const register = 1;
const website = 2;

interface Claim {
  readonly name: CompanyFactName;
  readonly value: string | number;
  readonly rank: number;
}

/**
 * The best-founded value of each fact: the register's before the website's, but for the name the
 * company goes by; the newest first. A headcount counts only when it is an exact number; a band would
 * have to be guessed into one. Countries are English names, as CRMs show them. Evidence read from the
 * CRM is never used.
 */
export function companyFacts(evidence: readonly Evidence[]): Facts {
  const facts: Facts = {};
  const ranks = new Map<CompanyFactName, number>();
  const sorted = newestFirst([...evidence].sort((a, b) => order(a.id, b.id)));
  for (const item of sorted) {
    if (item.source.type === 'crm') continue;
    for (const { name, value, rank } of claims(item)) {
      if (value === '' || rank >= (ranks.get(name) ?? Number.POSITIVE_INFINITY)) continue;
      ranks.set(name, rank);
      facts[name] = { value, evidenceIds: [item.id] };
    }
  }
  return facts;
}

function* claims(item: Evidence): Generator<Claim> {
  switch (item.kind) {
    case 'registration': {
      const { legalName, country, locality, postcode, incorporatedOn } = item.value;
      yield { name: 'company_name', value: plainText(legalName, 250), rank: register };
      if (country) yield { name: 'company_country', value: countryName(country), rank: register };
      if (locality) yield { name: 'company_city', value: plainText(locality, 100), rank: register };
      if (postcode) {
        yield { name: 'company_postcode', value: plainText(postcode, 20), rank: register };
      }
      const founded = year(incorporatedOn);
      if (founded) yield { name: 'company_founded_year', value: founded, rank: register };
      return;
    }
    case 'website': {
      const { name, description, foundedOn } = item.value;
      // The name the company goes by; the register shouts the legal one in capitals.
      if (name) yield { name: 'company_name', value: plainText(name, 250), rank: tradeName };
      const origin = item.source.type === 'public' ? originOf(item.source.url) : null;
      if (origin) yield { name: 'company_website', value: origin, rank: website };
      if (description) {
        const text = plainText(description, 1000);
        yield { name: 'company_description', value: text, rank: website };
      }
      const founded = year(foundedOn);
      if (founded) yield { name: 'company_founded_year', value: founded, rank: website };
      return;
    }
    case 'location': {
      const { country, locality } = item.value;
      yield { name: 'company_country', value: countryName(country), rank: website };
      if (locality) yield { name: 'company_city', value: plainText(locality, 100), rank: website };
      return;
    }
    case 'industry':
      if (item.value.scheme !== 'crm') {
        yield {
          name: 'company_industry',
          value: plainText(item.value.name, 200),
          rank: item.value.scheme === 'sic2007' ? register : website,
        };
      }
      return;
    case 'headcount': {
      const { minimum, maximum, basis } = item.value;
      if (basis === 'stated' && minimum === maximum) {
        yield { name: 'company_employees', value: minimum, rank: website };
      }
      return;
    }
    default:
      return;
  }
}

/** The year an ISO date or a bare year starts with. */
function year(date: string | null): number | null {
  const digits = /^(\d{4})(?:-|$)/.exec(date?.trim() ?? '')?.[1];
  return digits ? Number(digits) : null;
}

function originOf(url: string): string | null {
  return /^https?:\/\/[^/?#@]+/i.exec(url)?.[0].toLowerCase() ?? null;
}
