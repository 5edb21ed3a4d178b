/** What an administrator sees on the way through an install, and at its end. */
import type { ConnectableCrm } from '../../../shared/contract/integrations.ts';
import type { Connected, TicketDetails } from '../../connections/service.ts';
import { crmLabel } from '../../crm/labels.ts';
import { type Html, html, page } from './html.ts';

/** Where a consent begins. */
const startPath = (crm: ConnectableCrm) => `/oauth/${crm}/start`;

const nextSteps: Readonly<Record<ConnectableCrm, readonly string[]>> = {
  hubspot: [
    'Place the oppSpot card: open a contact, choose Customize, and add “oppSpot” to the middle column or the sidebar.',
    'Describe your ideal customer in the app’s settings: Settings, Integrations, Connected apps, oppSpot SmartSync.',
    'Open a contact or company and choose Enrich with oppSpot. A preview shows every change before it is written.',
  ],
  salesforce: [
    'Go back to oppSpot Setup: it shows the org as connected, and you can describe your ideal customer there.',
    'Place the oppSpot component on the record pages of contacts, leads and accounts in the Lightning App Builder.',
    'Open a record and choose Enrich with oppSpot. A preview shows every change before it is written.',
  ],
};

/** The install is done. */
export function connectedPage({
  crm,
  isNew,
  displayName,
  accountUrl,
  missing,
  unfinished,
}: Connected): string {
  const title = `${crmLabel[crm]} is connected`;
  return page(
    title,
    html`<h1 class="good">${title}</h1>
<p>${displayName} ${isNew ? 'now works' : 'works again'} with oppSpot. You can close this page.</p>
${unfinished === null ? null : stillToDo(unfinished)}
${missing.length === 0 ? null : switchedOff(crm, missing)}
<h2>What to do next</h2>
<ol>${nextSteps[crm].map((step) => html`<li>${step}</li>`)}</ol>
${actions(accountUrl === null ? [] : [{ href: accountUrl, label: `Open ${crmLabel[crm]}` }])}`,
  );
}

function stillToDo(sentence: string): Html {
  return html`<h2>Not finished yet</h2>
<p>${sentence}</p>
<p class="note">oppSpot tries again by itself every minute.</p>`;
}

function switchedOff(crm: ConnectableCrm, missing: Connected['missing']): Html {
  return html`<h2>Switched off</h2>
<p>These permissions were declined, so oppSpot goes without what they are for:</p>
<ul>${missing.map(({ name, enables }) => html`<li>${enables} <span class="note">(${name})</span></li>`)}</ul>
<p class="note">To switch them on, <a href="${startPath(crm)}">connect again</a> and leave them ticked.</p>`;
}

const titles: Readonly<Record<string, string>> = {
  authorization_expired: 'This consent has expired',
  consent_denied: 'Nothing was connected',
  link_expired: 'This link has expired',
  link_used: 'This consent was used already',
  link_unknown: 'This consent is not known',
  other_browser: 'Started in another browser',
  other_account: 'That is another account',
  missing_scope: 'A required permission is missing',
  account_already_connected: 'The account belongs to another organisation',
  not_begun_here: 'One more step',
  not_configured: 'Not set up yet',
};

/** It went no further; what is said is a plain sentence for the administrator. */
export function refusedPage(
  crm: ConnectableCrm | null,
  refusal: { readonly code: string; readonly message: string; readonly requestId: string },
): string {
  const title = titles[refusal.code] ?? 'It did not work';
  const again =
    crm === null || refusal.code === 'not_configured' ? [] : [startAgain(crm, refusal.code)];
  return page(
    title,
    html`<h1 class="bad">${title}</h1>
<p role="alert">${refusal.message}</p>
${actions(again)}
<p class="note">For support: ${refusal.code}, request ${refusal.requestId}</p>`,
  );
}

function startAgain(crm: ConnectableCrm, code: string) {
  return {
    href: startPath(crm),
    label: code === 'not_begun_here' ? 'Continue' : 'Start again',
  };
}

/**
 * Asks before an organisation's request is followed: whoever consents gives that organisation access to
 * the CRM, so the name has to be seen first.
 */
export function ticketPage(
  { crm, organizationName, requestedBy }: TicketDetails,
  ticket: string,
): string {
  const title = `Connect ${crmLabel[crm]}`;
  const organization = organizationName ?? 'a new organisation';
  return page(
    title,
    html`<h1>${title}</h1>
<p>You are about to connect your ${crmLabel[crm]} account to <strong>${organization}</strong> in oppSpot.
Its members will see enrichments of your records.</p>
${requestedBy === null ? null : html`<p class="note">Asked for by user ${requestedBy}.</p>`}
<p>Go on only if you know this organisation.</p>
${actions([{ href: `/oauth/connect/continue?ticket=${encodeURIComponent(ticket)}`, label: 'Continue' }])}`,
  );
}

function actions(links: readonly { readonly href: string; readonly label: string }[]): Html {
  if (links.length === 0) return html``;
  return html`<p class="actions">${links.map(
    ({ href, label }) => html`<a class="button" href="${href}">${label}</a>`,
  )}</p>`;
}
