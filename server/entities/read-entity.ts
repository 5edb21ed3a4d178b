/** From what a sender knows to what a CRM is asked for: cleaning only, no look-ups. */
import type { CompanyData, ContactData, SyncEntity } from '../../shared/contract/integrations.ts';
import type { EntityValues, UpsertEntity } from '../crm/upsert/entity.ts';
import { readDomain } from '../research/subject.ts';

export interface ReadEntity {
  readonly identity: UpsertEntity['identity'];
  readonly values: EntityValues;
  readonly company: UpsertEntity['company'];
  /** Addresses and domains as they were typed: what a suppression list is held against. */
  readonly email: string | null;
  readonly domains: readonly string[];
  /** What of the data was not used, in sentences. */
  readonly warnings: readonly string[];
}

export function readEntity(entity: SyncEntity): ReadEntity {
  return entity.entityType === 'contact' ? readContact(entity.data) : readCompany(entity.data);
}

function readContact(data: ContactData): ReadEntity {
  const email = data.email?.trim().toLowerCase() || null;
  const company = data.company ? readCompany(withMailDomain(data.company, email)) : null;
  const { domain = null, name = null } = company?.identity ?? {};
  return {
    identity: { object: 'contact', email, domain: null, name: null },
    values: present({
      email,
      first_name: data.firstName,
      last_name: data.lastName,
      job_title: data.jobTitle,
      phone: data.phone,
      company_name: data.company?.name,
    }),
    company:
      company && (domain !== null || name !== null)
        ? { identity: company.identity, values: company.values }
        : null,
    email,
    domains: company?.domains ?? [],
    warnings: company?.warnings ?? [],
  };
}

/** A business address says whose domain it is; one of a mail service says nothing of a company. */
function withMailDomain(company: CompanyData, email: string | null): CompanyData {
  if (company.domain || company.website || email === null) return company;
  const reading = readDomain(email.slice(email.lastIndexOf('@') + 1));
  return reading.kind === 'company' ? { ...company, domain: reading.domain } : company;
}

function readCompany(data: CompanyData): ReadEntity {
  const warnings: string[] = [];
  const domainOf = (typed: string | undefined): string | null => {
    const reading = readDomain(typed ?? null);
    if (reading.kind === 'company') return reading.domain;
    if (reading.kind === 'free-mail') {
      warnings.push(
        `${reading.domain} is a mail service that anybody can use, so it was not taken for the company’s domain.`,
      );
    } else if (reading.kind === 'invalid') {
      warnings.push(`“${shown(typed ?? '')}” is no company’s web domain and was left out.`);
    }
    return null;
  };
  const ownDomain = domainOf(data.domain);
  const siteDomain = domainOf(data.website);
  const name = data.name?.replace(/\s+/g, ' ').trim() || null;
  const domain = ownDomain ?? siteDomain;
  return {
    identity: { object: 'company', email: null, domain, name },
    values: present({
      company_name: name,
      company_domain: domain,
      company_website: siteDomain === null ? null : data.website,
      company_country: data.country,
      company_city: data.city,
      company_postcode: data.postcode,
      company_industry: data.industry,
      company_employees: data.employees,
      company_description: data.description,
      phone: data.phone,
    }),
    company: null,
    email: null,
    domains: [data.domain, data.website].filter((one) => one !== undefined),
    warnings,
  };
}

type Given = Readonly<Record<string, string | number | null | undefined>>;

/** Blank is not sent: an integrator's gap never clears what stands in the CRM. */
function present(given: Given): EntityValues {
  return Object.fromEntries(
    Object.entries(given).filter(
      ([, value]) => value !== null && value !== undefined && value !== '',
    ),
  );
}

function shown(text: string): string {
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}
