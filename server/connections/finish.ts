/** What a CRM sends a browser back with: checked, exchanged, and made a tenant. */

import type { CrmScope } from '../crm/connector.ts';
import { contactsUrl } from '../crm/hubspot/links.ts';
import { crmLabel } from '../crm/labels.ts';
import { explainSalesforceDenial } from '../crm/salesforce/oauth/denials.ts';
import { AppError } from '../errors.ts';
import { findAttempt, type OAuthAttempt, takeAttempt } from '../store/oauth-attempts.ts';
import type { ConnectionsDependencies } from './dependencies.ts';
import {
  consentDenied,
  linkExpired,
  linkUnknown,
  linkUsed,
  notBegunHere,
  notConfigured,
  otherBrowser,
} from './errors.ts';
import { digest, isSecretText, matches } from './secrets.ts';
import type { Callback, Connected } from './service.ts';
import { setUp } from './set-up.ts';

/** @throws AppError see `ConnectionsService.finish` */
export async function finish(
  deps: ConnectionsDependencies,
  callback: Callback,
): Promise<Connected> {
  const attempt = await requireAttempt(deps, callback);
  const taken = await deps.database.asSystem((trx) =>
    takeAttempt(trx, deps.keyRing, attempt.id, deps.runtime.now()),
  );
  if (!taken || taken.verifier === null) throw linkUsed();
  if (callback.error !== null) throw denialOf(callback, callback.error);
  if (callback.code === null) throw linkUnknown();
  const connected = await exchange(deps, attempt, callback.code, taken.verifier);
  // From here on there is a tenant, and whatever is left is done by the next one who looks.
  const unfinished = await setUp(deps, connected.tenant, attempt.crm);
  return { crm: attempt.crm, ...connected, unfinished };
}

async function requireAttempt(
  { database, runtime }: ConnectionsDependencies,
  { crm, state, code, browser }: Callback,
): Promise<OAuthAttempt> {
  if (state === null && code !== null) throw notBegunHere(crm);
  const attempt = isSecretText(state)
    ? await database.asSystem((trx) => findAttempt(trx, 'state_hash', digest(state)))
    : null;
  if (attempt?.crm !== crm) throw linkUnknown();
  if (!matches(browser, attempt.browserHash)) throw otherBrowser();
  if (attempt.consumedAt) throw linkUsed();
  if (attempt.expiresAt <= runtime.now()) throw linkExpired();
  return attempt;
}

function denialOf({ crm, errorDescription }: Callback, error: string): AppError {
  if (error === 'access_denied') return consentDenied(crm);
  if (crm === 'salesforce') {
    const { code, message } = explainSalesforceDenial(error, errorDescription ?? '');
    return new AppError(message, { code, status: 403 });
  }
  return new AppError(
    `${crmLabel[crm]} did not let oppSpot in (${error.slice(0, 100)}). Start connecting again; if it stays, ask an administrator of the account.`,
    { code: 'consent_refused', status: 403 },
  );
}

type Exchanged = Omit<Connected, 'crm' | 'unfinished'>;

async function exchange(
  deps: ConnectionsDependencies,
  attempt: OAuthAttempt,
  code: string,
  verifier: string,
): Promise<Exchanged> {
  const { crm, organizationId, expectedAccount, requestedBy } = attempt;
  const shared = {
    code,
    verifier,
    ...(organizationId !== null && { organizationId }),
    connectedBy: requestedBy,
  };
  if (crm === 'hubspot') {
    if (!deps.hubspot.oauth) throw notConfigured(crm);
    const { tenant, isNew, portalId, uiDomain, missingOptionalScopes } =
      await deps.hubspot.oauth.connectByCode({
        ...shared,
        organizationName: 'HubSpot',
        ...(expectedAccount !== null && { expectedPortal: expectedAccount }),
      });
    const accountUrl = contactsUrl({ portalId, uiDomain });
    const displayName = `HubSpot ${portalId}`;
    return { tenant, isNew, displayName, accountUrl, missing: missingOptionalScopes };
  }
  if (!deps.salesforce.oauth || attempt.loginUrl === null) throw notConfigured(crm);
  const { tenant, isNew, orgName, instanceUrl } = await deps.salesforce.oauth.connectByCode({
    ...shared,
    loginUrl: attempt.loginUrl,
    organizationName: 'Salesforce',
    ...(expectedAccount !== null && { expectedOrg: expectedAccount }),
  });
  const missing: readonly CrmScope[] = [];
  const accountUrl = `${instanceUrl}/lightning/n/oppspot__OppSpot_Setup`;
  return { tenant, isNew, displayName: orgName, accountUrl, missing };
}
