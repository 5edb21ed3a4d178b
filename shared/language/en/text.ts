import { textWords } from '../text.ts';

export const text = textWords('en', {
  locale: 'en-GB',
  and: 'and',
  quotes: ['“', '”'],
  colon: ':',
  currency: 'before',
  date: (day, month, year) => `${day} ${month} ${year}`,
  asOf: (date) => `as of ${date}`,
  people(minimum, maximum, number) {
    if (maximum === null) return `${number(minimum)} or more people`;
    if (minimum === maximum) return `${number(minimum)} ${minimum === 1 ? 'person' : 'people'}`;
    return minimum === 0
      ? `up to ${number(maximum)} people`
      : `${number(minimum)} to ${number(maximum)} people`;
  },
  openRoles: (count, number) => `${number(count)} open ${count === 1 ? 'role' : 'roles'}`,
});
