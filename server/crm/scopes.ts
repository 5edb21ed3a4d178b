import type { CrmName, CrmScope } from './connector.ts';
import { hubspotScopes } from './hubspot/scopes.ts';
import { salesforceScopes } from './salesforce/scopes.ts';

/** The permissions each CRM's connector makes use of; none are known where there is no connector yet. */
const scopesOf: Readonly<Partial<Record<CrmName, readonly CrmScope[]>>> = {
  hubspot: hubspotScopes,
  salesforce: salesforceScopes,
};

/** Permissions that may be declined and were. */
export function declinedScopes(crm: CrmName, granted: readonly string[]): CrmScope[] {
  return (scopesOf[crm] ?? []).filter(({ name, required }) => !required && !granted.includes(name));
}
