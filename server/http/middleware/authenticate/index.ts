/** Whose data a request is about: by bearer token and nothing else. */
import type { Request, RequestHandler } from 'express';
import type { Tenant } from '../../../sync/service.ts';
import { HttpError } from '../../problem/http-error.ts';

/** Whom a token belongs to. `integrationId` is null for a token without a CRM connection. */
interface Principal {
  readonly organizationId: string;
  readonly integrationId: string | null;
}

/**
 * The owner of a token, or null. Must find it by the token's hash, so that its time says nothing of
 * how much of a guess was right.
 */
export type Authenticate = (token: string) => Promise<Principal | null>;

/** The token syntax of https://www.rfc-editor.org/rfc/rfc6750#section-2.1, with a length nobody exceeds. */
const bearer = /^Bearer +([A-Za-z0-9._~+/-]{1,512}=*)$/i;
const realm = 'Bearer realm="oppSpot"';

/** Sets `request.tenant`, or refuses with 401 (no or wrong token) or 403 (token without a connection). */
export function authenticateBearer(authenticate: Authenticate): RequestHandler {
  return async function authenticateHandler(request, _response, next) {
    const header = request.get('authorization');
    if (header === undefined) {
      throw unauthorized('Send your API token as "Authorization: Bearer <token>".', realm);
    }
    const token = bearer.exec(header)?.[1];
    const principal = token === undefined ? null : await authenticate(token);
    if (!principal) {
      throw unauthorized(
        'This API token is not valid. Check that it was copied whole and was not revoked.',
        `${realm}, error="invalid_token"`,
      );
    }
    const { organizationId, integrationId } = principal;
    if (integrationId === null) {
      throw new HttpError('This API token belongs to no CRM connection. Create one that does.', {
        code: 'no_connection',
        status: 403,
      });
    }
    request.tenant = { organizationId, integrationId };
    next();
  };
}

/** The authenticated tenant of a request. A route that asks outside `/api` is a fault of ours. */
export function tenantOf(request: Request): Tenant {
  if (!request.tenant) throw new Error(`No tenant on ${request.method} ${request.path}`);
  return request.tenant;
}

function unauthorized(message: string, challenge: string): HttpError {
  return new HttpError(message, {
    code: 'unauthorized',
    status: 401,
    headers: { 'WWW-Authenticate': challenge },
  });
}
