/** Which facts of a company a mapping may take out of the CRM, to work with them. */
import type { WritableField } from '../fields/registry.ts';
import { table } from '../table.ts';

/**
 * By oppSpot field, the name it has among a record's company facts. The others are what oppSpot finds
 * out itself, so that a value of the CRM could change nothing.
 */
export const readableFacts = table({
  company_name: 'name',
  company_website: 'domain',
  company_country: 'country',
  company_city: 'city',
  company_postcode: 'postcode',
  company_industry: 'industry',
  company_employees: 'employees',
  company_number: 'registrationNumber',
} as const satisfies Partial<Record<WritableField, string>>);
