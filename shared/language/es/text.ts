import { textWords } from '../text.ts';

export const text = textWords('es', {
  locale: 'es-ES',
  and: 'y',
  quotes: ['«', '»'],
  colon: ':',
  currency: 'after',
  date: (day, month, year) => `${day} de ${month} de ${year}`,
  asOf: (date) => `a ${date}`,
  people(minimum, maximum, number) {
    if (maximum === null) return `${number(minimum)} empleados o más`;
    if (minimum === maximum) {
      return `${number(minimum)} ${minimum === 1 ? 'empleado' : 'empleados'}`;
    }
    return minimum === 0
      ? `hasta ${number(maximum)} ${maximum === 1 ? 'empleado' : 'empleados'}`
      : `de ${number(minimum)} a ${number(maximum)} empleados`;
  },
  openRoles: (count, number) =>
    `${number(count)} ${count === 1 ? 'puesto abierto' : 'puestos abiertos'}`,
});
