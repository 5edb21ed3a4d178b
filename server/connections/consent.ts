/** Sending a browser to a CRM's consent page, so that only that browser can come back, once. */
import type { ConnectRequest } from '../../shared/contract/integrations.ts';
import type { Actor } from '../audit/actor.ts';
import { toId18 } from '../crm/salesforce/ids.ts';
import {
  type AttemptDetails,
  addAttempt,
  findAttempt,
  type OAuthAttempt,
  takeAttempt,
} from '../store/oauth-attempts.ts';
import { organizationName } from '../store/organizations.ts';
import type { ConnectionsDependencies } from './dependencies.ts';
import { linkExpired, notConfigured } from './errors.ts';
import { challengeOf, digest, isSecretText, newSecret } from './secrets.ts';
import type { Consent, Ticket, TicketDetails } from './service.ts';

/** Long enough to log in at the CRM with a second factor. */
const consentMs = 15 * 60_000;
/** Whoever asked over the API has to hand the link to a person. */
const ticketMs = 60 * 60_000;

/** Begins a consent in a browser, for whatever organisation the account belongs to. */
export function begin(
  deps: ConnectionsDependencies,
  request: ConnectRequest,
  browser: string | null,
): Promise<Consent> {
  return depart(deps, detailsOf(deps, request, null, null), browser);
}

/** Begins one for an organisation; the browser comes later, with the ticket. */
export async function issueTicket(
  deps: ConnectionsDependencies,
  organizationId: string,
  actor: Actor,
  request: ConnectRequest,
): Promise<Ticket> {
  const details = detailsOf(deps, request, organizationId, actor.id);
  const ticket = newSecret();
  const { id, createdAt, expiresAt } = lifeOf(deps, ticketMs);
  const known = { ticketHash: digest(ticket) };
  await deps.database.asSystem((trx) =>
    addAttempt(trx, deps.keyRing, { ...details, id, createdAt, expiresAt, known }),
  );
  return { ticket, expiresAt };
}

/** @throws AppError `link_expired` */
export async function ticketDetails(
  deps: ConnectionsDependencies,
  ticket: string,
): Promise<TicketDetails> {
  const { crm, organizationId, requestedBy } = await requireTicket(deps, ticket);
  const name =
    organizationId &&
    (await deps.database.withOrganization(organizationId, (trx) =>
      organizationName(trx, organizationId),
    ));
  return { crm, organizationName: name, requestedBy };
}

/** @throws AppError `link_expired` when the ticket is unknown, too old or used */
export async function beginWithTicket(
  deps: ConnectionsDependencies,
  ticket: string,
  browser: string | null,
): Promise<Consent> {
  const attempt = await requireTicket(deps, ticket);
  const taken = await deps.database.asSystem((trx) =>
    takeAttempt(trx, deps.keyRing, attempt.id, deps.runtime.now()),
  );
  if (!taken) throw linkExpired();
  return depart(deps, attempt, browser);
}

async function requireTicket(deps: ConnectionsDependencies, ticket: string): Promise<OAuthAttempt> {
  const attempt = isSecretText(ticket)
    ? await deps.database.asSystem((trx) => findAttempt(trx, 'ticket_hash', digest(ticket)))
    : null;
  if (!attempt || attempt.consumedAt || attempt.expiresAt <= deps.runtime.now()) {
    throw linkExpired();
  }
  return attempt;
}

/** @param browser kept where the browser has one already: two tabs may be on their way at once */
async function depart(
  deps: ConnectionsDependencies,
  details: AttemptDetails,
  browser: string | null,
): Promise<Consent> {
  const state = newSecret();
  const verifier = newSecret();
  const cookie = isSecretText(browser) ? browser : newSecret();
  const { id, createdAt, expiresAt } = lifeOf(deps, consentMs);
  const known = { stateHash: digest(state), browserHash: digest(cookie), verifier };
  await deps.database.asSystem((trx) =>
    addAttempt(trx, deps.keyRing, { ...details, id, createdAt, expiresAt, known }),
  );
  const redirectTo = consentPage(deps, details, { state, codeChallenge: challengeOf(verifier) });
  return { redirectTo, browser: cookie, expiresAt };
}

function consentPage(
  { hubspot, salesforce }: ConnectionsDependencies,
  { crm, loginUrl, expectedAccount }: AttemptDetails,
  sent: { readonly state: string; readonly codeChallenge: string },
): string {
  if (crm === 'hubspot') {
    if (!hubspot.oauth) throw notConfigured(crm);
    return hubspot.oauth.authorizeUrl({
      ...sent,
      ...(expectedAccount !== null && { portalId: expectedAccount }),
    });
  }
  if (!salesforce.oauth || loginUrl === null) throw notConfigured(crm);
  return salesforce.oauth.authorizeUrl({ ...sent, loginUrl });
}

function detailsOf(
  { hubspot, salesforce }: ConnectionsDependencies,
  request: ConnectRequest,
  organizationId: string | null,
  requestedBy: string | null,
): AttemptDetails {
  const { crm } = request;
  if (crm === 'hubspot') {
    if (!hubspot.oauth) throw notConfigured(crm);
    const expectedAccount = request.portalId ?? null;
    return { crm, organizationId, requestedBy, loginUrl: null, expectedAccount };
  }
  if (!salesforce.oauth) throw notConfigured(crm);
  const { environment, myDomain, orgId } = request;
  const loginUrl = salesforce.oauth.loginUrl({ environment, myDomain });
  const expectedAccount = orgId === undefined ? null : toId18(orgId);
  return { crm, organizationId, requestedBy, loginUrl, expectedAccount };
}

function lifeOf({ runtime }: ConnectionsDependencies, lifeMs: number) {
  const createdAt = runtime.now();
  return {
    id: runtime.newId(),
    createdAt,
    expiresAt: new Date(createdAt.getTime() + lifeMs),
  };
}
