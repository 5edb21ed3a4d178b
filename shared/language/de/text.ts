import { textWords } from '../text.ts';

export const text = textWords('de', {
  locale: 'de-DE',
  and: 'und',
  quotes: ['„', '“'],
  colon: ':',
  currency: 'after',
  date: (day, month, year) => `${day}. ${month} ${year}`,
  asOf: (date) => `Stand: ${date}`,
  people(minimum, maximum, number) {
    if (maximum === null) return `mindestens ${number(minimum)} Beschäftigte`;
    if (minimum === maximum) return `${number(minimum)} Beschäftigte`;
    return minimum === 0
      ? `bis zu ${number(maximum)} Beschäftigte`
      : `${number(minimum)} bis ${number(maximum)} Beschäftigte`;
  },
  openRoles: (count, number) => `${number(count)} offene ${count === 1 ? 'Stelle' : 'Stellen'}`,
});
