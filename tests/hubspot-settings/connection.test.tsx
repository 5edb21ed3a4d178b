/** Connecting again, what lacks a permission, and leaving. */
import { describe, expect, it } from 'vitest';
import { drawPage, openPage, type Page } from './support/page.tsx';
import { refusal } from './support/refusal.ts';
import { settingsServer } from './support/settings-server.ts';
import { sandboxState } from './support/settings-state.ts';

const consentPage = 'https://smartsync.oppspot.example/oauth/hubspot/start?portalId=7000001';

function lost(message: string | null = 'HubSpot no longer accepts this connection.') {
  const state = sandboxState();
  return {
    ...state,
    connection: { ...state.connection, status: 'needs_reauthorisation' as const, message },
  };
}

describe('while HubSpot accepts nothing', () => {
  it('every tab says so and leads to the consent page', async () => {
    settingsServer(lost());
    const page = await openPage();
    for (const tab of ['connection', 'fields', 'scoring', 'automation', 'privacy', 'activity']) {
      page.open(tab);
      expect(page.alerts()[0]).toMatch(
        /^Connect oppSpot again \| HubSpot no longer accepts .* nothing is enriched/,
      );
      expect(page.leadsTo('Reconnect')).toBe(consentPage);
    }
  });

  it('looks again when asked to, and keeps what was typed', async () => {
    const server = settingsServer(lost());
    const page = await openPage('scoring');
    page.type('Score worth a deal', 55);
    server.state = sandboxState();
    page.press('Look again');
    await page.until(() => expect(page.alerts()).toEqual([]));
    expect(page.input('Score worth a deal').props.value).toBe(55);
  });

  it('an account that is not connected at all is led there too', async () => {
    const server = settingsServer();
    const message = 'oppSpot is not connected to this HubSpot account.';
    server.next(() => Response.json(refusal({ code: 'not_installed', message })));
    const page = drawPage();
    await page.until(() => expect(page.error()).not.toBeNull());
    expect(page.leadsTo('Connect oppSpot')).toBe(consentPage);
  });
});

describe('permissions', () => {
  const withMissing = (required: boolean, message: string | null) => {
    const state = sandboxState();
    const scopes = [
      ...state.connection.scopes,
      { scope: 'crm.objects.deals.read', required, granted: false, enables: 'Sees open deals.' },
    ];
    return { ...state, connection: { ...state.connection, scopes, message } };
  };

  it('that were declined are named with what is off, and the way to grant them', async () => {
    settingsServer(withMissing(false, null));
    const page = await openPage();
    expect(page.alerts()).toHaveLength(1);
    expect(page.alerts()[0]).toMatch(
      /^Some features are off \| .* Sees open deals\. \(crm\.objects\.deals\.read\)/,
    );
    expect(page.leadsTo('Reconnect and grant them')).toBe(consentPage);
  });

  it('that are required are a warning with the server’s sentence', async () => {
    settingsServer(withMissing(true, 'oppSpot lacks permissions it needs: x.'));
    const page = await openPage();
    expect(page.alerts()[0]).toMatch(
      /^The connection needs attention \| oppSpot lacks permissions it needs: x\. .*required/,
    );
  });

  it('are no topic while all are granted', async () => {
    settingsServer();
    const page = await openPage();
    expect(page.alerts()).toEqual([]);
    expect(page.leadsTo('Reconnect')).toBe(consentPage);
  });
});

describe('leaving', () => {
  const isGone = (page: Page) => page.until(() => expect(page.text()).toContain('deleted on'));

  it('says what stops and what is deleted when, before anything does', async () => {
    const server = settingsServer();
    const page = await openPage();
    const dialogue = page.dialogue('Disconnect…');
    expect(dialogue.title).toBe('Disconnect this account from oppSpot?');
    expect(dialogue.text()).toContain('oppSpot stops at once');
    expect(dialogue.text()).toContain('deleted 30 days later');
    dialogue.press('Disconnect and delete');
    await page.until(() => expect(dialogue.input().props.validationMessage).toBe('Type 7000001.'));
    expect(server.asked).toHaveLength(1);
  });

  it('is confirmed with the account’s id, and the page says what comes after', async () => {
    const server = settingsServer();
    const page = await openPage();
    const dialogue = page.dialogue('Disconnect…');
    dialogue.input().trigger('onInput', ' 7000001' as never);
    dialogue.press('Disconnect and delete');
    await isGone(page);
    expect(server.asked.at(-1)).toMatchObject({
      path: '/hubspot/settings/disconnect',
      body: { accountId: '7000001' },
    });
    expect(page.text()).toContain('27 December 2026');
    expect(page.text()).not.toContain('Remove the app yourself');
    expect(page.leadsTo('Connect again')).toBe(consentPage);
    expect(page.mocks.actions.closeOverlay.calls).toEqual([['oppspot-disconnect']]);
  });

  it('says what is left to do where HubSpot could not be told', async () => {
    const server = settingsServer();
    server.disconnected = { ...server.disconnected, uninstalled: false };
    const page = await openPage();
    const dialogue = page.dialogue('Disconnect…');
    dialogue.input().trigger('onInput', '7000001' as never);
    dialogue.press('Disconnect and delete');
    await isGone(page);
    expect(page.text()).toContain('Remove the app yourself');
  });

  it('says why it failed, and leaves everything as it is', async () => {
    const server = settingsServer();
    const page = await openPage();
    const dialogue = page.dialogue('Disconnect…');
    dialogue.input().trigger('onInput', '7000001' as never);
    server.next(() =>
      Response.json(refusal({ code: 'administrators_only', message: 'Ask an administrator.' })),
    );
    dialogue.press('Disconnect and delete');
    await page.until(() => expect(dialogue.text()).toContain('Ask an administrator.'));
    expect(page.tabs()).toHaveLength(8);
  });
});
