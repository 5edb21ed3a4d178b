import {
  countryOptions,
  ownerOptions,
  stageOf,
  stageOptions,
  stageValue,
} from 'c/oppspotSetupChoices';

const labels = (options) => options.map(({ label }) => label);

describe('countries to choose', () => {
  it('are all by name, in the order of the names', () => {
    const options = countryOptions([]);
    expect(options).toHaveLength(249);
    expect(options[0]).toEqual({ value: 'AF', label: 'Afghanistan' });
    expect(options).toContainEqual({ value: 'NO', label: 'Norway' });
  });

  it('keep what is chosen though no country has it', () => {
    expect(countryOptions(['NO', 'QM', 'q1']).slice(249)).toEqual([
      { value: 'QM', label: 'QM' },
      { value: 'q1', label: 'q1' },
    ]);
  });
});

describe('owners to choose', () => {
  const ada = { id: '1', name: 'Ada Admin', email: 'ada@one.example' };
  const otherAda = { id: '2', name: 'Ada Admin', email: null };
  const bob = { id: '3', name: 'Bob', email: 'bob@one.example' };

  it('are told apart by address, or by id where there is none', () => {
    expect(labels(ownerOptions({ items: [ada, otherAda, bob], error: null }, []))).toEqual([
      'Ada Admin (ada@one.example)',
      'Ada Admin (2)',
      'Bob',
    ]);
  });

  it('keep who is chosen but gone, and who cannot be named while the list is missing', () => {
    expect(labels(ownerOptions({ items: [bob], error: null }, ['3', '9']))).toEqual([
      'Bob',
      'Owner 9 (not active in Salesforce any more)',
    ]);
    expect(labels(ownerOptions({ items: [], error: 'Refused.' }, ['9']))).toEqual(['Owner 9']);
  });
});

describe('stages to choose', () => {
  const sales = {
    id: 'opportunity',
    label: 'Opportunities',
    stages: [{ id: 'New', label: 'New' }],
  };
  const none = { pipeline: null, stage: null };

  it('begin with the first open one', () => {
    const options = stageOptions({ items: [sales], error: null }, none);
    expect(labels(options)).toEqual(['The first open stage', 'New']);
    expect(stageValue(none)).toBe(options[0].value);
    expect(stageOf(options[0].value)).toEqual(none);
    expect(stageOf(options[1].value)).toEqual({ pipeline: 'opportunity', stage: 'New' });
  });

  it('name their pipeline where there are several', () => {
    const partners = { id: 'p', label: 'Partners', stages: [{ id: 'New', label: 'New' }] };
    expect(labels(stageOptions({ items: [sales, partners], error: null }, none))).toEqual([
      'The first open stage',
      'Opportunities: New',
      'Partners: New',
    ]);
  });

  it('keep one that is gone', () => {
    const gone = { pipeline: 'opportunity', stage: 'Old' };
    const options = stageOptions({ items: [sales], error: null }, gone);
    expect(options.at(-1)).toEqual({
      value: stageValue(gone),
      label: 'Old (not found in Salesforce)',
    });
  });
});
