/** What middleware adds to a request. */
import type { Tenant } from '../sync/service.ts';
import type { CrmUser } from './crm-user.ts';
import type { Principal } from './middleware/authenticate/index.ts';

declare module 'express-serve-static-core' {
  interface Request {
    /** See middleware/request-id. */
    id: string;
    /** See middleware/authenticate, hubspot-signature and salesforce-signature; absent on open routes. */
    tenant?: Tenant;
    /** Present under `/api`; see middleware/authenticate. */
    principal?: Principal;
    /** Present on what cards and settings pages ask. */
    crmUser?: CrmUser;
    /** See middleware/salesforce-signature: the org that the key was given to, 18 characters. */
    salesforceOrgId?: string;
    /** The body byte by byte, as signatures are computed on it; absent without a body. */
    rawBody?: Buffer;
  }
  interface Response {
    /** An error that is logged with its stack when the answer is sent. */
    err?: Error | undefined;
  }
  interface Locals {
    /** Path template of the route that answered, for metrics. */
    route?: string;
    /** See middleware/card-answers. */
    answersCard?: boolean;
  }
}
