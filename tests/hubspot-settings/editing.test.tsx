import { Text } from '@hubspot/ui-extensions';
import { describe, expect, it } from 'vitest';
import { defaultSettings } from '../../shared/tenant/settings.ts';
import { ownerIds } from '../sandbox/world/crm/owners.ts';
import { openPage, saved } from './support/page.tsx';
import { settingsServer } from './support/settings-server.ts';
import { noPermission, sandboxState } from './support/settings-state.ts';

describe('every section saves what it shows', () => {
  it('Fields: a policy other than the default is stored, the default is not', async () => {
    const server = settingsServer();
    const page = await openPage('fields');
    expect(page.input('Owner').props.value).toBe('fill-blank');
    expect(page.input('oppSpot score').props.value).toBe('always');
    page.type('Owner', 'never');
    page.type('City', 'always');
    page.type('City', 'fill-blank');
    expect(page.tabs()).toContain('Fields (unsaved)');
    await saved(page);
    expect(server.saved[0]?.settings.fieldPolicies).toEqual({ owner: 'never' });
    expect(page.tabs()).toContain('Fields');
  });

  it('Fields: says where each field goes, and why it does not', async () => {
    const state = sandboxState();
    const reason = 'The HubSpot account has reached its limit of custom properties.';
    settingsServer({
      ...state,
      fields: state.fields.map((field) =>
        field.name === 'score_fit'
          ? { ...field, places: field.places.map((one) => ({ ...one, available: false, reason })) }
          : field,
      ),
    });
    const page = await openPage('fields');
    const goesTo = (label: string) => page.input(label).props.description;
    expect(goesTo('Company name')).toBe('Contact: company · Company: name');
    expect(goesTo('Website')).toBe('Contact and company: website');
    expect(goesTo('Year founded')).toBe('Company: founded_year');
    expect(page.text().split(reason)).toHaveLength(2);
    expect(page.text()).toContain('Not there: contact, company');
  });

  it('Scoring: weights as percentages with their sum, thresholds, and how old is stale', async () => {
    const server = settingsServer();
    const page = await openPage('scoring');
    expect(page.input('Fit (%)').props.value).toBe(40);
    page.input('Fit (%)').trigger('onInput', 45);
    expect(page.text()).toContain('Adds up to 105 %');
    page.type('Financial (%)', 25);
    expect(page.text()).toContain('Adds up to 100 %');
    page.type('Score worth a deal', 65);
    page.type('Confidence in the company (%)', 82.5);
    expect(page.input('Enrich stale records again by itself').props.checked).toBe(false);
    page.type('Stale after (days)', 14);
    page.type('Enrich stale records again by itself', true);
    expect(page.input('Look at public sources').props.value).toBe('off');
    page.type('Look at public sources', 'weekly');
    page.type('Companies looked at per day', 50);
    page.type('Records enriched again per day', 20);
    await saved(page);
    const { weights, thresholds, freshness } = server.saved[0]?.settings ?? defaultSettings();
    expect(weights).toEqual({ financial: 0.25, growth: 0.2, engagement: 0.1, fit: 0.45 });
    expect(thresholds).toEqual({ deal: 65, match: 0.825 });
    expect(freshness).toEqual({
      staleAfterDays: 14,
      refresh: true,
      look: 'weekly',
      looksPerDay: 50,
      enrichmentsPerDay: 20,
    });
  });

  it('Scoring: the ideal customer and the pages that show intent', async () => {
    const server = settingsServer();
    const page = await openPage('scoring');
    expect(page.input('Industries').props.value).toBe('62\n71\nSoftware\nRobotics');
    page.type('Industries', ' 62 \nRetail, wholesale\n\n62');
    page.type('Technologies', '');
    page.type('Countries', ['GB', 'NO']);
    page.type('Size 1: people from', 10);
    page.press('Add a size');
    page.type('Size 2: people from', 1000);
    page.press('Remove page 2');
    page.press('Add a page');
    page.type('Page 2: path begins with', ' /book ');
    page.type('Page 2: reps call it', 'booking');
    await saved(page);
    const settings = server.saved[0]?.settings;
    expect(settings?.idealCustomer).toEqual({
      industries: ['62', 'Retail, wholesale'],
      technologies: [],
      countries: ['GB', 'NO'],
      sizes: [
        { minimum: 10, maximum: 250 },
        { minimum: 1000, maximum: null },
      ],
    });
    expect(settings?.intentPages).toEqual([
      { path: '/pricing', page: 'pricing' },
      { path: '/book', page: 'booking' },
    ]);
  });

  it('Automation: switches, tasks and deals with the pipelines of the account', async () => {
    const server = settingsServer();
    const page = await openPage('automation');
    expect(page.input('Stage').props.readOnly).toBe(true);
    page.type('Enrich automatically', true);
    page.type('Create deals', false);
    page.type('Due after (hours)', 24);
    page.type('Next task no sooner than (days)', 7);
    page.type('Pipeline', 'partners');
    expect(page.input('Stage').props.options).toContainEqual({ value: 'agreed', label: 'Agreed' });
    page.type('Stage', 'agreed');
    page.type('Next deal no sooner than (days)', 90);
    await saved(page);
    const settings = server.saved[0]?.settings;
    expect(settings?.automation).toMatchObject({
      autoEnrich: true,
      createDeals: false,
      score: true,
    });
    expect(settings?.tasks).toEqual({ dueInHours: 24, repeatAfterDays: 7 });
    expect(settings?.deals).toEqual({ pipeline: 'partners', stage: 'agreed', repeatAfterDays: 90 });
  });

  it('Automation: another pipeline takes its first open stage until one is chosen', async () => {
    const state = sandboxState();
    const deals = { ...state.settings.deals, pipeline: 'partners', stage: 'agreed' };
    const server = settingsServer({ ...state, settings: { ...state.settings, deals } });
    const page = await openPage('automation');
    page.type('Pipeline', 'default');
    await saved(page);
    expect(server.saved[0]?.settings.deals).toMatchObject({ pipeline: 'default', stage: null });
  });

  it('Automation: rules are added, edited, reordered and removed', async () => {
    const server = settingsServer();
    const page = await openPage('automation');
    page.press('Remove rule 2');
    page.press('Add a rule');
    page.type('Rule 3: name', 'Everybody else');
    page.type('Rule 3: owners', [ownerIds.britain]);
    page.press('Move rule 3 up');
    page.type('Rule 2: countries', ['US']);
    page.type('Rule 2: industries', 'Software');
    await saved(page);
    const rules = server.saved[0]?.settings.assignment ?? [];
    expect(rules.map(({ name }) => name)).toEqual([
      'British software companies take turns',
      'Everybody else',
      'Norway and France',
    ]);
    expect(rules[1]).toEqual({
      id: expect.stringMatching(/^rule-/),
      name: 'Everybody else',
      when: { countries: ['US'], industries: ['Software'] },
      ownerIds: [ownerIds.britain],
    });
    expect(rules[0]?.ownerIds).toEqual([ownerIds.britainSoftwareA, ownerIds.britainSoftwareB]);
  });

  it('Automation: without the lists of the account, what was chosen is kept and the page says why', async () => {
    const refused = { items: [], error: noPermission };
    const server = settingsServer(sandboxState({ owners: refused, pipelines: refused }));
    const page = await openPage('automation');
    expect(page.alerts().filter((alert) => alert.includes(noPermission))).toHaveLength(2);
    expect(page.input('Rule 2: owners').props.options).toEqual([
      { value: ownerIds.britain, label: `Owner ${ownerIds.britain}` },
    ]);
    page.type('Create deals', false);
    await saved(page);
    expect(server.saved[0]?.settings.assignment).toEqual(sandboxState().settings.assignment);
  });

  it('Privacy: domains, records and addresses, of which only fingerprints are shown', async () => {
    const server = settingsServer();
    const page = await openPage('privacy');
    const text = page.text();
    expect(text).toContain('1 address is suppressed');
    expect(text).not.toMatch(/[0-9a-f]{64}/);
    page.type('Domains', 'hushwood.example, quiet.example');
    page.type('Record ids', '17\n18');
    page.type('Addresses to add', 'one@quiet.example\ntwo@quiet.example');
    await saved(page);
    expect(server.saved[0]).toMatchObject({
      suppressEmails: ['one@quiet.example', 'two@quiet.example'],
      settings: {
        suppression: {
          domains: ['hushwood.example', 'quiet.example'],
          recordIds: ['17', '18'],
          emailHashes: sandboxState().settings.suppression.emailHashes,
        },
      },
    });
    expect(page.input('Addresses to add').props.value).toBe('');
  });

  it('opens on the connection, and draws text of the account as text', async () => {
    const state = sandboxState();
    const displayName = '<b>Acme</b> & Sons';
    settingsServer({ ...state, connection: { ...state.connection, displayName } });
    const page = await openPage();
    expect(page.findAll(Text).map(({ text }) => text)).toContain(displayName);
    expect(page.tabs()).toEqual([
      'Connection',
      'Fields',
      'Mappings',
      'Scoring',
      'Automation',
      'Privacy',
      'Enrich many',
      'Activity',
    ]);
  });
});
