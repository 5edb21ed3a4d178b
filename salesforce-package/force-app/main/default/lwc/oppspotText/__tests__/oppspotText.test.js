import {
  ago,
  capitalised,
  counted,
  day,
  format,
  listed,
  moment,
  number,
  percent,
  points,
} from 'c/oppspotText';

// Los Angeles, eight hours behind UTC: the time zone that Jest's module of Salesforce names.
jest.mock('@salesforce/i18n/timeZone', () => ({ default: 'America/Los_Angeles' }), {
  virtual: true,
});

describe('c/oppspotText', () => {
  it('fills in placeholders, repeated and out of order, and leaves those without a value', () => {
    expect(format('{1} of {0}, {1}', 'many', 'one')).toBe('one of many, one');
    expect(format('{0} and {1}', 'one')).toBe('one and {1}');
  });

  it('does not fill in placeholders inside of values', () => {
    expect(format('{0} {1}', '{1}', 'x')).toBe('{1} x');
  });

  it('counts', () => {
    expect(counted(1, '1 field', '{0} fields')).toBe('1 field');
    expect(counted(1200, '1 field', '{0} fields')).toBe('1,200 fields');
    expect(counted(0, '1 field', '{0} fields')).toBe('0 fields');
  });

  it('lists', () => {
    expect(listed([])).toBe('');
    expect(listed(['a'])).toBe('a');
    expect(listed(['a', 'b', 'c'])).toBe('a, b, and c');
  });

  it('writes numbers, shares and signed points', () => {
    expect(number(12.5)).toBe('12.5');
    expect(percent(0.956)).toBe('96%');
    expect(points(11.62)).toBe('+11.6');
    expect(points(-0.44)).toBe('−0.4');
    expect(points(0.01)).toBe('0');
  });

  it('makes a word of the contract readable', () => {
    expect(capitalised('below-average')).toBe('Below average');
  });

  it('writes a day in the user’s time zone, and a date without a time as it is', () => {
    expect(day('2026-11-26T03:00:00Z')).toBe('Nov 25, 2026');
    expect(day('2026-11-26T00:00:00.000Z')).toBe('Nov 26, 2026');
    expect(moment('2026-11-26T00:00:00Z')).toBe('Nov 26, 2026');
    expect(moment('2026-11-26T20:05:00Z')).toMatch(/^Nov 26, 2026, 12:05\sPM$/u);
    expect(day('some day')).toBe('some day');
  });

  it.each([
    ['2026-11-26T11:59:30Z', 'just now'],
    ['2026-11-26T11:15:00Z', '45 minutes ago'],
    ['2026-11-26T09:00:00Z', '3 hours ago'],
    ['2026-11-25T11:00:00Z', 'yesterday'],
    ['2026-11-28T13:00:00Z', 'in 2 days'],
    ['2026-06-26T12:00:00Z', '5 months ago'],
    ['never', ''],
  ])('says how long ago %s was', (iso, words) => {
    expect(ago(iso, Date.parse('2026-11-26T12:00:00Z'))).toBe(words);
  });
});
