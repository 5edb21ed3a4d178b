/** Which Salesforce field carries each oppSpot field. */
import type { WritableField } from '../../../shared/fields/registry.ts';
import type { ObjectType } from '../../../shared/plan/plan.ts';
import { ownFieldNames } from './package.ts';

type Mapping = Readonly<Partial<Record<WritableField, string>>>;

/** A contact has no fields of its own for its company: they are the account's. */
const standardFields: Readonly<Record<ObjectType, Mapping>> = {
  contact: { owner: 'OwnerId' },
  lead: {
    company_name: 'Company',
    company_website: 'Website',
    company_country: 'Country',
    company_city: 'City',
    company_postcode: 'PostalCode',
    company_industry: 'Industry',
    company_employees: 'NumberOfEmployees',
    owner: 'OwnerId',
  },
  company: {
    company_name: 'Name',
    company_website: 'Website',
    company_country: 'BillingCountry',
    company_city: 'BillingCity',
    company_postcode: 'BillingPostalCode',
    company_industry: 'Industry',
    company_description: 'Description',
    company_founded_year: 'YearStarted',
    company_employees: 'NumberOfEmployees',
    owner: 'OwnerId',
  },
};

/** @param prefix what stands before our own fields in this org */
export function mappingFor(object: ObjectType, prefix: string): Mapping {
  const own = Object.entries(ownFieldNames).map(([field, name]) => [field, prefix + name]);
  return { ...Object.fromEntries(own), ...standardFields[object] };
}
