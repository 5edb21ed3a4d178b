import {
  faultAt,
  faultsOf,
  toDraft,
  valueAt,
  weightSum,
  withEntries,
  withoutFaultsAt,
  withValueAt,
} from 'c/oppspotSetupDraft';
import connected from '../../oppspotSetup/__tests__/data/connected.json';

const draft = toDraft(connected.settings);

/** The faults of a draft in which one thing is changed. */
function faultsWith(path, value) {
  return faultsOf(withValueAt(draft, path, value));
}

describe('faults of a draft', () => {
  it('has none when it comes from the server', () => {
    expect(faultsOf(draft)).toEqual([]);
  });

  it.each([
    ['settings.thresholds.deal', ['', '-1', '101', '70.5', 'x'], 'a whole number from 0 to 100'],
    ['settings.freshness.staleAfterDays', ['', '0', '366'], 'a whole number from 1 to 365'],
    ['settings.tasks.dueInHours', ['', '0', '721'], 'a whole number from 1 to 720'],
    ['settings.tasks.repeatAfterDays', ['', '0', '366'], 'a whole number from 1 to 365'],
    ['settings.deals.repeatAfterDays', ['', '0', '1096'], 'a whole number from 1 to 1,095'],
    ['settings.thresholds.match', ['', '-1', '100.5', 'x'], 'a number from 0 to 100'],
    ['settings.weights.fit', ['', '-1', '101', 'x'], 'a number from 0 to 100'],
  ])('tells what %s may be', (field, wrong, what) => {
    for (const text of wrong) {
      expect(faultsWith(field, text)).toEqual([{ field, message: `Enter ${what}.` }]);
    }
  });

  it.each([
    [[{ minimum: '', maximum: '' }], '0.minimum', 'Enter a whole number of people.'],
    [[{ minimum: '1.5', maximum: '' }], '0.minimum', 'Enter a whole number of people.'],
    [[{ minimum: '5', maximum: 'x' }], '0.maximum', /or leave this empty for “and above”/],
    [[{ minimum: '5', maximum: '4' }], '0.maximum', 'Enter 5 or more, or leave this empty'],
  ])('tells what is wrong with a size', (sizes, place, message) => {
    const path = 'settings.idealCustomer.sizes';
    const [fault, ...others] = faultsWith(path, sizes);
    expect(others).toEqual([]);
    expect(fault.field).toBe(`${path}.${place}`);
    expect(fault.message).toMatch(message);
  });

  it('takes a size with an open end', () => {
    expect(faultsWith('settings.idealCustomer.sizes', [{ minimum: '0', maximum: '' }])).toEqual([]);
  });

  it('wants pages with a path and a name, and rules with a name and an owner', () => {
    expect(faultsWith('settings.intentPages', [{ path: 'pricing', page: ' ' }])).toEqual([
      { field: 'settings.intentPages.0.path', message: 'Begin with a slash, as in /pricing.' },
      { field: 'settings.intentPages.0.page', message: 'Enter what reps call this page.' },
    ]);
    const rule = { id: 'r', name: '', when: { countries: [], industries: '' }, ownerIds: [] };
    expect(faultsWith('settings.assignment', [rule])).toEqual([
      { field: 'settings.assignment.0.name', message: 'Give the rule a name.' },
      { field: 'settings.assignment.0.ownerIds', message: 'Choose at least one owner.' },
    ]);
  });

  it.each([
    ['settings.suppression.domains', 'acme.example someone@acme.example', /not a domain/],
    ['settings.suppression.domains', 'acme', /“acme” is not a domain/],
    ['settings.suppression.recordIds', '003000000000001 12345', /“12345” is not a record id/],
    ['suppressEmails', 'a@b.example no', /“no” is not an email address/],
    ['suppressEmails', 'someone@acme', /not an email address/],
  ])('names the entry of %s that cannot be: %s', (field, text, message) => {
    expect(faultsWith(field, text)).toEqual([{ field, message: expect.stringMatching(message) }]);
  });

  it('takes 500 addresses at a time', () => {
    const addresses = (count) =>
      Array.from({ length: count }, (_, index) => `a${index}@b.example`).join('\n');
    expect(faultsWith('suppressEmails', addresses(500))).toEqual([]);
    expect(faultsWith('suppressEmails', addresses(501))).toEqual([
      { field: 'suppressEmails', message: 'Add at most 500 addresses at a time.' },
    ]);
  });

  it('comes in the order of the page', () => {
    let wrong = draft;
    for (const path of ['suppressEmails', 'settings.tasks.dueInHours', 'settings.weights.fit']) {
      wrong = withValueAt(wrong, path, 'x');
    }
    expect(faultsOf(wrong).map(({ field }) => field)).toEqual([
      'settings.weights.fit',
      'settings.tasks.dueInHours',
      'suppressEmails',
    ]);
  });
});

describe('weights', () => {
  it('add up as far as they are numbers', () => {
    expect(weightSum({ financial: '33.3', growth: '', engagement: 'x', fit: '0.1' })).toBe(33.4);
  });

  it('may miss 100 % by what rounding costs', () => {
    const thirds = { financial: '33.3', growth: '33.3', engagement: '33.3', fit: '0' };
    expect(faultsWith('settings.weights', thirds)).toEqual([]);
    expect(faultsWith('settings.weights', { ...thirds, fit: '1' })[0].field).toBe(
      'settings.weights',
    );
  });
});

describe('faults at inputs', () => {
  const faults = [
    { field: 'settings.weights', message: 'sum' },
    { field: 'settings.assignment.1.name', message: 'name' },
    { field: 'settings.idealCustomer.industries.3', message: 'entry' },
    { field: null, message: 'whole' },
  ];

  it('stand at the input of the path and at those around it', () => {
    expect(faultAt(faults, 'settings.idealCustomer.industries')).toBe('entry');
    expect(faultAt(faults, 'settings.assignment.1.name')).toBe('name');
    expect(faultAt(faults, 'settings.assignment.10.name')).toBeNull();
    expect(faultAt(faults, 'settings.weights.fit')).toBeNull();
  });

  it('are settled by an edit there, below or above', () => {
    const left = (path) => withoutFaultsAt(faults, path).map(({ message }) => message);
    expect(left('settings.weights.fit')).toEqual(['name', 'entry', 'whole']);
    expect(left('settings.assignment')).toEqual(['sum', 'entry', 'whole']);
    expect(left('settings.assignment.0.name')).toEqual(['sum', 'name', 'entry', 'whole']);
  });

  it('name the entry of a list that they are about, and nothing else', () => {
    const sent = { settings: { suppression: { domains: ['a.example', 'b'] }, tasks: { due: 1 } } };
    const told = [
      { field: 'settings.suppression.domains.1', message: 'No domain.' },
      { field: 'settings.suppression.domains', message: 'Too many.' },
      { field: 'settings.tasks.due', message: 'Too few.' },
      { field: 'settings.gone.0', message: 'Gone.' },
      { field: null, message: 'Whole.' },
    ];
    expect(withEntries(told, sent).map(({ message }) => message)).toEqual([
      '“b”: No domain.',
      'Too many.',
      'Too few.',
      'Gone.',
      'Whole.',
    ]);
  });
});

describe('paths', () => {
  it('lead into lists and objects, and nowhere without complaint', () => {
    expect(valueAt(draft, 'settings.assignment.2.when.countries.0')).toBe('NO');
    expect(valueAt(draft, 'settings.assignment.9.when.countries')).toBeUndefined();
  });

  it('change a copy and share the rest', () => {
    const next = withValueAt(draft, 'settings.assignment.0.name', 'New');
    expect(valueAt(next, 'settings.assignment.0.name')).toBe('New');
    expect(valueAt(draft, 'settings.assignment.0.name')).not.toBe('New');
    expect(next.settings.assignment[1]).toBe(draft.settings.assignment[1]);
    expect(next.settings.weights).toBe(draft.settings.weights);
  });
});
