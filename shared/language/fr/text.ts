import { textWords } from '../text.ts';

/** Typographic usage: no-break spaces inside guillemets and before a colon. */
export const text = textWords('fr', {
  locale: 'fr-FR',
  and: 'et',
  quotes: ['«\u00a0', '\u00a0»'],
  colon: '\u00a0:',
  currency: 'after',
  date: (day, month, year) => `${day === 1 ? '1er' : day} ${month} ${year}`,
  asOf: (date) => `au ${date}`,
  people(minimum, maximum, number) {
    if (maximum === null) return `${number(minimum)} salariés ou plus`;
    if (minimum === maximum) return `${number(minimum)} ${minimum < 2 ? 'salarié' : 'salariés'}`;
    return minimum === 0
      ? `jusqu’à ${number(maximum)} ${maximum < 2 ? 'salarié' : 'salariés'}`
      : `${number(minimum)} à ${number(maximum)} salariés`;
  },
  openRoles: (count, number) => `${number(count)} ${count < 2 ? 'poste ouvert' : 'postes ouverts'}`,
});
