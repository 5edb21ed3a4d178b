/** What cells of other people's exports say, and what sort of thing a column holds. */
import { describe, expect, it } from 'vitest';
import { decimalOf, isBlank, numberOf } from '../../shared/scoring/training/table/cells.ts';
import { dateOf, dateOrderOf } from '../../shared/scoring/training/table/dates.ts';
import { inferColumn } from '../../shared/scoring/training/table/infer.ts';

describe('numbers as people write them', () => {
  it.each([
    ['1234', 1234],
    ['-3.5', -3.5],
    ['1,234', 1234],
    ['1,234,567.89', 1234567.89],
    ['£1,200', 1200],
    ['€ 1 200', 1200],
    ['USD 2,500.50', 2500.5],
    ['1200 EUR', 1200],
    ['12.5%', 12.5],
    ['12 %', 12],
    ['(1,200)', -1200],
    ['-$45', -45],
    ['1.2k', 1200],
    ['3M', 3_000_000],
    ['2.5 bn', 2_500_000_000],
    ["1'000", 1000],
    ['1e5', 100_000],
  ])('reads %s with a point', (cell, value) => {
    expect(numberOf(cell, '.')).toBeCloseTo(value, 6);
  });

  it.each([
    ['1.234,5', 1234.5],
    ['1234,5', 1234.5],
    ['1.234', 1234],
    ['0,75', 0.75],
    ['12,5 %', 12.5],
  ])('reads %s with a comma', (cell, value) => {
    expect(numberOf(cell, ',')).toBeCloseTo(value, 6);
  });

  it.each(['abc', '10-50', '12 Main St', '2024-01-02', '1,2,3', '+', '%', 'k', '1.2.3', 'V2'])(
    'takes %s for no number',
    (cell) => {
      expect(numberOf(cell, '.')).toBeNaN();
    },
  );

  it('tells the decimal sign by cells that can be read one way only', () => {
    expect(decimalOf(['1.234', '2.000', '3,5'])).toBe(',');
    expect(decimalOf(['1,234', '2,000', '3.5'])).toBe('.');
    expect(decimalOf(['1,234', '2,000'])).toBe('.');
    expect(decimalOf(['1.234.567'])).toBe(',');
  });

  it('knows what stands for nothing', () => {
    for (const cell of ['', ' ', 'NA', 'n/a', 'NULL', '-', 'NaN', 'None', '#N/A']) {
      expect(isBlank(cell)).toBe(true);
    }
    for (const cell of ['0', 'no', 'Nantes', 'x']) expect(isBlank(cell)).toBe(false);
  });
});

describe('dates as exports write them', () => {
  const day = Date.UTC(2024, 2, 5);
  it.each([
    ['2024-03-05', day],
    ['2024/3/5', day],
    ['05.03.2024', day],
    ['5/3/24', day],
    ['20240305', day],
    ['5 Mar 2024', day],
    ['5. März 2024', day],
    ['March 5, 2024', day],
    ['Tue, 05 Mar 2024 00:00:00 GMT', day],
    ['2024-03-05T01:00:00+01:00', day],
    ['2024-03-05 00:00:00.000Z', day],
    ['05/03/2024 2:30 PM', day + 14.5 * 3_600_000],
    ['1709596800000', day],
  ])('reads %s', (cell, at) => {
    expect(dateOf(cell, 'dmy')).toBe(at);
  });

  it('takes what is not in the calendar for no date', () => {
    for (const cell of ['2024-02-30', '31/04/2024', '2024-13-01', '12345', 'soon', '1.5']) {
      expect(dateOf(cell, 'dmy')).toBeNaN();
    }
  });

  it('tells by the others whether the day comes first', () => {
    expect(dateOrderOf(['03/04/2024', '13/04/2024'])).toBe('dmy');
    expect(dateOrderOf(['03/04/2024', '04/13/2024'])).toBe('mdy');
    expect(dateOrderOf(['03.04.2024'])).toBe('dmy');
  });
});

describe('what a column holds', () => {
  const many = (make: (row: number) => string) =>
    Array.from({ length: 300 }, (_, row) => make(row));
  it.each([
    ['employees', many((row) => (row % 9 ? String((row * 37) % 120) : 'n/a')), 'number'],
    ['revenue', many((row) => `€ ${((row * 7919) % 90_000).toLocaleString('de-DE')},50`), 'number'],
    ['lead_id', many((row) => String(10_000 + row)), 'identifier'],
    ['record', many((row) => String(row)), 'identifier'],
    ['uuid', many((row) => `a-${row}-f`), 'identifier'],
    ['revenue exact', many((row) => String((row * 7919 + 13) % 1_000_003)), 'number'],
    ['opted in', many((row) => (row % 2 ? 'Yes' : 'no')), 'boolean'],
    ['created', many((row) => `${1 + (row % 28)}/0${1 + (row % 9)}/2024`), 'date'],
    ['postcode', many((row) => `0${1000 + (row % 50)}`), 'category'],
    ['segment', many((row) => ['A', 'B', 'C'][row % 3] ?? ''), 'category'],
    ['comment', many((row) => `spoke to them ${row}`), 'text'],
    ['currency', many(() => 'EUR'), 'constant'],
    ['nothing', many(() => 'N/A'), 'empty'],
  ])('%s', (name, cells, type) => {
    expect(inferColumn(name, cells).type).toBe(type);
  });

  it('says how many cells did not fit, and takes what it is told', () => {
    const cells = many((row) => (row % 50 === 0 ? 'many' : String(row % 40)));
    expect(inferColumn('seats', cells).note).toBe(
      '6 filled cells are not a number and count as unknown',
    );
    expect(inferColumn('seats', cells, 'category').type).toBe('category');
  });
});
