import type { SinceWords } from '../since-words.ts';

const moved = {
  counts: 'vooral',
  fades: 'vervaagt met de tijd',
  gone: 'telt niet meer mee',
};

export const since: SinceWords = {
  nothing: (date) => `Sinds ${date} is er niets veranderd.`,
  changes: (count, date) =>
    `${count === 1 ? '1 wijziging' : `${count} wijzigingen`} sinds ${date}.`,
  signal: {
    new: (title, when) => `Nieuw: ${title} (${when})`,
    withdrawn: (title, when) => `Niet meer waar: ${title} (${when})`,
    aged: (title, when) => `Geen nieuws meer: ${title} (${when})`,
    unconfirmed: (title, when) => `Kon deze keer niet worden bevestigd: ${title} (${when})`,
  },
  unknown: 'onbekend',
  score(from, to, reason, how) {
    if (reason === null) return `Score ${from} → ${to}`;
    return `Score ${from} → ${to}, ${moved[how]}: ${reason}`;
  },
  fact: (label, from, to) => `${label}: ${from} → ${to}`,
  facts: {
    status: 'Status in het register',
    'registered-name': 'Statutaire naam',
    town: 'Vestigingsplaats',
    headcount: 'Medewerkers',
    website: 'Website',
    parent: 'Uiteindelijke moedermaatschappij',
    'open-roles': 'Openstaande vacatures',
  },
  active: 'actief',
  takenOut: (titles) => `Verwijderd omdat het niet meer waar is: ${titles}.`,
};
