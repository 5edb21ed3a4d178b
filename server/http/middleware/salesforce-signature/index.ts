/** Who calls from a Salesforce org: by the two secrets of the org first, and by nothing that was not signed. */
import type { RequestHandler } from 'express';
import { z } from 'zod';
import { salesforceHeaders } from '../../../../shared/contract/salesforce.ts';
import { isSignedByApex, presentedBy } from '../../../crm/salesforce/apex-signature.ts';
import { toId18 } from '../../../crm/salesforce/ids.ts';
import type { SalesforceEdge } from '../../dependencies.ts';
import { HttpError } from '../../problem/http-error.ts';

/**
 * Refuses with 401 what the package in a connected org did not sign, or signed before. Sets
 * `request.tenant` and `request.salesforceOrgId` from the key. Needs `request.rawBody`.
 * @param now milliseconds
 */
export function salesforceSignature(
  { keys }: Pick<SalesforceEdge, 'keys'>,
  now: () => number,
): RequestHandler {
  return async function salesforceSignatureHandler(request, _response, next) {
    const call = {
      method: request.method,
      path: request.originalUrl,
      body: request.rawBody ?? Buffer.alloc(0),
      authorization: request.get('authorization'),
      timestamp: request.get(salesforceHeaders.timestamp),
      nonce: request.get(salesforceHeaders.nonce),
      signature: request.get(salesforceHeaders.signature),
    };
    const presented = presentedBy(call);
    if (!presented) throw notSigned();
    const key = await keys.find(presented.keyId);
    const isSigned = isSignedByApex(
      call,
      presented,
      key && { secretHash: key.secretHash, signingKey: key.signingKey.reveal() },
      now(),
    );
    if (!key || !isSigned) throw notSigned();
    if (!(await keys.takeNonce(presented.keyId, presented.nonce))) throw notSigned();
    request.tenant = key.owner;
    request.salesforceOrgId = key.orgId;
    next();
  };
}

/** One sentence for every reason: which of them it was is nobody's business. */
function notSigned(): HttpError {
  return new HttpError(
    'oppSpot does not know this org by the keys it sent, or the call is older than five minutes. An admin can connect the org again in oppSpot Setup.',
    {
      code: 'invalid_signature',
      status: 401,
      headers: { 'WWW-Authenticate': 'Bearer realm="oppSpot"' },
    },
  );
}

const caller = z.looseObject({ orgId: z.string().max(18), userId: z.string().max(18) });

/**
 * Sets `request.crmUser` from the signed body, and refuses another org than the key's: a refreshed
 * sandbox has a copy of the production org's keys. Comes after the body was parsed.
 * @throws HttpError `invalid_caller`, `org_mismatch`
 */
export function salesforceCaller(): RequestHandler {
  return function salesforceCallerHandler(request, _response, next) {
    const named = caller.safeParse(request.body);
    const orgId = named.success ? toId18(named.data.orgId) : null;
    const userId = named.success ? toId18(named.data.userId) : null;
    if (orgId === null || userId === null) {
      throw new HttpError('The call does not say from which org and user it comes.', {
        code: 'invalid_caller',
        status: 400,
      });
    }
    if (orgId !== request.salesforceOrgId) {
      throw new HttpError(
        'This org is a copy of another one and is not connected itself. Ask an admin to connect it in oppSpot Setup.',
        { code: 'org_mismatch', status: 403 },
      );
    }
    // Asserted by Apex, so good for telling people apart and for the log, and for no right.
    request.crmUser = { userId, email: null, accountId: orgId };
    next();
  };
}
