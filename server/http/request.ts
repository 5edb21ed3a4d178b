/** What middleware adds to a request. */
import type { Tenant } from '../sync/service.ts';
import type { HubSpotUser } from './middleware/hubspot-signature/index.ts';

declare module 'express-serve-static-core' {
  interface Request {
    /** See middleware/request-id. */
    id: string;
    /** See middleware/authenticate and middleware/hubspot-signature; absent on open routes. */
    tenant?: Tenant;
    /** See middleware/hubspot-signature; present on what cards and the settings page ask. */
    hubspotUser?: HubSpotUser;
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
