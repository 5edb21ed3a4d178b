import type { SinceWords } from '../since-words.ts';

const moved = {
  counts: 'sobre todo',
  fades: 'pierde peso con el tiempo',
  gone: 'ya no cuenta',
};

export const since: SinceWords = {
  nothing: (date) => `Nada ha cambiado desde el ${date}.`,
  changes: (count, date) => `${count === 1 ? '1 cambio' : `${count} cambios`} desde el ${date}.`,
  signal: {
    new: (title, when) => `Nuevo: ${title} (${when})`,
    withdrawn: (title, when) => `Ya no es cierto: ${title} (${when})`,
    aged: (title, when) => `Ya no es novedad: ${title} (${when})`,
    unconfirmed: (title, when) => `Esta vez no se pudo confirmar: ${title} (${when})`,
  },
  unknown: 'desconocida',
  score(from, to, reason, how) {
    if (reason === null) return `Puntuación ${from} → ${to}`;
    return `Puntuación ${from} → ${to}, ${moved[how]}: ${reason}`;
  },
  fact: (label, from, to) => `${label}: ${from} → ${to}`,
  facts: {
    status: 'Situación registral',
    'registered-name': 'Denominación social',
    town: 'Localidad del domicilio social',
    headcount: 'Empleados',
    website: 'Sitio web',
    parent: 'Matriz última',
    'open-roles': 'Vacantes',
  },
  active: 'activa',
  takenOut: (titles) => `Retirado porque ya no es cierto: ${titles}.`,
};
