import { textWords } from '../text.ts';

export const text = textWords('nl', {
  locale: 'nl-NL',
  and: 'en',
  quotes: ['“', '”'],
  colon: ':',
  currency: 'before',
  date: (day, month, year) => `${day} ${month} ${year}`,
  asOf: (date) => `stand van ${date}`,
  people(minimum, maximum, number) {
    if (maximum === null) return `${number(minimum)} of meer medewerkers`;
    if (minimum === maximum) {
      return `${number(minimum)} ${minimum === 1 ? 'medewerker' : 'medewerkers'}`;
    }
    return minimum === 0
      ? `maximaal ${number(maximum)} ${maximum === 1 ? 'medewerker' : 'medewerkers'}`
      : `${number(minimum)} tot ${number(maximum)} medewerkers`;
  },
  openRoles: (count, number) => `${number(count)} ${count === 1 ? 'vacature' : 'vacatures'}`,
});
