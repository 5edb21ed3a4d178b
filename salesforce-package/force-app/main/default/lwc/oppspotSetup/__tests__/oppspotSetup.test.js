import connected from './data/connected.json';
import grantLost from './data/grant-lost.json';
import notInstalled from './data/not-installed.json';
import notLookedAt from './data/not-looked-at.json';
import partial from './data/partial.json';
import {
  allGranted,
  answer,
  apex,
  click,
  closePages,
  enter,
  findAll,
  labelled,
  leavePage,
  openPage,
  openTab,
  refusal,
  settled,
  textOf,
  watchFaults,
} from './support/page';

// A machine under load is slow, not wrong.
jest.setTimeout(60_000);
afterEach(() => {
  closePages();
  jest.restoreAllMocks();
});

const standing = (page) => textOf(findAll(page, 'c-oppspot-setup-save-bar')[0]);
const notices = (page) => findAll(page, 'c-oppspot-setup-notices')[0];
const sent = () => JSON.parse(apex.save.mock.calls[0][0].settingsUpdate);

describe('the setup page, in every state', () => {
  it.each([
    ['connected', connected, 'Everything is saved.'],
    ['before the fields were looked at', notLookedAt, 'Not looked at yet'],
    ['without the package', notInstalled, 'The oppSpot package is not installed'],
    ['with fields hidden', partial, 'Something is missing'],
    ['with the grant lost', grantLost, 'Connect oppSpot again'],
  ])('%s, is accessible and says so', async (_, state, sentence) => {
    const page = await openPage({ settings: answer(state) });
    expect(textOf(page)).toContain(sentence);
    await expect(page).toBeAccessible();
  });

  it('says that it loads', async () => {
    const page = await openPage({ settings: [] });
    expect(findAll(page, 'lightning-spinner')[0].alternativeText).toBe('Loading the settings');
    await expect(page).toBeAccessible();
  });

  it('says what a refusal means and offers to try again when that makes sense', async () => {
    const busy = refusal('rate_limited', 'Many people ask. Wait.', { retryAfterMs: 2_500 });
    const page = await openPage({ settings: [busy, answer(connected)] });
    expect(textOf(page)).toContain('Too many calls at once');
    expect(textOf(page)).toContain('Many people ask. Wait.');
    expect(textOf(page)).toContain('Support reference: req-1');
    expect(labelled(page, 'Try again in 3 s').disabled).toBe(true);
    await expect(page).toBeAccessible();
  });

  it('loads again at a click', async () => {
    const page = await openPage({
      settings: [refusal('timed_out', 'Too slow.'), answer(connected)],
    });
    await click(page, 'Try again');
    expect(textOf(page)).toContain('Example Org');
  });

  it('shows how to begin where nothing is connected', async () => {
    const page = await openPage({ settings: refusal('not_connected', 'Connect first.') });
    expect(textOf(page)).toContain('oppSpot is not connected to this org');
    expect(textOf(page)).toContain('Three steps to begin');
    expect(labelled(page, 'Connect Salesforce').variant).toBe('brand');
    await expect(page).toBeAccessible();
  });
});

describe('editing and saving', () => {
  it('sends the whole draft with the version it was made from', async () => {
    const saved = { ...connected, version: 'v2' };
    const page = await openPage({ settings: answer(connected), save: answer(saved) });
    await openTab(page, 'automation');
    await enter(page, 'Due after (hours)', '24');
    expect(standing(page)).toContain('Not saved yet: Automation.');
    expect(labelled(page, 'Automation (unsaved)', 'lightning-tab').value).toBe('automation');
    await click(page, 'Save');
    expect(sent()).toEqual({
      version: connected.version,
      settings: { ...connected.settings, tasks: { dueInHours: 24, repeatAfterDays: 30 } },
      suppressEmails: [],
    });
    expect(standing(page)).toContain('Everything is saved.');
  });

  it('tells of success and of nothing to do in a toast', async () => {
    const page = await openPage({ settings: answer(connected), save: answer(connected) });
    const toasts = [];
    page.addEventListener('lightning__showtoast', ({ detail }) => toasts.push(detail.title));
    await click(page, 'Save');
    await openTab(page, 'automation');
    await enter(page, 'Score records', false);
    await click(page, 'Save');
    expect(toasts).toEqual(['There is nothing to save: you changed nothing.', 'Settings saved.']);
  });

  it('finds what cannot be saved itself, and goes to the input at a click', async () => {
    const page = await openPage({ settings: answer(connected) });
    await openTab(page, 'scoring');
    await enter(page, 'Financial (%)', '90');
    await openTab(page, 'automation');
    await enter(page, 'Due after (hours)', '9000');
    const shownFaults = watchFaults(page);
    await click(page, 'Save');
    expect(apex.save).not.toHaveBeenCalled();
    expect(textOf(page)).toContain('Not saved: 2 things to fix');
    expect(textOf(page)).toContain(
      'Weights: The four weights add up to 160 %. Change them until they add up to 100 %.',
    );
    expect(labelled(page, 'Scoring (1 to fix)', 'lightning-tab').showErrorIndicator).toBe(true);
    expect(findAll(page, 'lightning-tabset')[0].activeTabValue).toBe('scoring');
    await expect(notices(page)).toBeAccessible();

    const focus = jest.spyOn(HTMLElement.prototype, 'focus');
    await click(page, 'Go to Automation');
    expect(findAll(page, 'lightning-tabset')[0].activeTabValue).toBe('automation');
    expect(focus.mock.contexts.map(({ label }) => label)).toEqual(['Due after (hours)']);
    expect(shownFaults()).toContain('Due after (hours): Enter a whole number from 1 to 720.');
    await enter(page, 'Due after (hours)', '24');
    expect(shownFaults().at(-1)).toBe('Due after (hours): ');
    expect(focus).toHaveBeenCalledTimes(1);
  });

  it("places the server's faults at their inputs, with the entry they are about", async () => {
    const faults = [
      { field: 'settings.idealCustomer.industries.1', message: 'Enter 200 characters or fewer.' },
      { field: null, message: 'The whole is too large.' },
    ];
    const page = await openPage({
      settings: answer(connected),
      save: refusal('invalid_settings', 'Two things are wrong.', { faults }),
    });
    await openTab(page, 'scoring');
    await enter(page, 'Industries', 'Robotics\nSoftware');
    const shownFaults = watchFaults(page);
    await click(page, 'Save');
    expect(shownFaults()).toContain('Industries: “Software”: Enter 200 characters or fewer.');
    expect(textOf(page)).toContain('Ideal customer: “Software”: Enter 200 characters or fewer.');
    expect(textOf(page)).toContain('The whole is too large.');
    expect(standing(page)).toContain('Not saved: the list at the top says what to fix.');
    await expect(notices(page)).toBeAccessible();
  });

  it('keeps what was typed when somebody else saved, and puts it on top of theirs', async () => {
    const theirs = {
      ...connected,
      version: 'theirs',
      settings: {
        ...connected.settings,
        tasks: { dueInHours: 12, repeatAfterDays: 7 },
      },
    };
    const page = await openPage({
      settings: [answer(connected), answer(theirs)],
      save: [refusal('settings_changed', 'Changed.'), answer(theirs)],
    });
    await openTab(page, 'automation');
    await enter(page, 'Due after (hours)', '24');
    await click(page, 'Save');
    expect(textOf(page)).toContain('Somebody else saved meanwhile');
    await expect(notices(page)).toBeAccessible();

    await click(page, 'Load the newest, keep what I typed');
    expect(labelled(page, 'Due after (hours)', '[data-input]').value).toBe('24');
    expect(labelled(page, 'Next task no sooner than (days)', '[data-input]').value).toBe('7');
    expect(textOf(page)).toContain('Follow-up tasks: what you typed is shown.');
    await click(page, 'Save');
    const again = JSON.parse(apex.save.mock.calls[1][0].settingsUpdate);
    expect(again.version).toBe('theirs');
    expect(again.settings.tasks).toEqual({ dueInHours: 24, repeatAfterDays: 7 });
  });

  it.each([
    ['administrators_only', 'Only administrators may change these settings'],
    ['unheard_of', 'That did not work'],
  ])('says why saving failed: %s', async (code, title) => {
    const page = await openPage({
      settings: answer(connected),
      save: refusal(code, 'The reason.'),
    });
    await openTab(page, 'automation');
    await enter(page, 'Due after (hours)', '24');
    await click(page, 'Save');
    expect(textOf(page)).toContain(title);
    expect(textOf(page)).toContain('The reason.');
    expect(labelled(page, 'Due after (hours)', '[data-input]').value).toBe('24');
    await expect(notices(page)).toBeAccessible();
  });

  it('takes everything back at a click on Discard', async () => {
    const page = await openPage({ settings: answer(connected) });
    expect(labelled(page, 'Discard changes').disabled).toBe(true);
    await openTab(page, 'automation');
    await enter(page, 'Due after (hours)', '24');
    await click(page, 'Discard changes');
    expect(labelled(page, 'Due after (hours)', '[data-input]').value).toBe('48');
    expect(standing(page)).toContain('Everything is saved.');
  });
});

describe('leaving with unsaved changes', () => {
  it('asks the browser to hold back who closes the tab, and only then', async () => {
    const page = await openPage({ settings: answer(connected) });
    const leave = () => {
      const event = new Event('beforeunload', { cancelable: true });
      window.dispatchEvent(event);
      return event.defaultPrevented;
    };
    expect(leave()).toBe(false);
    await openTab(page, 'automation');
    await enter(page, 'Due after (hours)', '24');
    expect(leave()).toBe(true);
    await click(page, 'Discard changes');
    expect(leave()).toBe(false);
  });

  it('keeps the draft through another page of Salesforce, and says that it did', async () => {
    const page = await openPage({ settings: answer(connected) });
    await openTab(page, 'automation');
    await enter(page, 'Due after (hours)', '24');
    leavePage();
    const again = await openPage({ settings: answer(connected) });
    await openTab(again, 'automation');
    expect(labelled(again, 'Due after (hours)', '[data-input]').value).toBe('24');
    expect(textOf(again)).toContain('Your unsaved changes are still here');
    await expect(notices(again)).toBeAccessible();
    await click(again, 'Discard changes');
    expect(textOf(again)).not.toContain('Your unsaved changes are still here');
  });
});

describe('the connection', () => {
  const url = 'https://smartsync-production.oppspot.example/oauth/salesforce/start?orgId=00D';

  /** As when the person comes back from another browser tab. */
  async function comeBack() {
    document.dispatchEvent(new Event('visibilitychange'));
    await settled();
  }

  it('offers a link besides the new tab, and looks again when the person comes back', async () => {
    const page = await openPage({
      settings: [answer(grantLost), answer(connected)],
      connectUrl: answer({ url }),
    });
    await comeBack();
    expect(apex.settings).toHaveBeenCalledTimes(1);
    await click(page, 'Connect again');
    const link = findAll(page, 'a').find((one) => one.textContent.startsWith('Nothing opened?'));
    expect(link.href).toBe(url);
    expect(link.rel).toBe('noopener noreferrer');
    await expect(findAll(page, 'c-oppspot-setup-connect')[0]).toBeAccessible();
    await comeBack();
    expect(textOf(page)).toContain('Connected');
    expect(textOf(page)).not.toContain('Needs permission again');
    await comeBack();
    expect(apex.settings).toHaveBeenCalledTimes(2);
  });

  it('comes out of the first steps when the person comes back connected', async () => {
    const page = await openPage({
      settings: [refusal('not_connected', 'Connect first.'), answer(connected)],
      connectUrl: answer({ url }),
    });
    await click(page, 'Connect Salesforce');
    await comeBack();
    expect(textOf(page)).toContain('Example Org');
  });

  it.each([
    ['javascript:alert(1)', 'oppSpot gave no web address to connect at.'],
    [null, 'oppSpot gave no web address to connect at.'],
  ])('opens nothing but a web address: %s', async (address, sentence) => {
    const page = await openPage({
      settings: answer(connected),
      connectUrl: answer({ url: address }),
    });
    await click(page, 'Connect again');
    expect(textOf(page)).toContain(sentence);
    expect(findAll(page, 'a')).toEqual([]);
  });

  it('says why it cannot connect', async () => {
    const page = await openPage({
      settings: answer(connected),
      connectUrl: refusal('no_permission', 'Ask an admin.'),
    });
    await click(page, 'Connect again');
    expect(textOf(page)).toContain('Ask an admin.');
    await expect(findAll(page, 'c-oppspot-setup-connect')[0]).toBeAccessible();
  });

  it('looks again which fields are there', async () => {
    const page = await openPage({ settings: answer(partial), repair: answer(connected) });
    expect(textOf(page)).toContain('Contact.oppspot__Score__c');
    const [checkFields] = findAll(page, 'c-oppspot-setup-provisioning');
    await click(checkFields, 'Check fields again');
    expect(textOf(page)).toContain('47 fields can be written.');
    expect(textOf(page)).not.toContain('Something is missing');
  });
});

describe("the user's own permissions", () => {
  const lacking = {
    checks: [
      ...allGranted.checks,
      { name: 'Create tasks', granted: false, message: 'You may not create tasks.' },
    ],
  };

  it('says what the user lacks', async () => {
    const page = await openPage({ settings: answer(connected), permissions: answer(lacking) });
    expect(textOf(page)).toContain('You lack 1 thing.');
    expect(textOf(page)).toContain('You may not create tasks.');
    await expect(findAll(page, 'c-oppspot-setup-permissions')[0]).toBeAccessible();
  });

  it('looks again at a click', async () => {
    const page = await openPage({
      settings: answer(connected),
      permissions: [refusal('unexpected', 'Not now.'), answer(allGranted)],
    });
    expect(textOf(page)).toContain('Your permissions could not be looked at: Not now.');
    await click(page, 'Check permissions again');
    expect(textOf(page)).toContain('You lack nothing.');
  });

  it('is there, too, for whom the settings themselves are refused', async () => {
    const page = await openPage({
      settings: refusal('no_permission', 'You may not use oppSpot yet.'),
      permissions: answer(lacking),
    });
    expect(textOf(page)).toContain('You may not open this page');
    expect(textOf(page)).toContain('Ask an admin for the permission set “oppSpot Admin”.');
    expect(textOf(page)).toContain('You may not create tasks.');
    expect(textOf(page)).not.toContain('Three steps to begin');
    await expect(page).toBeAccessible();
  });
});
