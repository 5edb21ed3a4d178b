import type { CrmScope } from '../connector.ts';

const required = (name: string, enables: string): CrmScope => ({ name, required: true, enables });
const optional = (name: string, enables: string): CrmScope => ({ name, required: false, enables });

/** Tells who is a super admin. */
export const usersScope = 'settings.users.read';
/** Tells which records a list has. */
export const listsScope = 'crm.lists.read';

/**
 * Every permission the app asks an account for, required ones first, in the order of the consent page.
 * https://developers.hubspot.com/docs/apps/developer-platform/build-apps/authentication/scopes
 */
export const hubspotScopes: readonly CrmScope[] = [
  required('oauth', 'Connects oppSpot to the account.'),
  required('crm.objects.contacts.read', 'Reads the contacts that are enriched.'),
  required('crm.objects.contacts.write', 'Writes to contacts, and creates follow-up tasks.'),
  required('crm.objects.companies.read', 'Reads the companies behind contacts.'),
  required('crm.objects.companies.write', 'Writes to companies.'),
  required('crm.objects.owners.read', 'Offers your team for assignment, and gives tasks to them.'),
  required('crm.schemas.contacts.read', 'Checks that the oppSpot fields of contacts are there.'),
  required('crm.schemas.contacts.write', 'Creates the oppSpot fields of contacts.'),
  required('crm.schemas.companies.read', 'Checks that the oppSpot fields of companies are there.'),
  required('crm.schemas.companies.write', 'Creates the oppSpot fields of companies.'),
  optional('crm.objects.deals.read', 'Sees open deals, so that none is created beside them.'),
  optional('crm.objects.deals.write', 'Creates deals for good scores.'),
  optional('crm.schemas.deals.read', 'Lists deal pipelines and their stages.'),
  optional('crm.schemas.deals.write', 'Creates the field that keeps a deal from being made twice.'),
  optional(listsScope, 'Enriches the records of a list that you choose.'),
  optional('automation', 'Hands results back to workflows.'),
  optional(usersScope, 'Checks that only super admins change these settings.'),
];
