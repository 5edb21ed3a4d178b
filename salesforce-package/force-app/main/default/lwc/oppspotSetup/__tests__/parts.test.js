/** Each part of the page, by what saving sends after a person used it. */
import { createHash } from 'node:crypto';
import connected from './data/connected.json';
import notInstalled from './data/not-installed.json';
import notLookedAt from './data/not-looked-at.json';
import partial from './data/partial.json';
import {
  answer,
  apex,
  click,
  closePages,
  enter,
  findAll,
  labelled,
  openPage,
  openTab,
  settled,
  textOf,
} from './support/page';

// A machine under load is slow, not wrong.
jest.setTimeout(60_000);
afterEach(closePages);

/** The page with one tab open. */
async function open(tab, state = connected) {
  const page = await openPage({ settings: answer(state), save: answer(state) });
  await openTab(page, tab);
  return page;
}

/** What saving sends. */
async function saved(page) {
  await click(page, 'Save');
  const [call] = apex.save.mock.calls;
  if (!call) throw new Error(textOf(findAll(page, 'c-oppspot-setup-notices')[0]));
  return JSON.parse(call[0].settingsUpdate);
}

/** One of the icons of a rule, which have no text of their own. */
const button = (page, name) =>
  findAll(page, 'lightning-button-icon').find((one) => one.alternativeText === name);

const pills = (page, label) =>
  findAll(page, 'lightning-pill-container')
    .find((one) => one.label === `${label}: chosen`)
    ?.items.map((item) => item.label);

async function takeOff(page, label, index) {
  const container = findAll(page, 'lightning-pill-container').find(
    (one) => one.label === `${label}: chosen`,
  );
  container.dispatchEvent(new CustomEvent('itemremove', { detail: { index } }));
  await settled();
}

describe('fields', () => {
  const policy = (page, field) => labelled(page, `Policy for ${field}`, '[data-input]');

  it('shows where each field goes and marks the default policy', async () => {
    const page = await open('fields');
    const [crm] = findAll(page, 'c-oppspot-setup-policies');
    expect(textOf(crm)).toContain('Number of employees No field NumberOfEmployees');
    expect(policy(page, 'Website').value).toBe('fill-blank');
    expect(policy(page, 'Website').options.map(({ label }) => label)).toContain(
      'Only when empty (default)',
    );
    await expect(crm).toBeAccessible();
  });

  it('chooses the language of what is written', async () => {
    const page = await open('fields');
    const list = labelled(page, 'Language', '[data-input]');
    expect(list.value).toBe('en');
    expect(list.options.map(({ label }) => label)).toContain('Deutsch');
    await enter(page, 'Language', 'de');
    expect((await saved(page)).settings.language).toBe('de');
  });

  it('keeps a policy that is not the default, and forgets one that is', async () => {
    const state = {
      ...connected,
      settings: { ...connected.settings, fieldPolicies: { owner: 'never' } },
    };
    const page = await open('fields', state);
    await enter(page, 'Policy for Website', 'always');
    await enter(page, 'Policy for Owner', 'fill-blank');
    expect((await saved(page)).settings.fieldPolicies).toEqual({ company_website: 'always' });
  });

  it('says of single fields why they are not there', async () => {
    const page = await open('fields', partial);
    const text = textOf(page);
    expect(text).toContain('Contact and Lead: oppspot__Score__c does not exist or is hidden');
    expect(text).toContain('Account: oppspot__Summary__c is read-only for the connected user.');
    expect(text.match(/Not there/g)).toHaveLength(4);
  });

  it('says once what is true of all fields', async () => {
    const page = await open('fields', notInstalled);
    const [, own] = findAll(page, 'c-oppspot-setup-policies');
    expect(textOf(own).match(/The oppSpot package is not installed/g)).toHaveLength(1);
    expect(findAll(own, 'c-oppspot-notice')[0].variant).toBe('warning');
    expect(findAll(own, 'lightning-badge')).toEqual([]);
    await expect(own).toBeAccessible();
  });

  it('calls nothing wrong before it was looked at', async () => {
    const page = await open('fields', notLookedAt);
    const [, own] = findAll(page, 'c-oppspot-setup-policies');
    expect(findAll(own, 'c-oppspot-notice')[0].variant).toBe('info');
  });
});

describe('scoring', () => {
  it('adds the weights up while they are typed', async () => {
    const page = await open('scoring');
    const sum = () => textOf(findAll(page, 'c-oppspot-setup-weights')[0]);
    await enter(page, 'Financial (%)', '35.5');
    expect(sum()).toContain('Adds up to 105.5 %, must be 100 %.');
    await enter(page, 'Growth (%)', '14.5');
    expect(sum()).toContain('Adds up to 100 %.');
    expect((await saved(page)).settings.weights).toEqual({
      financial: 0.355,
      growth: 0.145,
      engagement: 0.1,
      fit: 0.4,
    });
  });

  it('enriches stale records again by itself only where that is switched on', async () => {
    const page = await open('scoring');
    expect(labelled(page, 'Enrich stale records again by itself', '[data-input]').checked).toBe(
      false,
    );
    await enter(page, 'Stale after (days)', '14');
    await enter(page, 'Enrich stale records again by itself', true);
    await enter(page, 'Look at public sources', 'weekly');
    await enter(page, 'Companies looked at per day', '50');
    await enter(page, 'Records enriched again per day', '20');
    expect((await saved(page)).settings.freshness).toEqual({
      staleAfterDays: 14,
      refresh: true,
      look: 'weekly',
      looksPerDay: 50,
      enrichmentsPerDay: 20,
    });
  });

  it('takes lists as lines and countries by their names', async () => {
    const page = await open('scoring');
    await enter(page, 'Industries', ' Software\n\nRobotics, all kinds\nSoftware');
    await enter(page, 'Countries', 'NO');
    expect(pills(page, 'Countries')).toEqual(['United Kingdom', 'Norway']);
    await takeOff(page, 'Countries', 0);
    expect((await saved(page)).settings.idealCustomer).toMatchObject({
      industries: ['Software', 'Robotics, all kinds'],
      countries: ['NO'],
    });
  });

  it('offers a country once', async () => {
    const page = await open('scoring');
    const offered = () => labelled(page, 'Countries', '[data-input]').options;
    expect(offered().map(({ value }) => value)).not.toContain('GB');
    await takeOff(page, 'Countries', 0);
    expect(offered().map(({ value }) => value)).toContain('GB');
    expect(textOf(findAll(page, 'c-oppspot-setup-ideal')[0])).toContain('None chosen');
  });

  it('adds and removes company sizes; an open end is null', async () => {
    const page = await open('scoring');
    await click(page, 'Add a size');
    await enter(page, 'Size 2: people from', '500');
    await click(page, 'Remove size 1');
    expect((await saved(page)).settings.idealCustomer.sizes).toEqual([
      { minimum: 500, maximum: null },
    ]);
  });

  it('says that any size fits where there is none', async () => {
    const page = await open('scoring');
    await click(page, 'Remove size 1');
    expect(textOf(findAll(page, 'c-oppspot-setup-sizes')[0])).toContain('Any size fits.');
  });

  it('adds and removes pages, and says that Salesforce tells of no visits', async () => {
    const page = await open('scoring');
    expect(textOf(page)).toContain('these pages change nothing in this org');
    await click(page, 'Add a page');
    await enter(page, 'Page 3: path begins with', ' /plans ');
    await enter(page, 'Page 3: reps call it', 'plans');
    await click(page, 'Remove page 1');
    expect((await saved(page)).settings.intentPages).toEqual([
      { path: '/demo', page: 'demo request' },
      { path: '/plans', page: 'plans' },
    ]);
  });
});

describe('automation', () => {
  it('switches', async () => {
    const page = await open('automation');
    await enter(page, 'Create opportunities', false);
    expect((await saved(page)).settings.automation).toEqual({
      autoEnrich: false,
      score: true,
      assign: true,
      createTasks: true,
      createDeals: false,
    });
  });

  it('chooses a stage together with its pipeline, and the first open one again', async () => {
    const page = await open('automation');
    const stage = () => labelled(page, 'Stage', '[data-input]');
    const named = (label) => stage().options.find((option) => option.label === label).value;
    await enter(page, 'Stage', named('Qualification'));
    expect(stage().value).toBe(named('Qualification'));
    expect((await saved(page)).settings.deals).toMatchObject({
      pipeline: 'opportunity',
      stage: 'Qualification',
    });
    await enter(page, 'Stage', named('The first open stage'));
    expect(stage().value).toBe('first');
  });

  it('adds a rule with an id of its own', async () => {
    const page = await open('automation');
    await click(page, 'Add a rule');
    await enter(page, 'Rule 4: name', ' Everybody ');
    const [, owner] = connected.owners.items;
    await enter(page, 'Rule 4: owners', owner.id);
    expect(pills(page, 'Rule 4: owners')).toEqual([owner.name]);
    const rules = (await saved(page)).settings.assignment;
    expect(rules.slice(0, 3)).toEqual(connected.settings.assignment);
    expect(rules[3]).toEqual({
      id: expect.stringMatching(/^rule-/),
      name: 'Everybody',
      when: {},
      ownerIds: [owner.id],
    });
  });

  it('moves and removes rules', async () => {
    const page = await open('automation');
    const ids = () => findAll(page, 'c-oppspot-setup-rule').map(({ index }) => index);
    const [first, second, third] = connected.settings.assignment;
    expect(button(page, 'Move rule 1 up').disabled).toBe(true);
    expect(button(page, 'Move rule 3 down').disabled).toBe(true);
    button(page, 'Move rule 1 down').click();
    await settled();
    button(page, 'Move rule 3 up').click();
    await settled();
    expect(ids()).toEqual([0, 1, 2]);
    button(page, 'Remove rule 1').click();
    await settled();
    expect((await saved(page)).settings.assignment).toEqual([third, first]);
    expect(second.id).not.toBe(third.id);
  });

  it('narrows a rule by country and industry, or opens it to all', async () => {
    const page = await open('automation');
    await enter(page, 'Rule 1: industries', '');
    await takeOff(page, 'Rule 2: countries', 0);
    const [first, second] = (await saved(page)).settings.assignment;
    expect(first.when).toEqual({ countries: ['GB'] });
    expect(second.when).toEqual({});
  });

  it('stays usable where Salesforce does not give its lists', async () => {
    const refused = { items: [], error: 'Salesforce refused the list.' };
    const page = await open('automation', { ...connected, owners: refused, pipelines: refused });
    expect(textOf(page)).toContain('The owners could not be read Salesforce refused the list.');
    expect(textOf(page)).toContain('The stages could not be read Salesforce refused the list.');
    const [{ ownerIds }] = connected.settings.assignment;
    expect(pills(page, 'Rule 1: owners')).toEqual(ownerIds.map((id) => `Owner ${id}`));
    await enter(page, 'Due after (hours)', '24');
    expect((await saved(page)).settings.assignment).toEqual(connected.settings.assignment);
    await expect(findAll(page, 'c-oppspot-setup-automation')[0]).toBeAccessible();
  });

  it('says why opportunities cannot be created', async () => {
    const page = await open('automation', partial);
    expect(textOf(page)).toContain(
      'Opportunities cannot be created The connected user may not create opportunities.',
    );
  });
});

describe('privacy', () => {
  const email = 'someone@left.example';
  const hash = createHash('sha256').update(email).digest('hex');
  const withHash = {
    ...connected,
    settings: {
      ...connected.settings,
      suppression: { ...connected.settings.suppression, emailHashes: [hash] },
    },
  };

  async function typeAndTakeOff(page, text) {
    const input = labelled(page, 'Address to take off', 'lightning-input');
    input.dispatchEvent(new CustomEvent('change', { detail: { value: text } }));
    await click(page, 'Take off the list');
    // The digest is made outside this thread, so the answer comes when it comes; without one the
    // text as it stands is returned and the caller's expectation shows it.
    const emails = () => textOf(findAll(page, 'c-oppspot-setup-emails')[0]);
    const before = emails();
    for (let tries = 0; tries < 200 && emails() === before; tries += 1) {
      await new Promise((resolve) => setTimeout(resolve, 10));
      await settled();
    }
    return emails();
  }

  beforeEach(() => {
    Object.defineProperty(globalThis, 'crypto', {
      configurable: true,
      value: require('node:crypto').webcrypto,
    });
    globalThis.TextEncoder = require('node:util').TextEncoder;
  });

  it('takes domains, ids and addresses in whatever way they are separated', async () => {
    const page = await open('privacy');
    await enter(page, 'Domains', 'one.example, two.example\nthree.example');
    await enter(page, 'Record ids', '003000000000001 003000000000001AAA');
    await enter(page, 'Addresses to add', 'a@b.example;c@d.example');
    const { settings, suppressEmails } = await saved(page);
    expect(settings.suppression).toMatchObject({
      domains: ['one.example', 'two.example', 'three.example'],
      recordIds: ['003000000000001', '003000000000001AAA'],
    });
    expect(suppressEmails).toEqual(['a@b.example', 'c@d.example']);
    expect(labelled(page, 'Addresses to add', '[data-input]').value).toBe('');
  });

  it('takes an address off by its fingerprint', async () => {
    const page = await open('privacy', withHash);
    expect(textOf(page)).toContain('1 address is suppressed.');
    expect(await typeAndTakeOff(page, ' Someone@Left.example ')).toContain('Taken off the list.');
    expect((await saved(page)).settings.suppression.emailHashes).toEqual([]);
  });

  it.each([
    ['other@left.example', 'This address is not on the list.'],
    ['someone', 'Enter a whole email address.'],
  ])('says what became of %s', async (text, sentence) => {
    const page = await open('privacy', withHash);
    expect(await typeAndTakeOff(page, text)).toContain(sentence);
    expect(textOf(page)).toContain('1 address is suppressed.');
    await expect(findAll(page, 'c-oppspot-setup-privacy')[0]).toBeAccessible();
  });

  it('says so in a browser that cannot look it up', async () => {
    Object.defineProperty(globalThis, 'crypto', { configurable: true, value: {} });
    const page = await open('privacy', withHash);
    expect(await typeAndTakeOff(page, email)).toContain(
      'This browser cannot look up fingerprints.',
    );
  });
});
