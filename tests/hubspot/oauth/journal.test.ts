/** What HubSpot's journal of installs may look like, and what we make of it. */
import { describe, expect, it } from 'vitest';
import type { HubSpotOAuthApp } from '../../../server/crm/hubspot/oauth/app.ts';
import { openUninstallJournal } from '../../../server/crm/hubspot/oauth/journal.ts';
import { type ScriptedHubSpot, scriptedHubSpot } from '../scripted-hubspot.ts';

const journal = '/webhooks-journal/journal/2026-09';
const token = { body: { access_token: 'of-the-app', token_type: 'bearer', expires_in: 1800 } };
const appAt = ({ url }: ScriptedHubSpot): HubSpotOAuthApp => ({
  clientId: 'app',
  clientSecret: 'secret',
  baseUrl: url,
  authorizeUrl: `${url}/oauth/authorize`,
  redirectUri: 'https://app.example/oauth/hubspot/callback',
});

/** A journal of one page with these events. */
async function journalOf(events: readonly unknown[], publishedAt?: unknown) {
  const script = await scriptedHubSpot();
  script
    .on('POST', '/oauth/2026-09/token', token)
    .on('GET', `${journal}/earliest`, { body: { url: `${script.url}/page`, currentOffset: 'o1' } })
    .on('GET', '/page', { body: { offset: 'o1', journalEvents: events, publishedAt } });
  return { script, journal: await openUninstallJournal(appAt(script)) };
}

const at = '2026-11-20T10:00:00Z';
const uninstall = { portalId: 7, occurredAt: at, eventTypeId: '4-1916193' };

describe('an entry of the journal', () => {
  it.each([
    ['by its event type', uninstall],
    ['by its action', { portalId: 7, occurredAt: at, action: 'APP_UNINSTALL' }],
    ['with its time in milliseconds', { ...uninstall, occurredAt: Date.parse(at) }],
    ['with keys nobody knows', { ...uninstall, somethingNew: { deep: true } }],
  ])('tells of an uninstall %s', async (_, event) => {
    const opened = await journalOf([event]);
    expect(await opened.journal.next(null)).toEqual({
      offset: 'o1',
      uninstalls: [{ portalId: '7', at: new Date(at) }],
    });
  });

  it('that names no time counts from when it was published', async () => {
    const opened = await journalOf([{ ...uninstall, occurredAt: null }], at);
    expect((await opened.journal.next(null))?.uninstalls).toMatchObject([{ at: new Date(at) }]);
  });

  it.each([
    ['an install', { ...uninstall, eventTypeId: '4-1909196' }],
    ['a change of a contact', { type: 'OBJECT', action: 'UPDATE', portalId: 7, occurredAt: at }],
    ['no portal', { ...uninstall, portalId: undefined }],
    ['no time at all', { ...uninstall, occurredAt: 'yesterday' }],
    ['nonsense', 'uninstall'],
  ])('with %s ends no connection', async (_, event) => {
    const opened = await journalOf([event]);
    expect((await opened.journal.next(null))?.uninstalls).toEqual([]);
  });

  it('is fetched without our token, which is only for HubSpot', async () => {
    const { script, journal: opened } = await journalOf([uninstall]);
    await opened.next(null);
    expect(script.requests.at(-1)).toMatchObject({ path: '/page' });
    expect(script.requests.at(-1)?.headers.authorization).toBeUndefined();
  });

  it.each(['http://169.254.169.254/latest/meta-data', 'file:///etc/passwd'])(
    'at %s is not fetched',
    async (url) => {
      const script = (await scriptedHubSpot())
        .on('POST', '/oauth/2026-09/token', token)
        .on('GET', `${journal}/earliest`, { body: { url, currentOffset: 'o1' } });
      const opened = await openUninstallJournal(appAt(script));
      await expect(opened.next(null)).rejects.toMatchObject({ code: 'crm_unexpected' });
    },
  );
});

describe('a subscription', () => {
  const path = '/webhooks-journal/subscriptions/2026-09';
  const known = { subscriptionType: 'APP_LIFECYCLE_EVENT', eventTypeId: '4-1916193' };

  it.each([
    ['is made when there is none', [], true],
    ['is made beside others', [{ subscriptionType: 'OBJECT', objectTypeId: '0-1' }], true],
    ['is left alone when it is there', [known], false],
  ])('%s', async (_, results, isMade) => {
    const script = (await scriptedHubSpot())
      .on('POST', '/oauth/2026-09/token', token)
      .on('GET', path, { body: { results } })
      .on('POST', path, { body: { id: 1, ...known } });
    await (await openUninstallJournal(appAt(script))).subscribe();
    const made = script.requests.filter((one) => one.method === 'POST' && one.path === path);
    expect(made.map(({ body }) => body)).toEqual(isMade ? [{ ...known, properties: [] }] : []);
  });

  it('that another process made meanwhile will do', async () => {
    const script = (await scriptedHubSpot())
      .on('POST', '/oauth/2026-09/token', token)
      .on('GET', path, { body: { results: [] } })
      .on('POST', path, { status: 409, body: { message: 'exists' } });
    await expect((await openUninstallJournal(appAt(script))).subscribe()).resolves.toBeUndefined();
  });

  it('that the app may not make is told as what it is', async () => {
    const script = (await scriptedHubSpot()).on('POST', '/oauth/2026-09/token', {
      status: 400,
      body: { error: 'invalid_scope', status: 'BAD_SCOPES', message: 'not granted' },
    });
    await expect(openUninstallJournal(appAt(script))).rejects.toMatchObject({
      code: 'crm_unexpected',
      message: expect.stringContaining('BAD_SCOPES'),
    });
  });
});
