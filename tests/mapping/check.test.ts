import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import '../support/properties.ts';
import { type CrmField, type FieldMapping, fieldMapping } from '../../shared/contract/mappings.ts';
import { applyTransforms } from '../../shared/mapping/apply.ts';
import { checkMappings } from '../../shared/mapping/check.ts';
import { fitValue } from '../../shared/mapping/fit.ts';

function field(name: string, type: CrmField['type'], more: Partial<CrmField> = {}): CrmField {
  return {
    name,
    label: name.toUpperCase(),
    object: 'company',
    type,
    maxLength: null,
    options: null,
    writable: true,
    isOwn: false,
    ...more,
  };
}

const grades = ['A', 'B', 'C'].map((value) => ({ value, label: `Grade ${value}` }));
const fields: readonly CrmField[] = [
  field('words', 'text', { maxLength: 10 }),
  field('prose', 'long-text'),
  field('count', 'number'),
  field('flag', 'boolean'),
  field('day', 'date'),
  field('moment', 'datetime'),
  field('grade', 'choice', { options: grades }),
  field('grades', 'multi-choice', { options: grades }),
  field('buddy', 'reference'),
  field('markup', 'other'),
  field('locked', 'text', { writable: false }),
  field('oppspot_summary', 'long-text', { isOwn: true }),
];

type Given = Partial<Record<keyof FieldMapping, unknown>>;

function mapping(given: Given): FieldMapping {
  const defaults = { object: 'company', oppspotField: 'company_city', crmField: 'prose' };
  return fieldMapping.parse({ ...defaults, ...given });
}

/** Faults as "path: sentence". */
function faults(...given: Given[]): string[] {
  const policyOf = ({ policy }: FieldMapping) => policy ?? 'always';
  const defaultOf = ({ oppspotField }: FieldMapping) =>
    oppspotField === 'company_employees' ? 'grade' : undefined;
  const against = { crm: 'HubSpot', fields, policyOf, defaultOf };
  return checkMappings(given.map(mapping), against).map(
    (fault) => `${fault.field}: ${fault.message}`,
  );
}

const map = (values: Record<string, string>, otherwise: string | null = null) => ({
  name: 'map',
  values: Object.entries(values).map(([from, to]) => ({ from, to })),
  otherwise,
});

describe('mappings that can work', () => {
  it.each<[string, Given]>([
    ['text into text', { crmField: 'words' }],
    ['a number into text', { oppspotField: 'score', crmField: 'words' }],
    ['a number into a number', { oppspotField: 'score', crmField: 'count' }],
    ['an owner into a record', { oppspotField: 'owner', crmField: 'buddy' }],
    ['a time into a day', { oppspotField: 'last_enriched_at', crmField: 'day' }],
    ['text into a choice, where it may be one', { crmField: 'grade' }],
    [
      'words into numbers, every one of them',
      {
        oppspotField: 'score_confidence',
        crmField: 'count',
        transforms: [map({ high: '3', medium: '2', low: '1' })],
      },
    ],
    [
      'words into yes and no',
      {
        oppspotField: 'score_confidence',
        crmField: 'flag',
        transforms: [map({ high: 'true' }, 'false')],
      },
    ],
    [
      'words into options, by label too',
      {
        oppspotField: 'score_confidence',
        crmField: 'grade',
        transforms: [map({ high: 'A', medium: 'grade b' }, 'C')],
      },
    ],
    [
      'words into several options',
      {
        oppspotField: 'score_confidence',
        crmField: 'grades',
        transforms: [map({ high: 'A;B' }, 'C')],
      },
    ],
    [
      'a year as a date',
      {
        oppspotField: 'company_founded_year',
        crmField: 'day',
        transforms: [{ name: 'date', format: 'iso-date' }],
      },
    ],
    [
      'text read as a number',
      { oppspotField: 'company_number', crmField: 'count', transforms: [{ name: 'number' }] },
    ],
    ['a template', { transforms: [{ name: 'template', text: '{company_name}: {value}' }] }],
    [
      'what goes there by default, in a spelling of its own',
      { oppspotField: 'company_employees', crmField: 'grade', required: true },
    ],
    ['a fact that is read', { direction: 'read', crmField: 'grade' }],
    ['a fact that is read from what nobody may write', { direction: 'read', crmField: 'locked' }],
    ['a fact that is read and written', { direction: 'both', crmField: 'words' }],
  ])('have no fault: %s', (_what, given) => {
    expect(faults(given)).toEqual([]);
  });

  it.each([
    ['words', 'Unknown'],
    ['count', '0'],
    ['flag', 'False'],
    ['day', '2026-11-30'],
    ['grade', 'Grade C'],
    ['grades', 'A; C'],
  ])('may have a default: %s = %s', (crmField, defaultValue) => {
    expect(faults({ oppspotField: 'company_city', crmField, defaultValue }).join()).not.toMatch(
      /defaultValue/,
    );
  });
});

describe('a mapping’s fault', () => {
  it.each<[string, Given, string]>([
    [
      'text into a number',
      { crmField: 'count' },
      'items.0.crmField: COUNT takes numbers. Add a step “number”, or choose another field.',
    ],
    [
      'text into a date',
      { crmField: 'day' },
      'items.0.crmField: DAY takes dates. Add a step “date” to an ISO date, or choose another field.',
    ],
    [
      'a date in another form',
      {
        oppspotField: 'last_enriched_at',
        crmField: 'day',
        transforms: [{ name: 'date', format: 'dd/mm/yyyy' }],
      },
      'items.0.transforms.0: DAY takes dates. Add a step “date” to an ISO date, or choose another field.',
    ],
    [
      'a score as a date',
      { oppspotField: 'score', crmField: 'moment' },
      'items.0.crmField: MOMENT takes dates. Add a step “date” to an ISO date, or choose another field.',
    ],
    [
      'a score as an option',
      { oppspotField: 'score', crmField: 'grade' },
      'items.0.crmField: GRADE takes one of its options. Map the values to the field’s options.',
    ],
    [
      'text into yes or no',
      { crmField: 'flag', transforms: [map({ Bristol: 'true' })] },
      'items.0.transforms.0: FLAG is either true or false. Map every value to true or false, and the rest with “otherwise”.',
    ],
    [
      'an option that is none',
      {
        oppspotField: 'score_confidence',
        crmField: 'grade',
        transforms: [map({ high: 'D' }, 'A')],
      },
      'items.0.transforms.0: GRADE does not take “D”. Map the values to the field’s options.',
    ],
    [
      'an option that stays as it was',
      { oppspotField: 'score_confidence', crmField: 'grade', transforms: [map({ high: 'A' })] },
      'items.0.transforms.0: GRADE does not take “medium”. Map the values to the field’s options.',
    ],
    [
      'a text that is too long',
      { crmField: 'words', transforms: [map({ a: 'much too long' })] },
      'items.0.transforms.0: WORDS does not take “much too long”. Shorten it, or choose another field.',
    ],
    [
      'a step that cannot be done',
      { oppspotField: 'score_confidence', transforms: [{ name: 'trim' }, { name: 'number' }] },
      'items.0.transforms.1: The value is not a number. Remove this step.',
    ],
    [
      'a date as a number',
      { oppspotField: 'last_enriched_at', crmField: 'count', transforms: [{ name: 'number' }] },
      'items.0.transforms.0: This value is no number. Remove this step.',
    ],
    [
      'a fact as a record',
      { crmField: 'buddy' },
      'items.0.crmField: BUDDY takes records, and only the owner is one. Choose another field.',
    ],
    [
      'markup',
      { crmField: 'markup' },
      'items.0.crmField: oppSpot does not write fields like MARKUP. Choose another one.',
    ],
    [
      'a field that is not there',
      { crmField: 'nowhere' },
      'items.0.crmField: HubSpot has no field nowhere on companies, or hides it from oppSpot. Choose one from the list.',
    ],
    [
      'an object that is not there',
      { object: 'lead' },
      'items.0.crmField: HubSpot shows oppSpot no fields of leads. Choose another object.',
    ],
    [
      'a field that nobody may write',
      { crmField: 'locked' },
      'items.0.crmField: LOCKED cannot be written: HubSpot computes it, keeps it unique or protects it. Choose another field.',
    ],
    [
      'a default that is no option',
      { crmField: 'grade', defaultValue: 'D' },
      'items.0.defaultValue: GRADE has no such option. Choose one of its own, such as A, B, C.',
    ],
    [
      'a default that is too long',
      { crmField: 'words', defaultValue: 'much too long' },
      'items.0.defaultValue: WORDS holds 10 characters. Shorten the default.',
    ],
    [
      'a default that is no number',
      { oppspotField: 'score', crmField: 'count', defaultValue: 'none' },
      'items.0.defaultValue: COUNT takes numbers. Enter one.',
    ],
    [
      'a blank default',
      { defaultValue: ' ' },
      'items.0.defaultValue: Enter a default, or remove it.',
    ],
    [
      'a default owner',
      { oppspotField: 'owner', crmField: 'buddy', defaultValue: '42' },
      'items.0.defaultValue: BUDDY takes records, which have no default. Remove it.',
    ],
    [
      'a required field that is never written',
      { required: true, policy: 'never' },
      'items.0.required: This field is never written by its policy, so it cannot be required. Change one of the two.',
    ],
    [
      'a template of unknown fields',
      {
        transforms: [{ name: 'trim' }, { name: 'template', text: '{value} {constructor} {nope}' }],
      },
      'items.0.transforms.1: oppSpot has no field called constructor, nope. Choose from the list of oppSpot fields.',
    ],
    [
      'a template of none',
      { transforms: [{ name: 'template', text: 'Hello' }] },
      'items.0.transforms.0: Name a field in braces, such as {value}; else give a default.',
    ],
    [
      'a join of unknown fields',
      { transforms: [{ name: 'join', fields: ['company_name', '__proto__'] }] },
      'items.0.transforms.0: oppSpot has no field called __proto__. Choose from the list of oppSpot fields.',
    ],
    [
      'two answers for one value',
      {
        transforms: [
          {
            name: 'map',
            values: [
              { from: 'a', to: 'b' },
              { from: 'a', to: 'c' },
            ],
          },
        ],
      },
      'items.0.transforms.0: “a” stands in the list twice. Remove one of the two.',
    ],
    [
      'reading what oppSpot finds out',
      { oppspotField: 'score', direction: 'read' },
      'items.0.direction: oppSpot finds out oppSpot score by itself and reads it from no field. Choose the direction “write”.',
    ],
    [
      'reading what oppSpot wrote',
      { oppspotField: 'company_name', crmField: 'oppspot_summary', direction: 'both' },
      'items.0.crmField: oppSpot itself fills OPPSPOT_SUMMARY. To read a value, choose a field that people fill.',
    ],
    [
      'reading an id',
      { crmField: 'buddy', direction: 'read' },
      'items.0.crmField: What BUDDY holds is no text that oppSpot could work with. Choose another field.',
    ],
    [
      'reading with a field that the CRM does not have',
      { direction: 'read', transforms: [{ name: 'first-of', fields: ['summary'] }] },
      'items.0.transforms.0: oppSpot has no company fact that can be read called summary. Choose from the list of oppSpot fields.',
    ],
    [
      'requiring what is only read',
      { direction: 'read', required: true },
      'items.0.required: This mapping only reads, so nothing is written. It cannot be required.',
    ],
    [
      'a default for what is only read',
      { direction: 'read', defaultValue: 'x' },
      'items.0.defaultValue: This mapping only reads, so nothing is written. Remove the default.',
    ],
  ])('is told: %s', (_what, given, expected) => {
    expect(faults(given)).toEqual([expected]);
  });

  it('is told of two mappings that meet', () => {
    const city = { crmField: 'words' };
    expect(faults(city, { crmField: 'prose' })).toEqual([
      'items.1.oppspotField: City has a mapping already. Remove one of the two.',
    ]);
    expect(faults(city, { oppspotField: 'company_name', crmField: 'Words' })).toEqual([
      'items.1.crmField: Another mapping uses this CRM field. Choose a different one.',
    ]);
  });

  it('is told with all the others', () => {
    const found = faults(
      { crmField: 'nowhere' },
      {},
      { crmField: 'day', required: true, policy: 'never' },
    );
    expect(found.map((one) => one.split(':')[0])).toEqual([
      'items.0.crmField',
      'items.1.oppspotField',
      'items.2.oppspotField',
      'items.2.required',
      'items.2.crmField',
    ]);
  });
});

describe('a mapping of a field with few values that passes', () => {
  it('gives the CRM something it takes for every one of them', () => {
    const word = fc.constantFrom('A', 'b', 'Grade C', 'true', 'false', '3', 'x', '', '2026-11-30');
    const step = fc.oneof(
      fc.record({
        name: fc.constant('map'),
        values: fc.uniqueArray(
          fc.record({ from: fc.constantFrom('high', 'medium', 'low', 'A', '3'), to: word }),
          { minLength: 1, maxLength: 4, selector: ({ from }) => from },
        ),
        otherwise: fc.option(word, { nil: null }),
      }),
      fc.constantFrom(
        { name: 'trim' },
        { name: 'case', to: 'upper' },
        { name: 'number' },
        { name: 'date', format: 'iso-date' },
        { name: 'truncate', length: 1, ellipsis: false },
      ),
    );
    const target = fc.constantFrom('count', 'flag', 'day', 'moment', 'grade', 'grades', 'words');
    let passed = 0;
    fc.assert(
      fc.property(target, fc.array(step, { maxLength: 4 }), (crmField, transforms) => {
        const given = { oppspotField: 'score_confidence', crmField, transforms };
        if (faults(given).length > 0) return;
        passed += 1;
        const shape = fields.find(({ name }) => name === crmField);
        for (const value of ['high', 'medium', 'low']) {
          const made = applyTransforms(value, mapping(given).transforms, new Map());
          expect(made).toMatchObject({ ok: true });
          if (!made.ok || made.value === null || !shape) continue;
          expect(fitValue(shape, made.value)).toMatchObject({ ok: true });
        }
      }),
      { numRuns: 5_000 },
    );
    expect(passed).toBeGreaterThan(100);
  });
});
