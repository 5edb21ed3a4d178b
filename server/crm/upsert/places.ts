import type { MappedField } from '../../../shared/plan/build.ts';
import type { EntityField } from './entity.ts';

/** What people call the fields, by the name of each. */
const labels: Readonly<Record<EntityField, string>> = {
  email: 'E-mail address',
  first_name: 'First name',
  last_name: 'Last name',
  job_title: 'Job title',
  phone: 'Phone number',
  company_name: 'Company name',
  company_domain: 'Web domain',
  company_website: 'Website',
  company_country: 'Country',
  company_city: 'City',
  company_postcode: 'Postcode',
  company_industry: 'Industry',
  company_employees: 'Number of employees',
  company_description: 'Description',
};

/** Fields of a CRM's own, which may be filled while blank and changed while they hold what we wrote. */
export function placesIn(fields: Readonly<Partial<Record<EntityField, string>>>): MappedField[] {
  return Object.entries(fields).map(([field, crmField]) => ({
    oppspotField: field,
    crmField,
    label: labels[field as EntityField],
    policy: 'overwrite-if-ours',
  }));
}
