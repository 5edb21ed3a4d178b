/** Whose data a request is about, and who asks: by bearer token and nothing else. */
import type { Request, RequestHandler } from 'express';
import type { OrganizationRole } from '../../../store/tables/organizations.ts';
import type { Tenant } from '../../../sync/service.ts';
import { HttpError } from '../../problem/http-error.ts';

/** Whom a token belongs to. */
export interface Principal {
  readonly organizationId: string;
  /** The connection the token is good for; null for one of all the organisation's. */
  readonly integrationId: string | null;
  /** The connection meant where a request names none; null where there is none or more than one. */
  readonly soleIntegrationId: string | null;
  readonly role: OrganizationRole;
  /** An API token by its id, or a person by the identity provider's. */
  readonly actor: { readonly kind: 'api-token' | 'user'; readonly id: string };
}

/**
 * The owner of a token, or null. Must find it by the token's hash or signature, so that its time says
 * nothing of how much of a guess was right.
 */
export type Authenticate = (token: string) => Promise<Principal | null>;

/** The token syntax of https://www.rfc-editor.org/rfc/rfc6750#section-2.1, with a length nobody exceeds. */
const bearer = /^Bearer +([A-Za-z0-9._~+/-]{1,4096}=*)$/i;
const realm = 'Bearer realm="oppSpot"';

/** Sets `request.principal`, or refuses with 401. */
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
    request.principal = principal;
    const integrationId = principal.integrationId ?? principal.soleIntegrationId;
    if (integrationId !== null) {
      request.tenant = { organizationId: principal.organizationId, integrationId };
    }
    next();
  };
}

/** Refuses with 403 whoever may not change connections, mappings and tokens. */
export function requireAdmin(): RequestHandler {
  return function requireAdminHandler(request, _response, next) {
    if (principalOf(request).role !== 'admin') {
      throw new HttpError('Only an administrator of your organisation may do this.', {
        code: 'administrators_only',
        status: 403,
      });
    }
    next();
  };
}

/** Who asks. A route that asks outside `/api` is a fault of ours. */
function principalOf(request: Request): Principal {
  if (!request.principal) throw new Error(`No principal on ${request.method} ${request.path}`);
  return request.principal;
}

/** The organisation of whoever was authenticated, by whatever means. */
export function organizationOf(request: Request): string {
  return request.tenant?.organizationId ?? principalOf(request).organizationId;
}

/**
 * The connection a request is about.
 * @param integrationId as the request names it; absent where there can be only one
 * @throws HttpError `no_connection` where it names none and the organisation has not exactly one
 * @throws HttpError `integration_not_found` where the token is good for another one only
 */
export function integrationOf(request: Request, integrationId: string | undefined): Tenant {
  if (integrationId === undefined) return tenantOf(request);
  return { organizationId: visibleTo(request, integrationId).organizationId, integrationId };
}

/**
 * Whose things a bearer may see: one connection's, or with null all of the organisation's.
 * @param integrationId as the request narrows it; absent where it does not
 * @throws HttpError `integration_not_found` where the token is good for another one only
 */
export function visibleTo(
  request: Request,
  integrationId?: string,
): { readonly organizationId: string; readonly integrationId: string | null } {
  const principal = principalOf(request);
  const bound = principal.integrationId;
  if (bound !== null && integrationId !== undefined && bound !== integrationId) {
    throw new HttpError('There is no such integration.', {
      code: 'integration_not_found',
      status: 404,
    });
  }
  return {
    organizationId: principal.organizationId,
    integrationId: integrationId ?? bound,
  };
}

/**
 * The authenticated tenant of a request. A route that asks without authentication is a fault of ours.
 * @throws HttpError `no_connection`
 */
export function tenantOf(request: Request): Tenant {
  if (request.tenant) return request.tenant;
  if (!request.principal) throw new Error(`No tenant on ${request.method} ${request.path}`);
  throw new HttpError(
    'This token belongs to no CRM connection, or to more than one. Connect a CRM first, or say which integration you mean.',
    { code: 'no_connection', status: 403 },
  );
}

function unauthorized(message: string, challenge: string): HttpError {
  return new HttpError(message, {
    code: 'unauthorized',
    status: 401,
    headers: { 'WWW-Authenticate': challenge },
  });
}
