import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import '../support/properties.ts';
import { applyTransforms, type MappedValue } from '../../shared/mapping/apply.ts';
import { type MappingTransform, mappingTransform } from '../../shared/mapping/transform.ts';

const others = new Map<string, MappedValue>([
  ['company_name', 'Tidewright Robotics'],
  ['company_city', 'Bristol'],
  ['company_country', null],
  ['company_employees', 42],
]);

/** Steps as a page sends them: what is left out has its default. */
function steps(...given: object[]): MappingTransform[] {
  return given.map((one) => mappingTransform.parse(one));
}

function madeOf(value: MappedValue, ...given: object[]) {
  const applied = applyTransforms(value, steps(...given), others);
  return applied.ok ? applied.value : applied;
}

describe('a step of a mapping', () => {
  it.each([
    ['  a \n\t b ', { name: 'trim' }, 'a b'],
    ['   ', { name: 'trim' }, null],
    [12, { name: 'trim' }, 12],
    ['tideWRIGHT', { name: 'case', to: 'upper' }, 'TIDEWRIGHT'],
    ['ÀÉ', { name: 'case', to: 'lower' }, 'àé'],
    ["o'neil & sons LTD, øre", { name: 'case', to: 'title' }, "O'neil & Sons Ltd, Øre"],
    ['straße', { name: 'case', to: 'upper' }, 'STRASSE'],
    [1.005, { name: 'number', decimals: 2 }, 1.01],
    [-2.5, { name: 'number' }, -3],
    [2.5, { name: 'number' }, 3],
    [' 72 ', { name: 'number', multiply: 0.01, decimals: 2 }, 0.72],
    [-0.2, { name: 'number' }, 0],
    [9e15, { name: 'number', decimals: 2 }, 9e15],
    [1e-7, { name: 'number', decimals: 6 }, 0],
    ['2026-11-21T23:30:00-02:00', { name: 'date', format: 'iso-date' }, '2026-11-22'],
    ['2026-11-21', { name: 'date', format: 'iso-datetime' }, '2026-11-21T00:00:00.000Z'],
    ['2026-11-21T10:00:00Z', { name: 'date', format: 'dd/mm/yyyy' }, '21/11/2026'],
    ['2026-11-21T10:00:00Z', { name: 'date', format: 'mm/dd/yyyy' }, '11/21/2026'],
    ['2026-11-21T10:00:00Z', { name: 'date', format: 'yyyy' }, 2026],
    [1998, { name: 'date', format: 'iso-date' }, '1998-01-01'],
    ['2026-11-21', { name: 'date', format: 'epoch-ms' }, 1_795_219_200_000],
    ['robots', { name: 'truncate', length: 4 }, 'rob…'],
    ['robots', { name: 'truncate', length: 4, ellipsis: false }, 'robo'],
    ['ab👩‍💻cd', { name: 'truncate', length: 4, ellipsis: false }, 'ab'],
    ['robots', { name: 'truncate', length: 6 }, 'robots'],
    ['high', { name: 'map', values: [{ from: 'high', to: 'Hot' }] }, 'Hot'],
    ['High', { name: 'map', values: [{ from: 'high', to: 'Hot' }] }, 'High'],
    ['low', { name: 'map', values: [{ from: 'high', to: 'Hot' }], otherwise: 'Cold' }, 'Cold'],
    ['low', { name: 'map', values: [{ from: 'low', to: '' }] }, null],
    [72, { name: 'map', values: [{ from: '72', to: 'A' }] }, 'A'],
    ['x', { name: 'join', fields: ['company_country', 'company_city'] }, 'x, Bristol'],
    [null, { name: 'join', fields: ['company_country'] }, null],
    [42, { name: 'join', fields: ['company_employees'], separator: '/' }, '42/42'],
    ['ok', { name: 'template', text: '{value} in {company_city}' }, 'ok in Bristol'],
    ['ok', { name: 'template', text: '{value} in {company_country}' }, null],
    ['{company_city}', { name: 'template', text: '<{value}>' }, '<{company_city}>'],
    ["$& $1 $'", { name: 'template', text: '[{value}]' }, "[$& $1 $']"],
    [
      null,
      { name: 'first-of', fields: ['company_country', 'company_name'] },
      'Tidewright Robotics',
    ],
    ['own', { name: 'first-of', fields: ['company_name'] }, 'own'],
    [' ', { name: 'first-of', fields: ['company_city'] }, 'Bristol'],
  ])('makes of %j by %j: %j', (value, step, expected) => {
    expect(madeOf(value, step)).toEqual(expected);
  });

  it.each([
    ['many', { name: 'number' }, 'The value is not a number.'],
    ['0x10', { name: 'number' }, 'The value is not a number.'],
    ['Infinity', { name: 'number' }, 'The value is not a number.'],
    [1e300, { name: 'number', multiply: 1e9 }, 'The number is too large.'],
    ['soon', { name: 'date', format: 'yyyy' }, 'The value is not a date.'],
    ['2026-02-30', { name: 'date', format: 'yyyy' }, 'The value is not a date.'],
    ['72', { name: 'date', format: 'yyyy' }, 'The value is not a date.'],
    [9e15, { name: 'date', format: 'iso-date' }, 'The value is not a date.'],
  ])('says of %j why %j cannot be done', (value, step, reason) => {
    expect(madeOf(value, step)).toEqual({ ok: false, reason });
  });

  it('gives nothing where there is nothing', () => {
    const own = [{ name: 'trim' }, { name: 'number' }, { name: 'date', format: 'yyyy' }];
    expect(madeOf(null, ...own)).toBeNull();
  });

  it('comes after the one before it', () => {
    const given = [
      { name: 'first-of', fields: ['company_name'] },
      { name: 'case', to: 'upper' },
      { name: 'truncate', length: 10, ellipsis: false },
    ];
    expect(madeOf(null, ...given)).toBe('TIDEWRIGHT');
  });

  it.each(['constructor', '__proto__', 'toString', 'valueOf', 'hasOwnProperty'])(
    'finds no field called %s',
    (name) => {
      expect(madeOf(null, { name: 'first-of', fields: [name] })).toBeNull();
      expect(madeOf('x', { name: 'join', fields: [name] })).toBe('x');
      expect(madeOf('x', { name: 'template', text: `{value}{${name}}` })).toSatisfy(
        (value) => value === null || value === `x{${name}}`,
      );
      expect(madeOf(name, { name: 'map', values: [{ from: 'a', to: 'b' }] })).toBe(name);
    },
  );
});

const field = fc.constantFrom(
  'company_name',
  'company_city',
  'company_employees',
  '__proto__',
  'x',
);
const text = fc.oneof(
  fc.string({ maxLength: 50, unit: 'grapheme' }),
  fc.constant('{value}'.repeat(9)),
);
const anyStep: fc.Arbitrary<MappingTransform> = fc.oneof(
  fc.constant({ name: 'trim' } as const),
  fc.record({ name: fc.constant('case' as const), to: fc.constantFrom('upper', 'lower', 'title') }),
  fc.record({
    name: fc.constant('number' as const),
    decimals: fc.integer({ min: 0, max: 6 }),
    multiply: fc.double({ min: -1e9, max: 1e9, noNaN: true }),
  }),
  fc.record({
    name: fc.constant('date' as const),
    format: fc.constantFrom(
      ...(['iso-date', 'iso-datetime', 'dd/mm/yyyy', 'mm/dd/yyyy', 'yyyy', 'epoch-ms'] as const),
    ),
  }),
  fc.record({
    name: fc.constant('truncate' as const),
    length: fc.integer({ min: 1, max: 100 }),
    ellipsis: fc.boolean(),
  }),
  fc.record({
    name: fc.constant('map' as const),
    values: fc.array(fc.record({ from: text, to: text }), { minLength: 1, maxLength: 5 }),
    otherwise: fc.option(text, { nil: null }),
  }),
  fc.record({
    name: fc.constant('join' as const),
    fields: fc.array(field, { minLength: 1, maxLength: 10 }),
    separator: text.map((value) => value.slice(0, 20)),
  }),
  fc.record({ name: fc.constant('template' as const), text }),
  fc.record({
    name: fc.constant('first-of' as const),
    fields: fc.array(field, { minLength: 1, maxLength: 10 }),
  }),
);
const anyValue = fc.oneof(
  fc.string({ maxLength: 200, unit: 'grapheme' }),
  fc.double(),
  fc.integer(),
  fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
  fc.constant(null),
);

describe('steps of every kind and number, on every value', () => {
  it('give a value or a sentence, never more than a field holds, and the same every time', () => {
    fc.assert(
      fc.property(anyValue, fc.array(anyStep, { maxLength: 10 }), (value, given) => {
        const known = new Map(others).set(
          'x',
          typeof value === 'string' ? value.repeat(400) : value,
        );
        const applied = applyTransforms(value, given, known);
        if (applied.ok) {
          const { value: result } = applied;
          expect(String(result ?? '').length).toBeLessThanOrEqual(65_536);
          expect(result).not.toBe('');
          expect(typeof result === 'number' ? Number.isFinite(result) : true).toBe(true);
        } else expect(applied.reason).toMatch(/^[A-Z].*\.$/);
        expect(applyTransforms(value, given, known)).toEqual(applied);
      }),
      { numRuns: 500 },
    );
  });

  it('change nothing by being done twice where they only tidy up', () => {
    const tidy = fc.constantFrom(
      ...steps(
        { name: 'trim' },
        { name: 'case', to: 'lower' },
        { name: 'number', decimals: 2 },
        { name: 'date', format: 'iso-date' },
        { name: 'truncate', length: 10 },
      ),
    );
    fc.assert(
      fc.property(anyValue, tidy, (value, step) => {
        const once = applyTransforms(value, [step], others);
        if (!once.ok) return;
        expect(applyTransforms(once.value, [step], others)).toEqual(once);
      }),
      { numRuns: 500 },
    );
  });

  it('round like a person with a pencil', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -1e6, max: 1e6 }),
        fc.integer({ min: 0, max: 6 }),
        (whole, decimals) => {
          const value = Number(`${whole}e-${decimals}`);
          expect(madeOf(value, { name: 'number', decimals })).toBe(value + 0);
        },
      ),
    );
  });
});

describe('what a step may be told', () => {
  it.each([
    { name: 'eval', code: 'x' },
    { name: 'map', values: [] },
    { name: 'truncate', length: 0 },
    { name: 'number', decimals: 7 },
    { name: 'number', multiply: Number.POSITIVE_INFINITY },
    { name: 'template', text: 'x'.repeat(1_001) },
    { name: 'join', fields: Array.from({ length: 11 }, () => 'company_name') },
    { name: 'trim', extra: true },
  ])('is not %j', (given) => {
    expect(mappingTransform.safeParse(given).success).toBe(false);
  });
});
