/**
 * HubSpot pushes nothing when a customer removes an app: it only writes it into a journal, which the app
 * asks for with a token of its own and which goes back three days.
 * https://developers.hubspot.com/docs/api-reference/latest/webhooks-journal/guide
 */
import { z } from 'zod';
import { CrmError } from '../../errors.ts';
import { ask, type PlainAnswer } from '../ask.ts';
import { hubspotError } from '../errors.ts';
import { apiVersion } from '../versions.ts';
import type { HubSpotOAuthApp } from './app.ts';
import { appToken } from './token-endpoint.ts';

export interface Uninstall {
  readonly portalId: string;
  readonly at: Date;
}

export interface JournalEntry {
  /** Where it stands: what follows comes after. */
  readonly offset: string;
  readonly uninstalls: readonly Uninstall[];
}

export interface UninstallJournal {
  /** Sees to it that HubSpot writes uninstalls into the journal. @throws CrmError */
  subscribe(): Promise<void>;
  /**
   * The entry after an offset; null when there is none yet. Where HubSpot no longer has the offset, or
   * none is given, the oldest there is.
   * @throws CrmError
   */
  next(offset: string | null): Promise<JournalEntry | null>;
}

const scopes = [
  'developer.webhooks_journal.read',
  'developer.webhooks_journal.subscriptions.read',
  'developer.webhooks_journal.subscriptions.write',
];
const uninstalled = { subscriptionType: 'APP_LIFECYCLE_EVENT', eventTypeId: '4-1916193' } as const;
const timeoutMs = 10_000;

const subscriptions = z.object({
  results: z.array(
    z.object({ subscriptionType: z.string(), eventTypeId: z.string().nullish().catch(null) }),
  ),
});
const place = z.object({ url: z.url(), currentOffset: z.string().min(1) });
const page = z.object({ publishedAt: z.unknown().optional(), journalEvents: z.array(z.unknown()) });
const event = z.object({
  portalId: z.int().positive(),
  eventTypeId: z.string().nullish().catch(null),
  action: z.string().nullish().catch(null),
  occurredAt: z.unknown().optional(),
});

/** Opens the journal of our app. @throws CrmError when HubSpot gives no token for it */
export async function openUninstallJournal(app: HubSpotOAuthApp): Promise<UninstallJournal> {
  const accessToken = await appToken(app, scopes);
  const call = (path: string, json?: object) => {
    const address = new URL(`/webhooks-journal${path}`, app.baseUrl);
    return ask(address, { accessToken, ...(json && { method: 'POST', json }) }, timeoutMs);
  };

  async function locate(path: string): Promise<PlainAnswer | null> {
    const answer = await call(`/journal/${apiVersion}/${path}`);
    if (answer.status === 404) return null;
    if (answer.status >= 300) throw hubspotError(answer);
    return answer;
  }

  return {
    async subscribe() {
      const path = `/subscriptions/${apiVersion}`;
      const known = await call(path);
      if (known.status >= 300) throw hubspotError(known);
      const isThere = read(subscriptions, known).results.some(
        ({ subscriptionType, eventTypeId }) =>
          subscriptionType === uninstalled.subscriptionType &&
          eventTypeId === uninstalled.eventTypeId,
      );
      if (isThere) return;
      const made = await call(path, { ...uninstalled, properties: [] });
      // Another process may have been first.
      if (made.status >= 300 && made.status !== 409) throw hubspotError(made);
    },

    async next(offset) {
      const after =
        offset === null ? null : await locate(`offset/${encodeURIComponent(offset)}/next`);
      const answer = after ?? (await locate('earliest'));
      if (answer === null || answer.status === 204) return null;
      const { url, currentOffset } = read(place, answer);
      return { offset: currentOffset, uninstalls: await readPage(app, url) };
    },
  };
}

/** The page itself lies elsewhere, behind an address that is good for a while and needs no token. */
async function readPage(app: HubSpotOAuthApp, url: string): Promise<Uninstall[]> {
  const address = new URL(url);
  if (address.protocol !== 'https:' && address.origin !== new URL(app.baseUrl).origin) {
    throw unreadable();
  }
  const answer = await ask(address, {}, timeoutMs);
  if (answer.status >= 300) throw hubspotError(answer);
  const { publishedAt, journalEvents } = read(page, answer);
  return journalEvents.flatMap((candidate) => {
    const found = event.safeParse(candidate).data;
    const isUninstall =
      found?.eventTypeId === uninstalled.eventTypeId || found?.action === 'APP_UNINSTALL';
    const at = instant(found?.occurredAt) ?? instant(publishedAt);
    return found && isUninstall && at ? [{ portalId: String(found.portalId), at }] : [];
  });
}

/** ISO 8601 or milliseconds. */
function instant(value: unknown): Date | null {
  if (typeof value !== 'string' && typeof value !== 'number') return null;
  const date = new Date(value);
  return Number.isNaN(date.getTime()) ? null : date;
}

function read<T>(form: z.ZodType<T>, { body }: PlainAnswer): T {
  const parsed = form.safeParse(body);
  if (!parsed.success) throw unreadable(parsed.error);
  return parsed.data;
}

function unreadable(cause?: unknown): CrmError {
  const message = 'HubSpot’s journal has a form that oppSpot does not know. Tell support.';
  return new CrmError('unexpected', message, { crmStatus: null, cause });
}
