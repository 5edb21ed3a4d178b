/** What middleware adds to a request. */
import type { Tenant } from '../sync/service.ts';

declare module 'express-serve-static-core' {
  interface Request {
    /** See middleware/request-id. */
    id: string;
    /** See middleware/authenticate; absent outside `/api`. */
    tenant?: Tenant;
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
  }
}
