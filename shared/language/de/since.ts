import type { SinceWords } from '../since-words.ts';

const moved = {
  counts: 'vor allem',
  fades: 'mit der Zeit verblasst',
  gone: 'zählt nicht mehr',
};

export const since: SinceWords = {
  nothing: (date) => `Seit dem ${date} hat sich nichts geändert.`,
  changes: (count, date) =>
    `${count === 1 ? '1 Änderung' : `${count} Änderungen`} seit dem ${date}.`,
  signal: {
    new: (title, when) => `Neu: ${title} (${when})`,
    withdrawn: (title, when) => `Nicht mehr zutreffend: ${title} (${when})`,
    aged: (title, when) => `Nicht mehr neu: ${title} (${when})`,
    unconfirmed: (title, when) => `Diesmal nicht zu bestätigen: ${title} (${when})`,
  },
  unknown: 'unbekannt',
  score(from, to, reason, how) {
    if (reason === null) return `Score ${from} → ${to}`;
    return `Score ${from} → ${to}, ${moved[how]}: ${reason}`;
  },
  fact: (label, from, to) => `${label}: ${from} → ${to}`,
  facts: {
    status: 'Status im Register',
    'registered-name': 'Eingetragener Name',
    town: 'Eingetragener Ort',
    headcount: 'Beschäftigte',
    website: 'Website',
    parent: 'Oberste Muttergesellschaft',
    'open-roles': 'Offene Stellen',
  },
  active: 'aktiv',
  takenOut: (titles) => `Entfernt, weil es nicht mehr zutrifft: ${titles}.`,
};
