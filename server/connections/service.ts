/** Installing, connecting and leaving: what pages, settings and the API may ask. */
import type {
  ConnectableCrm,
  ConnectRequest,
  IntegrationState,
} from '../../shared/contract/integrations.ts';
import type { Actor } from '../audit/actor.ts';
import type { CrmScope } from '../crm/connector.ts';
import type { Tenant } from '../sync/service.ts';

export interface Disconnected {
  /** When what we hold of the account is deleted. */
  readonly deleteAfter: Date;
  /** False where the CRM could not be told: the app has to be removed there by hand. */
  readonly uninstalled: boolean;
}

/** Where a browser is sent to consent. */
export interface Consent {
  readonly redirectTo: string;
  /** Goes into a cookie; only the browser that holds it may come back. */
  readonly browser: string;
  readonly expiresAt: Date;
}

export interface Ticket {
  /** Opens the connection page once; for whoever asked over the API. */
  readonly ticket: string;
  readonly expiresAt: Date;
}

/** What the page says that asks before an organisation's request is followed. */
export interface TicketDetails {
  readonly crm: ConnectableCrm;
  readonly organizationName: string | null;
  readonly requestedBy: string | null;
}

export interface Callback {
  readonly crm: ConnectableCrm;
  readonly code: string | null;
  readonly state: string | null;
  readonly error: string | null;
  readonly errorDescription: string | null;
  /** From the cookie. */
  readonly browser: string | null;
}

export interface Connected {
  readonly crm: ConnectableCrm;
  readonly tenant: Tenant;
  /** False when the account was connected before. */
  readonly isNew: boolean;
  readonly displayName: string;
  /** Into the account: its contacts, or the setup page. */
  readonly accountUrl: string | null;
  /** Optional permissions that were declined: what each is for is off. */
  readonly missing: readonly CrmScope[];
  /** What is still to be put in place, in a sentence; null when all is. It is tried again by itself. */
  readonly unfinished: string | null;
}

export interface ConnectionsService {
  /** All of the organisation's, disconnected ones too while something of them is kept. */
  list(organizationId: string): Promise<readonly IntegrationState[]>;

  /**
   * Begins an install from a browser.
   * @param browser the secret of a browser that began one before
   * @throws AppError `not_configured` where this installation has no app at the CRM
   */
  begin(request: ConnectRequest, browser: string | null): Promise<Consent>;

  /** Begins one for an organisation, to be opened in a browser. @throws AppError `not_configured` */
  issueTicket(organizationId: string, actor: Actor, request: ConnectRequest): Promise<Ticket>;

  /** @throws AppError `link_expired` */
  ticketDetails(ticket: string): Promise<TicketDetails>;

  /** Uses the ticket up. @throws AppError `link_expired` */
  beginWithTicket(ticket: string, browser: string | null): Promise<Consent>;

  /**
   * What the CRM sends the browser back with. A consent is good once, in the browser it was given in.
   * @throws AppError `consent_denied`, `link_expired`, `link_used`, `link_unknown`, `other_browser`,
   *   `other_account`, `missing_scope`, `account_already_connected`, or what the CRM refused
   */
  finish(callback: Callback): Promise<Connected>;

  /**
   * Ends a connection: jobs stop, the app leaves the CRM, secrets are gone; the rest is deleted later.
   * Repeating it is harmless.
   * @throws AppError `integration_not_found`
   */
  disconnect(tenant: Tenant, actor: Actor): Promise<Disconnected>;
}
