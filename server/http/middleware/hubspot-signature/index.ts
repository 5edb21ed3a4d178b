/** Who calls on behalf of HubSpot: by signature first, and by nothing that was not signed. */
import type { Request, RequestHandler } from 'express';
import { isSignedByHubSpot, type OlderSignature } from '../../../crm/hubspot/signatures.ts';
import type { HubSpotEdge } from '../../dependencies.ts';
import { HttpError } from '../../problem/http-error.ts';

/**
 * Refuses with 401 what HubSpot did not sign. Needs `request.rawBody`.
 * @param older the older scheme this route allows besides v3
 * @param now milliseconds
 */
export function hubspotSignature(
  { clientSecret, baseUrl }: Pick<HubSpotEdge, 'clientSecret' | 'baseUrl'>,
  older: OlderSignature | null,
  now: () => number,
): RequestHandler {
  return function hubspotSignatureHandler(request, _response, next) {
    const signed = {
      method: request.method,
      // From the configured address and the raw target: `Host` is the caller's to choose.
      url: `${baseUrl}${request.originalUrl}`,
      body: request.rawBody ?? Buffer.alloc(0),
      signatureV3: request.get('x-hubspot-signature-v3'),
      timestamp: request.get('x-hubspot-request-timestamp'),
      signature: request.get('x-hubspot-signature'),
      version: request.get('x-hubspot-signature-version'),
    };
    if (!isSignedByHubSpot(signed, clientSecret.reveal(), older, now())) {
      throw new HttpError(
        'HubSpot did not sign this request, or signed it more than five minutes ago.',
        {
          code: 'invalid_signature',
          status: 401,
          headers: { 'WWW-Authenticate': 'HubSpot-Signature' },
        },
      );
    }
    next();
  };
}

/** What HubSpot appends to the address of every card call. */
const appended = ['portalId', 'userId', 'userEmail', 'appId'] as const;

/**
 * Sets `request.tenant` and `request.crmUser` from the signed address, and takes what HubSpot
 * appended out of `request.query`. A name that stands twice is refused: one of the two is the caller's.
 * @throws HttpError 401; `not_installed` when the portal is connected to no organisation
 */
export function hubspotCaller({
  appId,
  tenantOf,
}: Pick<HubSpotEdge, 'appId' | 'tenantOf'>): RequestHandler {
  return async function hubspotCallerHandler(request, _response, next) {
    const caller = callerOf(request);
    if (!caller || (appId !== null && caller.appId !== appId)) {
      throw new HttpError('HubSpot did not say for which account, user and app it asks.', {
        code: 'invalid_caller',
        status: 401,
      });
    }
    withoutAppended(request);
    request.crmUser = {
      userId: caller.userId,
      email: caller.userEmail,
      accountId: caller.portalId,
    };
    const tenant = await tenantOf(caller.portalId);
    if (!tenant) {
      throw new HttpError(
        'oppSpot is not connected to this HubSpot account. Ask an admin to install it from the marketplace.',
        { code: 'not_installed', status: 409 },
      );
    }
    request.tenant = tenant;
    next();
  };
}

function callerOf(request: Request): Record<(typeof appended)[number], string> | null {
  const address = URL.parse(request.originalUrl, 'https://signed.invalid');
  const one = (name: string) => {
    const values = address?.searchParams.getAll(name) ?? [];
    return values.length === 1 ? (values[0] ?? '') : '';
  };
  const caller = {
    portalId: one('portalId'),
    userId: one('userId'),
    userEmail: one('userEmail'),
    appId: one('appId'),
  };
  const isWhole = [caller.portalId, caller.userId, caller.appId].every((id) =>
    /^\d{1,18}$/.test(id),
  );
  return isWhole && caller.userEmail.length <= 320 ? caller : null;
}

function withoutAppended(request: Request): void {
  const query: Record<string, unknown> = { ...request.query };
  for (const name of appended) delete query[name];
  // Express computes `query` anew at each access; the routes see this one.
  Object.defineProperty(request, 'query', { value: query, configurable: true, enumerable: true });
}
