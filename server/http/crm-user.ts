import type { Request } from 'express';

/** The person in the CRM on whose behalf a card or a settings page asks. */
export interface CrmUser {
  readonly userId: string;
  /** Null where the CRM does not say. */
  readonly email: string | null;
  /** The account the person works in: HubSpot portal id, Salesforce organisation id. */
  readonly accountId: string;
}

/** The person who asks. A route that no card reaches has none: asking there is a fault of ours. */
export function crmUserOf(request: Request): CrmUser {
  if (!request.crmUser) throw new Error(`No CRM user on ${request.method} ${request.path}`);
  return request.crmUser;
}
