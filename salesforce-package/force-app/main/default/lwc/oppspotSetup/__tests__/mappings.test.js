/** The tabs beside the settings: where values go, and what was done. */
import connected from './data/connected.json';
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
  refusal,
  textOf,
  watchFaults,
} from './support/page';

jest.setTimeout(60_000);
afterEach(() => {
  closePages();
  jest.restoreAllMocks();
});

const mapping = (more) => ({
  object: 'contact',
  oppspotField: 'score',
  crmField: 'Rating__c',
  direction: 'write',
  policy: null,
  required: false,
  defaultValue: null,
  transforms: [],
  ...more,
});
const everyStep = [
  { name: 'trim' },
  { name: 'case', to: 'upper' },
  { name: 'number', decimals: 2, multiply: 0.5 },
  { name: 'date', format: 'iso-date' },
  { name: 'truncate', length: 80, ellipsis: false },
  { name: 'map', values: [{ from: 'high', to: 'A => B' }], otherwise: null },
  { name: 'join', fields: ['company_name'], separator: ', ' },
  { name: 'template', text: '{value} of 100' },
  { name: 'first-of', fields: ['summary'] },
];
const full = mapping({
  policy: 'always',
  required: true,
  defaultValue: 'none',
  transforms: everyStep,
});
const saved = (...items) => ({ version: 'm1', items, defaults: [] });
const crmField = (name, more) => ({
  name,
  label: name.replace('__c', ''),
  object: 'contact',
  type: 'text',
  maxLength: 80,
  options: null,
  writable: true,
  isOwn: false,
  ...more,
});
const fields = answer({
  items: [
    crmField('Rating__c'),
    crmField('Notes__c'),
    crmField('Formula__c', { writable: false }),
    crmField('Place__c', { type: 'other' }),
  ],
});

async function open(state, answers) {
  const page = await openPage({
    settings: answer(connected),
    mappings: answer(state),
    fields,
    ...answers,
  });
  await openTab(page, 'mappings');
  return page;
}
const icon = async (page, name) => {
  findAll(page, 'lightning-button-icon')
    .find((one) => one.alternativeText === name)
    .click();
  for (let turn = 0; turn < 30; turn += 1) await Promise.resolve();
};
const part = (page) => findAll(page, 'c-oppspot-setup-mappings')[0];
const sent = (call = 0) => JSON.parse(apex.saveMappings.mock.calls[call][0].mappingsUpdate);

describe('mappings', () => {
  it('are told in a line each, and asked for only where somebody looks', async () => {
    const page = await openPage({ settings: answer(connected), mappings: answer(saved(full)) });
    expect(apex.mappings).not.toHaveBeenCalled();
    await openTab(page, 'mappings');
    const text = textOf(part(page));
    expect(text).toContain('Mapping 1: oppSpot score → Rating__c');
    for (const fact of ['Contact', 'Always', 'Required', 'Default: none', '9 steps']) {
      expect(text).toContain(fact);
    }
    await expect(part(page)).toBeAccessible();
  });

  it('say that there are none', async () => {
    const page = await open(saved());
    expect(textOf(part(page))).toContain('There are no mappings');
    await expect(part(page)).toBeAccessible();
  });

  it('say why they cannot be loaded, and load at a click', async () => {
    const page = await open(saved(), {
      mappings: [refusal('timed_out', 'Too slow.'), answer(saved(full))],
    });
    expect(textOf(part(page))).toContain('Too slow.');
    await expect(part(page)).toBeAccessible();
    await click(part(page), 'Try again');
    expect(textOf(part(page))).toContain('Rating__c');
  });

  it('are sent as they came when only one thing was changed, whatever steps they have', async () => {
    const page = await open(saved(full), { saveMappings: answer(saved(full)) });
    await icon(page, 'Edit mapping 1');
    await expect(part(page)).toBeAccessible();
    await enter(page, 'Mapping 1: default', '');
    await click(part(page), 'Save');
    expect(sent()).toEqual({ version: 'm1', items: [{ ...full, defaultValue: null }] });
  });

  it('are added from the fields of the org that may be written', async () => {
    const page = await open(saved(), { saveMappings: answer(saved(mapping())) });
    await click(page, 'Add a mapping');
    const choice = labelled(page, 'Mapping 1: Salesforce field', '[data-input]');
    expect(choice.options.map(({ label }) => label)).toEqual([
      'Rating (Rating__c)',
      'Notes (Notes__c)',
    ]);
    await enter(page, 'Mapping 1: Salesforce field', 'Notes__c');
    await enter(page, 'Mapping 1: oppSpot field', 'summary');
    await enter(page, 'Mapping 1: add a step', 'truncate');
    await enter(page, 'Step 1: at most so many characters', '40');
    await click(part(page), 'Save');
    expect(sent().items).toEqual([
      mapping({
        crmField: 'Notes__c',
        oppspotField: 'summary',
        transforms: [{ name: 'truncate', length: 40, ellipsis: true }],
      }),
    ]);
    expect(apex.fields).toHaveBeenCalledWith({ objectName: 'contact' });
    expect(apex.fields).toHaveBeenCalledTimes(1);
  });

  it('offer what the connection may only read where oppSpot only reads it', async () => {
    const page = await open(saved(mapping({ direction: 'read' })));
    await icon(page, 'Edit mapping 1');
    const choice = labelled(page, 'Mapping 1: Salesforce field', '[data-input]');
    expect(choice.options.map(({ value }) => value)).toContain('Formula__c');
  });

  it('keep their field where the fields of the org cannot be read', async () => {
    const page = await open(saved(mapping()), { fields: refusal('busy', 'Not now.') });
    await icon(page, 'Edit mapping 1');
    expect(textOf(part(page))).toContain('Not now.');
    const choice = labelled(page, 'Mapping 1: Salesforce field', '[data-input]');
    expect(choice.options.map(({ value }) => value)).toEqual(['Rating__c']);
  });

  it('have their steps moved and removed', async () => {
    const page = await open(saved(full), { saveMappings: answer(saved(full)) });
    await icon(page, 'Edit mapping 1');
    await icon(page, 'Mapping 1: move step 1 down');
    await icon(page, 'Mapping 1: remove step 9');
    await click(part(page), 'Save');
    const [trim, upper, ...others] = everyStep;
    expect(sent().items[0].transforms).toEqual([upper, trim, ...others.slice(0, -1)]);
  });

  it('are not sent with what cannot be right', async () => {
    const page = await open(saved());
    await click(page, 'Add a mapping');
    await enter(page, 'Mapping 1: add a step', 'map');
    await enter(page, 'Step 1: replacements', 'high');
    const shownFaults = watchFaults(page);
    await click(part(page), 'Save');
    expect(apex.saveMappings).not.toHaveBeenCalled();
    expect(textOf(part(page))).toContain('Mapping 1: Choose a Salesforce field.');
    expect(shownFaults()).toContain(
      'Step 1: replacements: Write each line as: value => replacement.',
    );
    await expect(part(page)).toBeAccessible();
  });

  it("open at the server's faults, which stand at their inputs", async () => {
    const faults = [
      { field: 'items.1.transforms.0.length', message: 'Enter 80 or less.' },
      { field: null, message: 'The whole is too large.' },
    ];
    const second = mapping({
      crmField: 'Notes__c',
      transforms: [{ name: 'truncate', length: 90, ellipsis: true }],
    });
    const page = await open(saved(mapping(), second), {
      saveMappings: refusal('invalid_mappings', 'Two things.', { faults }),
    });
    await icon(page, 'Remove mapping 1');
    await click(page, 'Add a mapping');
    await enter(page, 'Mapping 2: Salesforce field', 'Rating__c');
    await click(part(page), 'Save');
    const text = textOf(part(page));
    expect(text).toContain('Mapping 2: Enter 80 or less.');
    expect(text).toContain('The whole is too large.');
  });

  it('keep what was typed when somebody else was faster', async () => {
    const theirs = { version: 'm2', items: [mapping({ crmField: 'Notes__c' })], defaults: [] };
    const page = await open(saved(mapping()), {
      mappings: [answer(saved(mapping())), answer(theirs)],
      saveMappings: [refusal('mappings_changed', 'Changed.'), answer(theirs)],
    });
    await icon(page, 'Edit mapping 1');
    await enter(page, 'Mapping 1: default', 'none');
    await click(part(page), 'Save');
    expect(textOf(part(page))).toContain('Somebody else saved meanwhile');
    await click(part(page), 'Load the newest, keep what I typed');
    await click(part(page), 'Save');
    expect(sent(1)).toEqual({
      version: 'm2',
      items: [mapping({ crmField: 'Notes__c' }), mapping({ defaultValue: 'none' })],
    });
  });

  it('change nothing of the settings, whose bar is not there beside theirs', async () => {
    const page = await open(saved(mapping()));
    expect(findAll(page, 'c-oppspot-setup-save-bar')).toHaveLength(1);
    await icon(page, 'Remove mapping 1');
    await openTab(page, 'scoring');
    expect(labelled(page, 'Mappings', 'lightning-tab').value).toBe('mappings');
    await openTab(page, 'mappings');
    expect(textOf(part(page))).toContain('Not saved yet: Mappings.');
    await click(part(page), 'Discard changes');
    expect(textOf(part(page))).toContain('Rating__c');
  });

  it('are tried on a record as they stand, without being saved', async () => {
    const previewed = {
      items: [
        {
          oppspotField: 'score',
          crmField: 'Rating__c',
          value: 82,
          before: null,
          after: 'none',
          decision: 'write',
          reason: 'The field is empty.',
        },
      ],
    };
    const page = await open(saved(mapping()), { previewMappings: answer(previewed) });
    const [tried] = findAll(page, 'c-oppspot-setup-mapping-try');
    await click(tried, 'Try it');
    expect(apex.previewMappings).not.toHaveBeenCalled();
    await enter(page, 'Record id', '003000000000001AAA');
    await click(tried, 'Try it');
    const [call] = apex.previewMappings.mock.calls[0];
    expect(call.recordId).toBe('003000000000001AAA');
    expect(JSON.parse(call.items)).toEqual([mapping()]);
    expect(textOf(tried)).toContain('Rating__c 82 (empty) none Written The field is empty.');
    await expect(tried).toBeAccessible();
    expect(apex.saveMappings).not.toHaveBeenCalled();
  });

  it.each([
    [answer({ items: [] }), 'None of the mappings is for this kind of record.'],
    [refusal('never_enriched', 'Enrich the record first.'), 'Enrich the record first.'],
  ])('say why a try shows nothing', async (said, sentence) => {
    const page = await open(saved(mapping()), { previewMappings: said });
    const [tried] = findAll(page, 'c-oppspot-setup-mapping-try');
    await enter(page, 'Record id', '003000000000001');
    await click(tried, 'Try it');
    expect(textOf(tried)).toContain(sentence);
  });
});

describe('what was done', () => {
  const [owner] = connected.owners.items;
  const event = (id, more) => ({
    id,
    at: '2026-11-26T10:00:00.000Z',
    integrationId: null,
    actor: { kind: 'crm-user', id: owner.id },
    source: 'salesforce-card',
    ipAddress: null,
    action: 'enrichment.written',
    object: 'contact',
    recordId: '003000000000001AAA',
    runId: 'r',
    before: {},
    after: { Website: 'a.example', Industry: 'Software' },
    ...more,
  });
  async function openActivity(...pages) {
    const page = await openPage({ settings: answer(connected), activity: pages });
    await openTab(page, 'activity');
    return findAll(page, 'c-oppspot-setup-activity')[0];
  }

  it('stands in words, page after page', async () => {
    const older = [
      event('4', {
        actor: { kind: 'user', id: null },
        source: 'install',
        action: 'keys.issued',
        object: null,
        recordId: null,
        after: null,
      }),
      event('2', { actor: { kind: 'api-token', id: 'tok' }, action: 'settings.changed' }),
      event('3', {
        actor: { kind: 'system', id: null },
        action: 'unheard.of',
        object: null,
        recordId: null,
        after: null,
      }),
    ];
    const shown = await openActivity(
      answer({ items: [event('1')], nextCursor: 'next' }),
      answer({ items: older, nextCursor: null }),
    );
    expect(textOf(shown)).toContain(`${owner.name} Enrichment written: Website and Industry`);
    expect(textOf(findAll(shown, 'c-oppspot-record-link')[0])).toBe('Contact (003000000000001AAA)');
    await expect(shown).toBeAccessible();
    await click(shown, 'Show more');
    expect(apex.activity.mock.calls.map(([given]) => given.cursor)).toEqual([null, 'next']);
    expect(textOf(shown)).toContain('Whoever connected the org Keys issued');
    expect(textOf(shown)).toContain('An API token (tok) Settings changed');
    expect(textOf(shown)).toContain('oppSpot itself unheard.of');
    expect(findAll(shown, 'lightning-button')).toEqual([]);
  });

  it('says that nothing was', async () => {
    const shown = await openActivity(answer({ items: [], nextCursor: null }));
    expect(textOf(shown)).toContain('Nothing was done yet.');
    await expect(shown).toBeAccessible();
  });

  it('says why it cannot be told, and asks again at a click', async () => {
    const shown = await openActivity(
      refusal('busy', 'Not now.'),
      answer({ items: [event('1')], nextCursor: null }),
    );
    expect(textOf(shown)).toContain('Not now.');
    await expect(shown).toBeAccessible();
    await click(shown, 'Try again');
    expect(textOf(shown)).toContain('Enrichment written');
    expect(textOf(shown)).not.toContain('Not now.');
  });
});
