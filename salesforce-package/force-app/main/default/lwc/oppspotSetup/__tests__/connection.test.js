/** Connecting, losing the connection, and ending it. */
import Modal from '../../oppspotEnrich/__tests__/support/modal';
import connected from './data/connected.json';
import grantLost from './data/grant-lost.json';
import {
  answer,
  apex,
  click,
  closePages,
  findAll,
  labelled,
  openPage,
  openTab,
  refusal,
  settled,
  textOf,
} from './support/page';

jest.setTimeout(60_000);
afterEach(() => {
  closePages();
  jest.useRealTimers();
});

const url = 'https://smartsync-production.oppspot.example/oauth/salesforce/start?orgId=00D';
const notConnected = refusal('not_connected', 'Connect first.');
const toastsOf = (page) => {
  const toasts = [];
  page.addEventListener('lightning__showtoast', ({ detail }) => toasts.push(detail.title));
  return toasts;
};

describe('connecting', () => {
  it('looks by itself until the org is connected, says so once, and then no more', async () => {
    const page = await openPage({
      settings: [notConnected, notConnected, answer(connected)],
      connectUrl: answer({ url }),
    });
    const toasts = toastsOf(page);
    jest.useFakeTimers();
    await click(page, 'Connect Salesforce');
    await jest.advanceTimersByTimeAsync(4_000);
    expect(textOf(page)).toContain('Three steps to begin');
    await jest.advanceTimersByTimeAsync(4_000);
    expect(textOf(page)).toContain('Example Org');
    expect(toasts).toEqual(['oppSpot is connected.']);
    await jest.advanceTimersByTimeAsync(60_000);
    expect(apex.settings).toHaveBeenCalledTimes(3);
  });

  it('does not look on once the page is left', async () => {
    const page = await openPage({ settings: [notConnected], connectUrl: answer({ url }) });
    jest.useFakeTimers();
    await click(page, 'Connect Salesforce');
    page.remove();
    await jest.advanceTimersByTimeAsync(60_000);
    expect(apex.settings).toHaveBeenCalledTimes(1);
  });

  it('does not take a connection that stands for the one that is to replace it', async () => {
    const page = await openPage({ settings: answer(connected), connectUrl: answer({ url }) });
    jest.useFakeTimers();
    await click(page, 'Connect again');
    await jest.advanceTimersByTimeAsync(60_000);
    expect(apex.settings).toHaveBeenCalledTimes(1);
  });
});

describe('a lost connection', () => {
  it.each(['connection', 'scoring', 'privacy'])('stands above the tab %s', async (tab) => {
    const page = await openPage({ settings: answer(grantLost) });
    await openTab(page, tab);
    const [banner] = findAll(page, 'c-oppspot-setup-lost');
    expect(textOf(banner)).toContain('Connect oppSpot again');
    expect(textOf(banner)).toContain('Nothing is enriched and nothing is written');
    expect(labelled(page, 'Connect again').variant).toBe('brand');
    await expect(banner).toBeAccessible();
  });

  it('is nowhere while there is none', async () => {
    const page = await openPage({ settings: answer(connected) });
    expect(findAll(page, 'c-oppspot-setup-lost')).toEqual([]);
  });
});

describe('disconnecting', () => {
  const until = { deleteAfter: '2026-12-27T09:30:00.000Z', uninstalled: true };
  const confirmWith = (said) => Modal.open.mockReset().mockResolvedValue(said);

  it('asks first, and does nothing for whoever stays', async () => {
    confirmWith(undefined);
    const page = await openPage({ settings: answer(connected) });
    await click(page, 'Disconnect oppSpot');
    expect(Modal.open.mock.calls[0][0].label).toBe('Disconnect oppSpot from this org?');
    expect(apex.disconnect).not.toHaveBeenCalled();
  });

  it('says what becomes of the data, and how to begin again', async () => {
    confirmWith('disconnect');
    const page = await openPage({
      settings: [answer(connected), notConnected],
      disconnect: answer(until),
    });
    await click(page, 'Disconnect oppSpot');
    await settled();
    const text = textOf(page);
    expect(text).toContain('oppSpot is disconnected');
    expect(text).toContain('is deleted on Dec 27, 2026');
    expect(text).not.toContain('Revoke oppSpot there, too');
    expect(text).toContain('Three steps to begin');
    await expect(page).toBeAccessible();
  });

  it('says what is left to do by hand', async () => {
    confirmWith('disconnect');
    const page = await openPage({
      settings: [answer(connected), notConnected],
      disconnect: answer({ ...until, uninstalled: false }),
    });
    await click(page, 'Disconnect oppSpot');
    expect(textOf(page)).toContain('Revoke oppSpot there, too');
  });

  it('says that nothing has changed when it was refused', async () => {
    confirmWith('disconnect');
    const page = await openPage({
      settings: answer(connected),
      disconnect: refusal('timed_out', 'oppSpot did not answer in time.'),
    });
    await click(page, 'Disconnect oppSpot');
    expect(textOf(page)).toContain('oppSpot is still connected');
    expect(textOf(page)).toContain('did not answer in time');
    await expect(findAll(page, 'c-oppspot-setup-disconnect')[0]).toBeAccessible();
  });
});
