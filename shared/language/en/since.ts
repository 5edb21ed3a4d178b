import type { SinceWords } from '../since-words.ts';

const moved = {
  counts: 'above all',
  fades: 'fading with age',
  gone: 'no longer counting',
};

export const since: SinceWords = {
  nothing: (date) => `Nothing has changed since ${date}.`,
  changes: (count, date) => `${count === 1 ? '1 change' : `${count} changes`} since ${date}.`,
  signal: {
    new: (title, when) => `New: ${title} (${when})`,
    withdrawn: (title, when) => `No longer true: ${title} (${when})`,
    aged: (title, when) => `No longer news: ${title} (${when})`,
    unconfirmed: (title, when) => `Could not be confirmed this time: ${title} (${when})`,
  },
  unknown: 'unknown',
  score(from, to, reason, how) {
    if (reason === null) return `Score ${from} → ${to}`;
    return `Score ${from} → ${to}, ${moved[how]}: ${reason}`;
  },
  fact: (label, from, to) => `${label}: ${from} → ${to}`,
  facts: {
    status: 'Status in the register',
    'registered-name': 'Registered name',
    town: 'Registered town',
    headcount: 'Employees',
    website: 'Website',
    parent: 'Ultimate parent company',
    'open-roles': 'Open roles',
  },
  active: 'active',
  takenOut: (titles) => `Taken out, because it is no longer true: ${titles}.`,
};
