/** https://developers.hubspot.com/docs/api-reference/latest/webhooks-journal/guide */
import { param } from '../../standin/paths.ts';
import { appScopes } from '../gate/scopes.ts';
import type { Answer, AppRoute } from '../http/call.ts';
import { HubSpotError, notFound, validationError } from '../http/errors.ts';
import { object, requireText, strings } from '../http/input.ts';
import { isLifecycleEventType, type JournalPage } from '../journal/journals.ts';
import { iso } from '../portal/render.ts';
import type { StandinState } from '../state.ts';

type AppCall = Parameters<AppRoute['handle']>[0];

const journal = '/webhooks-journal/journal';
const subscriptions = '/webhooks-journal/subscriptions';
const pages = '/webhooks-journal/pages/';
const pageMs = 300_000;

const reading = (pattern: string, handle: AppRoute['handle']): AppRoute => ({
  method: 'GET',
  pattern,
  scope: appScopes.readJournal,
  handle,
});

export const appRoutes: readonly AppRoute[] = [
  reading(`${journal}/earliest`, (call) => located(call, kept(call)[0])),
  reading(`${journal}/latest`, (call) => located(call, kept(call).at(-1))),
  reading(`${journal}/offset/:offset/next`, next),
  { method: 'GET', pattern: subscriptions, scope: appScopes.readSubscriptions, handle: list },
  {
    method: 'POST',
    pattern: subscriptions,
    scope: appScopes.writeSubscriptions,
    handle: subscribe,
  },
];

/** A page of the journal lies at an address of its own and needs no token; undefined for other addresses. */
export function journalPage({ journals }: StandinState, { pathname }: URL): Answer | undefined {
  if (!pathname.startsWith(pages)) return undefined;
  const page = journals.find(pathname.slice(pages.length));
  if (!page) return { status: 403 };
  const { action, portalId, at } = page.event;
  const event = { type: 'app_lifecycle_event', action, portalId, occurredAt: iso(at) };
  return {
    status: 200,
    body: { offset: page.offset, journalEvents: [event], publishedAt: iso(at) },
  };
}

const kept = ({ journals, grant, at }: AppCall) => journals.pages(grant.clientId, at);

function next(call: AppCall): Answer {
  const offset = param(call, 'offset');
  const all = kept(call);
  const index = all.findIndex((page) => page.offset === offset);
  if (index < 0) throw notFound(`Offset ${offset} is not in the journal.`);
  return located(call, all[index + 1]);
}

function located({ origin, at }: AppCall, page: JournalPage | undefined): Answer {
  if (!page) return { status: 204 };
  const url = `${origin}${pages}${page.offset}`;
  return {
    status: 200,
    body: { url, expiresAt: iso(at + pageMs), currentOffset: page.offset },
  };
}

function list({ journals, grant }: AppCall): Answer {
  const results = journals.subscriptions(grant.clientId).map(rendered);
  return { status: 200, body: { results } };
}

function subscribe({ journals, grant, body, at }: AppCall): Answer {
  const given = object(body);
  const [type = '', eventTypeId = ''] = requireText(given, 'subscriptionType', 'eventTypeId');
  strings(given, 'properties');
  if (type !== 'APP_LIFECYCLE_EVENT' || !isLifecycleEventType(eventTypeId)) {
    throw validationError(`There is no ${type} ${eventTypeId} to subscribe to here.`);
  }
  const made = journals.subscribe(grant.clientId, eventTypeId, at);
  if (made) return { status: 200, body: rendered(made) };
  throw new HubSpotError(409, { message: 'Subscription already exists', category: 'CONFLICT' });
}

function rendered({ id, eventTypeId, at }: { id: number; eventTypeId: string; at: number }) {
  const subscriptionType = 'APP_LIFECYCLE_EVENT';
  return {
    id,
    appId: 54_321,
    subscriptionType,
    eventTypeId,
    createdAt: iso(at),
    updatedAt: iso(at),
  };
}
