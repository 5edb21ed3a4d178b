/** The Mappings tab: choosing, shaping, trying and saving. */
import { describe, expect, it } from 'vitest';
import { mappingOf } from './support/mappings-desk.ts';
import { openPage, type Page } from './support/page.tsx';
import { refusal } from './support/refusal.ts';
import { settingsServer } from './support/settings-server.ts';

async function openMappings(): Promise<Page> {
  const page = await openPage('mappings');
  await page.until(() => expect(page.button('Change Industry')).not.toBeNull());
  return page;
}

async function openMapping(label: string): Promise<Page> {
  const page = await openMappings();
  page.press(`Change ${label}`);
  return page;
}

async function savedMappings(page: Page): Promise<void> {
  page.press('Save mappings');
  await page.until(() => expect(page.toasts()).toContain('Mappings saved.'));
}

const labels = (page: Page, input: string) =>
  (page.input(input).props.options as { label: string }[]).map(({ label }) => label);

describe('the list', () => {
  it('is asked for when it is opened, and once', async () => {
    const server = settingsServer();
    const page = await openPage('connection');
    expect(server.asked.map(({ path }) => path)).toEqual(['/hubspot/settings']);
    page.open('mappings');
    await page.until(() => expect(page.button('Change Industry')).not.toBeNull());
    page.open('privacy');
    page.open('mappings');
    expect(server.asked.map(({ path }) => path).slice(1)).toEqual([
      '/hubspot/settings/mappings',
      '/hubspot/settings/fields?object=company',
      '/hubspot/settings/fields?object=contact',
    ]);
  });

  it('says where every field of companies and of contacts goes', async () => {
    const { mappings } = settingsServer();
    mappings.state.items.push(
      mappingOf({
        oppspotField: 'company_description',
        crmField: 'our_sector',
        policy: 'always',
        required: true,
        defaultValue: 'Unknown',
        transforms: [{ name: 'trim' }, { name: 'truncate', length: 80, ellipsis: true }],
      }),
    );
    const page = await openMappings();
    expect(page.row('Industry')).toContain(
      'Industry Label of industry (industry) To HubSpot As on the Fields tab —',
    );
    expect(page.row('Description')).toContain(
      'Description Your mapping Label of our_sector (our_sector) To HubSpot Always ' +
        'Tidy spaces, then Shorten · otherwise “Unknown” · required',
    );
    page.type('Records', 'contact');
    expect(page.row('Description')).not.toContain('our_sector');
    expect(page.row('Founded') ?? page.row('Year founded')).toContain('Goes nowhere');
  });

  it('says why it cannot be shown, and loads when tried again', async () => {
    const server = settingsServer();
    const page = await openPage('connection');
    const code = 'crm_needs_reauthorisation';
    for (let call = 0; call < 3; call += 1) {
      server.next(() => Response.json(refusal({ code, message: 'Connect HubSpot again.' })));
    }
    page.open('mappings');
    await page.until(() => expect(page.error()).not.toBeNull());
    expect(page.text()).toContain('Connect HubSpot again.');
    expect(page.leadsTo('Connect oppSpot')).toContain('/oauth/hubspot/start?portalId=7000001');
    page.press('Try again');
    await page.until(() => expect(page.button('Change Industry')).not.toBeNull());
  });
});

describe('a mapping', () => {
  it('offers what takes the value and may be written, and what is chosen already', async () => {
    settingsServer();
    const page = await openMapping('Industry');
    const property = 'HubSpot property';
    expect(labels(page, property)).toEqual([
      'Label of industry (industry)',
      'Label of our_sector (our_sector)',
    ]);
    page.type('Direction', 'read');
    expect(labels(page, property)).toContain('Label of computed_sector (computed_sector)');
    page.press('Show all fields');
    page.press('Change Number of employees');
    expect(labels(page, property)).toContain('Label of headcount (headcount)');
  });

  it('offers to work with HubSpot’s value where that changes anything', async () => {
    settingsServer();
    const page = await openMapping('Industry');
    expect(labels(page, 'Direction')).toHaveLength(3);
    page.press('Show all fields');
    page.press('Change Description');
    expect(labels(page, 'Direction')).toEqual(['oppSpot writes to HubSpot']);
  });

  it('is saved with all that was decided', async () => {
    const { mappings } = settingsServer();
    const page = await openMapping('Industry');
    page.type('HubSpot property', 'our_sector');
    page.type('When oppSpot may write', 'overwrite-if-ours');
    page.type('Where oppSpot has no value, write', 'Unknown');
    page.type('Write nothing to the record while this value is missing', true);
    expect(page.tabs()).toContain('Mappings (unsaved)');
    await savedMappings(page);
    expect(mappings.saved).toEqual([
      {
        version: 'm1',
        items: [
          mappingOf({
            oppspotField: 'company_industry',
            crmField: 'our_sector',
            policy: 'overwrite-if-ours',
            required: true,
            defaultValue: 'Unknown',
          }),
        ],
      },
    ]);
    expect(page.tabs()).toContain('Mappings');
    expect(page.text()).toContain('All mappings are saved.');
  });

  it('goes back to the default, and what was not saved is discarded', async () => {
    const { mappings } = settingsServer();
    mappings.state.items.push(
      mappingOf({ oppspotField: 'company_industry', crmField: 'our_sector' }),
      mappingOf({ oppspotField: 'company_city', crmField: 'our_sector', object: 'contact' }),
    );
    const page = await openMapping('Industry');
    page.press('Back to the default');
    await page.until(() => expect(page.row('Industry')).toContain('(industry)'));
    page.press('Discard changes');
    expect(page.row('Industry')).toContain('(our_sector)');
    page.press('Change Industry');
    page.press('Back to the default');
    await savedMappings(page);
    expect(mappings.saved[0]?.items.map(({ oppspotField }) => oppspotField)).toEqual([
      'company_city',
    ]);
  });

  it('saves nothing that was not changed', async () => {
    const server = settingsServer();
    const page = await openMapping('Industry');
    page.press('Save mappings');
    await page.until(() => expect(page.toasts()).toHaveLength(1));
    expect(page.toasts()[0]).toContain('nothing to save');
    expect(server.mappings.saved).toEqual([]);
  });
});

describe('the steps of a mapping', () => {
  it('are added, filled in, reordered and removed', async () => {
    const { mappings } = settingsServer();
    const page = await openMapping('Description');
    page.type('HubSpot property', 'our_sector');
    for (const [kind, name] of [
      ['trim', 'Tidy spaces'],
      ['case', 'Change capital letters'],
      ['truncate', 'Shorten'],
    ] as const) {
      page.type('Next step', kind);
      page.press(`Add “${name}”`);
    }
    page.type('Step 2: letters become', 'upper');
    page.type('Step 3: characters at most', 40);
    page.press('Move step 3 up');
    page.press('Remove step 1');
    await savedMappings(page);
    expect(mappings.saved[0]?.items[0]?.transforms).toEqual([
      { name: 'truncate', length: 40, ellipsis: true },
      { name: 'case', to: 'upper' },
    ]);
  });

  it('each has a form in plain words', async () => {
    const { mappings } = settingsServer();
    const page = await openMapping('Industry');
    page.type('HubSpot property', 'our_sector');
    const add = (kind: string, name: string) => {
      page.type('Next step', kind);
      page.press(`Add “${name}”`);
    };
    add('map', 'Replace values');
    page.type('Step 1, value 1: oppSpot has', 'Software');
    page.type('Step 1, value 1: HubSpot gets', 'IT');
    page.press('Step 1: add a value');
    page.type('Step 1, value 2: oppSpot has', 'Banking');
    page.type('Step 1, value 2: HubSpot gets', 'Finance');
    page.type('Step 1: everything else becomes', 'Other');
    add('join', 'Join with other fields');
    page.type('Step 2: field 1', 'company_city');
    page.press('Step 2: add a field');
    page.type('Step 2: field 2', 'company_country');
    page.type('Step 2: between them', ' / ');
    add('template', 'Put into a text');
    page.type('Step 3: text', 'Sector: {value}');
    add('first-of', 'Take the first that has a value');
    page.type('Step 4: field 1', 'company_description');
    add('number', 'Round or multiply a number');
    page.type('Step 5: multiply by', 0.5);
    page.type('Step 5: decimals', 2);
    add('date', 'Write a date differently');
    page.type('Step 6: write it as', 'dd/mm/yyyy');
    await savedMappings(page);
    expect(mappings.saved[0]?.items[0]?.transforms).toEqual([
      {
        name: 'map',
        values: [
          { from: 'Software', to: 'IT' },
          { from: 'Banking', to: 'Finance' },
        ],
        otherwise: 'Other',
      },
      { name: 'join', fields: ['company_city', 'company_country'], separator: ' / ' },
      { name: 'template', text: 'Sector: {value}' },
      { name: 'first-of', fields: ['company_description'] },
      { name: 'number', multiply: 0.5, decimals: 2 },
      { name: 'date', format: 'dd/mm/yyyy' },
    ]);
  });

  it('are ten at most', async () => {
    settingsServer();
    const page = await openMapping('Industry');
    for (let count = 0; count < 10; count += 1) page.press('Add “Tidy spaces”');
    expect(page.button('Add “Tidy spaces”')).toBeNull();
  });
});

describe('what is wrong', () => {
  it('is found before anybody is asked, and shown beside its input', async () => {
    const server = settingsServer();
    const page = await openMapping('Year founded');
    page.type('Next step', 'truncate');
    page.press('Add “Shorten”');
    page.type('Step 1: characters at most', '');
    page.press('Save mappings');
    await page.until(() => expect(page.alerts()[0]).toMatch(/^1 thing to fix first/));
    expect(page.input('Step 1: characters at most').props.validationMessage).toBe(
      'Enter how many characters stay.',
    );
    expect(page.tabs()).toContain('Mappings (1 to fix)');
    expect(server.mappings.saved).toEqual([]);
    page.type('Step 1: characters at most', 12);
    expect(page.alerts()).toEqual([]);
  });

  it('is told by the server at the mapping it concerns, whatever was added meanwhile', async () => {
    const { mappings } = settingsServer();
    mappings.state.items.push(
      mappingOf({ object: 'contact', oppspotField: 'company_city', crmField: 'city' }),
    );
    const page = await openMapping('Industry');
    page.type('HubSpot property', 'our_sector');
    page.type('Next step', 'map');
    page.press('Add “Replace values”');
    page.type('Step 1, value 1: oppSpot has', 'Software');
    mappings.faults = [
      { field: 'items.1.transforms.0.values.0.to', message: 'HubSpot has no such option.' },
      { field: 'items.1.transforms.0', message: 'This step comes too late.' },
      { field: 'items.0.crmField', message: 'HubSpot has no property of this name.' },
    ];
    page.press('Save mappings');
    await page.until(() => expect(page.alerts()[0]).toMatch(/^3 things to fix first/));
    expect(page.input('Step 1, value 1: HubSpot gets').props.validationMessage).toBe(
      'HubSpot has no such option.',
    );
    expect(page.text()).toContain('To fix: This step comes too late.');
    page.press('City on contacts');
    await page.until(() =>
      expect(page.input('HubSpot property').props.validationMessage).toBe(
        'HubSpot has no property of this name.',
      ),
    );
    expect(labels(page, 'HubSpot property')[0]).toBe('city (not found in HubSpot)');
    page.press('Show all fields');
    expect(page.row('City')).toContain('1 to fix');
  });

  it('keeps what somebody did while another saved, and names what both changed', async () => {
    const { mappings } = settingsServer();
    const page = await openMapping('Industry');
    page.type('HubSpot property', 'our_sector');
    mappings.saveBySomebodyElse([
      mappingOf({ oppspotField: 'company_industry', crmField: 'industry', required: true }),
      mappingOf({ oppspotField: 'company_city', crmField: 'our_town' }),
    ]);
    page.press('Save mappings');
    await page.until(() => expect(page.alerts()[0]).toMatch(/^Somebody else saved mappings/));
    page.press('Load the newest mappings, keep mine');
    await page.until(() =>
      expect(page.alerts()[0]).toMatch(/^You and somebody else .* Industry on companies/),
    );
    await savedMappings(page);
    expect(mappings.saved[0]?.items).toEqual([
      mappingOf({ oppspotField: 'company_industry', crmField: 'our_sector' }),
      mappingOf({ oppspotField: 'company_city', crmField: 'our_town' }),
    ]);
    expect(page.alerts()).toEqual([]);
  });
});

describe('trying on a record', () => {
  const tried = {
    oppspotField: 'company_industry',
    crmField: 'our_sector',
    value: 'Software',
    before: null,
    after: 'SOFTWARE',
    decision: 'write',
    reason: 'The field is empty.',
  } as const;

  it('shows before, after and the decision for the mappings on the page, saved or not', async () => {
    const { mappings } = settingsServer();
    mappings.state.items.push(
      mappingOf({ object: 'contact', oppspotField: 'company_city', crmField: 'city' }),
    );
    mappings.preview = [tried];
    const page = await openMapping('Industry');
    page.type('HubSpot property', 'our_sector');
    page.type('Record id', ' 2001 ');
    page.press('Try');
    await page.until(() => expect(page.row('Would be written')).not.toBeNull());
    expect(page.row('Would be written')).toBe(
      'Industry Software our_sector empty SOFTWARE Would be written The field is empty.',
    );
    expect(mappings.tried).toEqual([
      {
        object: 'company',
        recordId: '2001',
        items: [mappingOf({ oppspotField: 'company_industry', crmField: 'our_sector' })],
      },
    ]);
    expect(mappings.saved).toEqual([]);
    page.type('Where oppSpot has no value, write', 'None');
    expect(page.alerts()[0]).toMatch(/^You have changed mappings since/);
  });

  it('asks for a record id first, and says why a record cannot be tried', async () => {
    const server = settingsServer();
    const page = await openMappings();
    const before = server.asked.length;
    page.type('Record id', 'https://app.hubspot.com/contacts/1');
    page.press('Try');
    await page.until(() =>
      expect(page.input('Record id').props.validationMessage).toContain('at the end'),
    );
    expect(server.asked).toHaveLength(before);
    page.type('Record id', '1');
    server.next(() =>
      Response.json(refusal({ code: 'never_enriched', message: 'Enrich it once, then try.' })),
    );
    page.press('Try');
    await page.until(() => expect(page.alerts()[0]).toContain('Enrich it once, then try.'));
  });
});
