/**
 * Lays an org's keys down in the package there, over the grant of the administrator who connected it.
 * See `OppSpotKeyResource` in `salesforce-package`, and for the address of a packaged resource
 * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_classes_annotation_rest_resource.htm
 */
import { z } from 'zod';
import { AppError, isAppError } from '../../errors.ts';
import { type CrmError, isCrmError } from '../errors.ts';
import type { SalesforceClient } from './client.ts';

export interface DeliveredKeys {
  /** 18 characters: whose keys they are. */
  readonly orgId: string;
  readonly apiKey: string;
  /** Base64. */
  readonly signingKey: string;
}

/** As the package is installed; and as an org has it that builds it from source, without a namespace. */
const paths = ['/services/apexrest/oppspot/v1/keys', '/services/apexrest/v1/keys'];

const stored = z.object({ ok: z.literal(true), data: z.object({ stored: z.literal(true) }) });

/**
 * The same keys again change nothing there.
 * @throws AppError `package_missing`, `admin_permission_missing`, `other_account`: the org does not hold
 *   them; `keys_not_stored` or a CrmError: perhaps it does
 */
export async function deliverKeys(client: SalesforceClient, keys: DeliveredKeys): Promise<void> {
  for (const path of paths) {
    try {
      await client.call('idempotent-write', { method: 'POST', path, body: keys, answer: stored });
      return;
    } catch (error) {
      if (!isCrmError(error)) throw error;
      if (error.kind !== 'not_found') throw explained(error);
    }
  }
  throw packageMissing();
}

/** Whether a failed delivery leaves the org certainly without these keys. */
export function isCertainlyWithout(error: unknown): boolean {
  return isAppError(error) && !isCrmError(error) && error.code !== 'keys_not_stored';
}

const refuse = (code: string, status: number, message: string, cause?: CrmError) =>
  new AppError(message, { code, status, cause });

const packageMissing = () =>
  refuse(
    'package_missing',
    409,
    'The oppSpot package is not installed in this Salesforce org. Install it there; oppSpot then goes on by itself.',
  );

/**
 * What the resource's status says. Its body is not repeated, for it may hold what was sent; and what the
 * login says instead, when the token has to be renewed, stays as it is.
 */
function explained(error: CrmError): AppError {
  const { crmStatus, kind, outcomeUnknown } = error;
  // Too many calls is 403, too.
  if (crmStatus === 403 && kind === 'missing_scope') {
    return refuse(
      'admin_permission_missing',
      403,
      'The Salesforce user who connected oppSpot may not set it up. Give that user the permission set “oppSpot Admin”; oppSpot then goes on by itself.',
      error,
    );
  }
  if (crmStatus === 409) {
    return refuse(
      'other_account',
      409,
      'This is not the Salesforce org that was connected: perhaps it was copied or refreshed. Connect this org itself in oppSpot Setup.',
      error,
    );
  }
  if (crmStatus === 500 && outcomeUnknown) {
    return refuse(
      'keys_not_stored',
      502,
      'The oppSpot package in Salesforce could not store its keys. The user who connected oppSpot needs the permission “Customize Application”; connect as such a user, or try again later.',
      error,
    );
  }
  return error;
}
