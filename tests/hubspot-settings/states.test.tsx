import { ErrorState } from '@hubspot/ui-extensions';
import { describe, expect, it } from 'vitest';
import { drawPage, openPage, readText, saved } from './support/page.tsx';
import { refusal } from './support/refusal.ts';
import { type SettingsServer, settingsServer } from './support/settings-server.ts';
import { sandboxState } from './support/settings-state.ts';

const never = () => new Promise<Response>(() => {});

/** What was asked of the settings themselves; a tab may ask for more. */
const aboutSettings = ({ asked }: SettingsServer) =>
  asked.filter(({ path }) => path === '/hubspot/settings');

describe('loading', () => {
  it('says that it loads', async () => {
    const server = settingsServer();
    server.next(never);
    const page = drawPage();
    await page.until(() => expect(server.asked).toHaveLength(1));
    expect(page.isLoading()).toBe(true);
    expect(page.error()).toBeNull();
  });

  it.each([
    ['not_connected', 'oppSpot is not connected to this account', 'lock'],
    ['crm_needs_reauthorisation', 'oppSpot needs your permission again', 'lock'],
    ['database_busy', 'The settings could not be loaded', 'error'],
  ])(
    'shows the sentence of the server for %s, and loads when tried again',
    async (code, title, type) => {
      const server = settingsServer();
      server.next(() => Response.json(refusal({ code, message: 'Do this next.' })));
      const page = drawPage();
      await page.until(() => expect(page.error()).not.toBeNull());
      expect(page.find(ErrorState).props).toMatchObject({ title, type });
      expect(page.text()).toContain('Do this next.');
      expect(page.text()).toContain('request-1');
      page.press('Try again');
      await page.until(() => expect(page.tabs()).toHaveLength(8));
    },
  );

  it('waits as long as it was told before it lets anybody try again', async () => {
    const server = settingsServer();
    server.next(() =>
      Response.json(refusal({ code: 'rate_limited', message: 'Wait.', retryAfterMs: 1_000 })),
    );
    const page = drawPage();
    await page.until(() => expect(page.button('Try again in 1 s')).not.toBeNull());
    expect(() => page.press('Try again in 1 s')).toThrow('disabled');
    await page.until(() => expect(page.button('Try again')?.props.disabled).toBe(false));
    expect(server.asked).toHaveLength(1);
  });

  it('asks nobody when the app was installed without the address of its server', async () => {
    const server = settingsServer();
    const page = drawPage({});
    await page.until(() => expect(page.error()).not.toBeNull());
    expect(server.asked).toHaveLength(0);
    expect(page.text()).toContain('install it again');
  });

  it('asks again when an answer is lost', async () => {
    const server = settingsServer();
    server.next(() => Promise.reject(new Error('network')));
    const page = drawPage();
    await page.until(() => expect(page.tabs()).toHaveLength(8));
    expect(server.asked).toHaveLength(2);
  });
});

describe('the connection', () => {
  it('shows account, permissions and properties', async () => {
    settingsServer();
    const page = await openPage();
    const text = page.text();
    expect(text).toContain('Sandbox Ltd');
    expect(text).toContain('2 November 2026');
    expect(text).toMatch(/Read contacts crm\.objects\.contacts\.read Required Granted/);
    expect(text).toMatch(/Create deals crm\.objects\.deals\.write Optional Granted/);
    expect(text).toMatch(/Finish workflow steps automation Optional Not known yet/);
    expect(text).toContain('15 properties stand in HubSpot');
    expect(page.alerts()).toEqual([]);
  });

  it('says what an admin must do while permission is needed again', async () => {
    const state = sandboxState();
    const message = 'Open oppSpot in the marketplace and connect it again.';
    settingsServer({
      ...state,
      connection: { ...state.connection, status: 'needs_reauthorisation', message },
    });
    const page = await openPage();
    expect(page.text()).toContain('Needs permission again');
  });

  it('repairs missing properties and keeps what was typed', async () => {
    const state = sandboxState();
    const reason = 'The HubSpot account has reached its limit of custom properties.';
    const server = settingsServer({
      ...state,
      provisioning: {
        status: 'partial',
        present: [],
        missing: [{ field: 'contacts.oppspot_score_fit', reason }],
        dealsUnavailable: 'Deals are not permitted.',
      },
    });
    server.repaired = (before) => ({ ...before, provisioning: state.provisioning });
    const page = await openPage('scoring');
    page.type('Score worth a deal', 55);
    page.open('connection');
    expect(page.text()).toContain(`contacts.oppspot_score_fit ${reason}`);
    expect(page.alerts()).toEqual(['Deals cannot be created | Deals are not permitted.']);

    page.press('Check and repair');
    await page.until(() => expect(page.toasts()).toHaveLength(1));
    expect(page.text()).toContain('Complete');
    expect(page.text()).not.toContain(reason);
    expect(page.tabs()).toContain('Scoring (unsaved)');
    await saved(page);
    expect(server.saved[0]?.settings.thresholds.deal).toBe(55);
  });

  it('says why a repair failed', async () => {
    const server = settingsServer();
    const page = await openPage();
    server.next(() => Response.json(refusal({ code: 'crm_missing_scope', message: 'Permit it.' })));
    page.press('Check and repair');
    await page.until(() => expect(page.alerts()).toHaveLength(1));
    expect(page.alerts()[0]).toMatch(/^oppSpot lacks a permission \| Permit it\./);
    expect(page.toasts()).toEqual([]);
  });
});

describe('saving', () => {
  it('shows quick faults beside the field, on the tab and above, and asks nobody', async () => {
    const server = settingsServer();
    const page = await openPage('scoring');
    page.type('Score worth a deal', 170);
    page.type('Fit (%)', 50);
    page.open('automation');
    page.type('Rule 1: name', ' ');
    page.press('Save');
    await page.until(() => expect(page.tabs()).toContain('Scoring (2 to fix)'));
    expect(page.tabs()).toContain('Automation (1 to fix)');
    expect(page.input('Score worth a deal').props).toMatchObject({
      error: true,
      validationMessage: 'Enter a whole number from 0 to 100.',
    });
    expect(page.alerts()[0]).toMatch(/^Not saved: 3 things to fix/);
    expect(page.alerts()[0]).toContain('Weights: The four weights add up to 110 %.');
    expect(page.text()).toContain('the list at the top says what to fix');
    expect(aboutSettings(server)).toHaveLength(1);

    page.type('Score worth a deal', 70);
    expect(page.input('Score worth a deal').props.error).toBe(false);
    expect(page.tabs()).toContain('Scoring (1 to fix)');
    page.press('Automation');
    expect(page.input('Rule 1: name').props.validationMessage).toBe('Name this rule.');
  });

  it('leads to the faults that only the server finds', async () => {
    const server = settingsServer();
    const page = await openPage('privacy');
    page.type('Domains', 'a.example\ncom.example');
    server.next(() =>
      Response.json(
        refusal({
          code: 'invalid_settings',
          message: 'Correct the settings.',
          faults: [
            { field: 'settings.suppression.domains.1', message: 'Everybody uses this domain.' },
            { field: null, message: 'There is too much of it.' },
          ],
        }),
      ),
    );
    page.open('connection');
    page.press('Save');
    await page.until(() => expect(page.tabs()).toContain('Privacy (1 to fix)'));
    expect(page.input('Domains').props).toMatchObject({
      error: true,
      validationMessage: '“com.example”: Everybody uses this domain.',
    });
    expect(page.alerts()[0]).toContain('There is too much of it.');
    expect(page.input('Domains').props.value).toBe('a.example\ncom.example');
  });

  it('tells a person who is no administrator, and keeps what was typed', async () => {
    const server = settingsServer();
    const page = await openPage('scoring');
    page.type('Score worth a deal', 61);
    const message = 'Ask an administrator of this HubSpot account to do it.';
    server.next(() => Response.json(refusal({ code: 'administrators_only', message })));
    page.press('Save');
    await page.until(() => expect(page.alerts()).toHaveLength(1));
    expect(page.alerts()[0]).toContain(`Only administrators may do this | ${message}`);
    expect(page.input('Score worth a deal').props.value).toBe(61);
  });

  it('keeps what was typed when the answer is lost, and does not ask twice by itself', async () => {
    const server = settingsServer();
    const page = await openPage('scoring');
    page.type('Score worth a deal', 61);
    server.next(() => Promise.reject(new Error('network')));
    page.press('Save');
    await page.until(() => expect(page.alerts()).toHaveLength(1));
    expect(page.alerts()[0]).toMatch(/^oppSpot could not be reached/);
    expect(server.asked.filter(({ method }) => method === 'POST')).toHaveLength(1);
    expect(page.input('Score worth a deal').props.value).toBe(61);
    await saved(page);
    expect(page.alerts()).toEqual([]);
    expect(server.saved[0]?.settings.thresholds.deal).toBe(61);
  });

  it('sends one save for two clicks, and keeps what is typed meanwhile', async () => {
    const server = settingsServer();
    const page = await openPage('scoring');
    page.type('Score worth a deal', 61);
    let answer: (response: Response) => void = () => {};
    server.next(() => new Promise((resolve) => (answer = resolve)));
    page.press('Save');
    await page.until(() => expect(aboutSettings(server)).toHaveLength(2));
    page.press('Save');
    page.type('Stale after (days)', 3);
    const saved61 = sandboxState({ version: 'v2' });
    saved61.settings.thresholds.deal = 61;
    answer(Response.json({ ok: true, data: saved61 }));
    await page.until(() => expect(page.toasts()).toEqual(['Settings saved.']));
    expect(aboutSettings(server)).toHaveLength(2);
    expect(page.input('Stale after (days)').props.value).toBe(3);
    expect(page.tabs()).toContain('Scoring (unsaved)');
  });

  it('says so when there is nothing to save, and discards what was typed', async () => {
    const server = settingsServer();
    const page = await openPage('scoring');
    page.type('Score worth a deal', 5);
    page.press('Discard changes');
    expect(page.input('Score worth a deal').props.value).toBe(70);
    page.press('Save');
    await page.until(() => expect(page.toasts()).toHaveLength(1));
    expect(page.toasts()[0]).toContain('nothing to save');
    expect(aboutSettings(server)).toHaveLength(1);
    expect(readText(page.getRootNode())).toContain('Everything is saved.');
  });
});

describe('somebody else saved meanwhile', () => {
  async function conflict() {
    const server = settingsServer();
    const page = await openPage('scoring');
    page.type('Score worth a deal', 61);
    server.saveBySomebodyElse((settings) => ({
      ...settings,
      freshness: { ...settings.freshness, staleAfterDays: 9 },
      automation: { ...settings.automation, autoEnrich: true },
    }));
    page.press('Save');
    await page.until(() => expect(page.alerts()).toHaveLength(1));
    return { server, page };
  }

  it('saves nothing, keeps what was typed in sight, and puts it on top of the newest', async () => {
    const { server, page } = await conflict();
    expect(page.alerts()[0]).toMatch(/^Somebody else saved these settings meanwhile/);
    expect(server.saved).toHaveLength(0);
    expect(page.input('Score worth a deal').props.value).toBe(61);

    page.press('Load the newest, keep what I typed');
    await page.until(() => expect(page.input('Stale after (days)').props.value).toBe(9));
    expect(page.alerts()).toEqual([]);
    expect(page.input('Score worth a deal').props.value).toBe(61);
    await saved(page);
    expect(server.saved[0]?.settings).toMatchObject({
      thresholds: { deal: 61 },
      freshness: { staleAfterDays: 9 },
      automation: { autoEnrich: true },
    });
  });

  it('names what both changed and lets a person choose', async () => {
    const { server, page } = await conflict();
    server.saveBySomebodyElse((settings) => ({
      ...settings,
      thresholds: { ...settings.thresholds, deal: 90 },
    }));
    page.press('Load the newest, keep what I typed');
    await page.until(() => expect(page.alerts()[0]).toMatch(/^You and somebody else changed/));
    expect(page.alerts()[0]).toContain('Thresholds');
    expect(page.input('Score worth a deal').props.value).toBe(61);
    page.press('Discard changes');
    expect(page.input('Score worth a deal').props.value).toBe(90);
    expect(page.alerts()).toEqual([]);
  });
});

describe('addresses on the suppression list', () => {
  it('are taken off by their fingerprint', async () => {
    const server = settingsServer();
    const { forgottenEmail } = await import('../sandbox/world/crm/contact-records.ts');
    const page = await openPage('privacy');
    page.type('Address to take off', 'somebody@else.example');
    page.press('Take off the list');
    expect(page.alerts()[0]).toMatch(/^This address is not on the list/);
    page.type('Address to take off', 'nonsense');
    page.press('Take off the list');
    expect(page.alerts()[0]).toMatch(/^Enter a whole e-mail address/);
    page.type('Address to take off', ` ${forgottenEmail.toUpperCase()} `);
    page.press('Take off the list');
    expect(page.alerts()[0]).toMatch(/^Taken off the list/);
    await saved(page);
    expect(server.saved[0]?.settings.suppression.emailHashes).toEqual([]);
  });
});
