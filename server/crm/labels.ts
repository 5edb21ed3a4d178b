import type { CrmName } from './connector.ts';

/** What a CRM is called where people read it. */
export const crmLabel: Readonly<Record<CrmName, string>> = {
  hubspot: 'HubSpot',
  salesforce: 'Salesforce',
  pipedrive: 'Pipedrive',
};
