import type { SinceWords } from '../since-words.ts';

const moved = {
  counts: 'surtout',
  fades: 's’estompe avec le temps',
  gone: 'ne compte plus',
};

export const since: SinceWords = {
  nothing: (date) => `Rien n’a changé depuis le ${date}.`,
  changes: (count, date) =>
    `${count === 1 ? '1 changement' : `${count} changements`} depuis le ${date}.`,
  signal: {
    new: (title, when) => `Nouveau : ${title} (${when})`,
    withdrawn: (title, when) => `N’est plus vrai : ${title} (${when})`,
    aged: (title, when) => `N’est plus récent : ${title} (${when})`,
    unconfirmed: (title, when) => `N’a pas pu être confirmé cette fois : ${title} (${when})`,
  },
  unknown: 'inconnu',
  score(from, to, reason, how) {
    if (reason === null) return `Score ${from} → ${to}`;
    return `Score ${from} → ${to}, ${moved[how]} : ${reason}`;
  },
  fact: (label, from, to) => `${label} : ${from} → ${to}`,
  facts: {
    status: 'Statut au registre',
    'registered-name': 'Dénomination sociale',
    town: 'Ville du siège',
    headcount: 'Effectif',
    website: 'Site web',
    parent: 'Société mère ultime',
    'open-roles': 'Postes ouverts',
  },
  active: 'active',
  takenOut: (titles) => `Retiré, car ce n’est plus vrai : ${titles}.`,
};
