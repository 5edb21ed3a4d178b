/** How long each kind of data is kept, and why. `docs/privacy.md` says the same in prose. */

const DAY_MS = 86_400_000;

interface Window {
  readonly days: number;
  /** What it is, in a person's words. */
  readonly what: string;
  readonly why: string;
}

export const windows = {
  'enrichment-details': {
    days: 90,
    what: 'What an enrichment found, decided and replaced: evidence, summary, earlier values',
    why: 'so that it can be read and undone',
  },
  'waiting-previews': {
    days: 30,
    what: 'Previews that nobody applied',
    why: 'after that the record has changed and they cannot be applied',
  },
  'run-rows': {
    days: 365,
    what: 'That an enrichment took place, with its score',
    why: 'for the course of the score on the card',
  },
  'inbound-work': {
    days: 30,
    what: 'What a CRM or an integrator asked for, once it is done',
    why: 'so that a repeated request is recognised, and for questions to support',
  },
  'gone-records': {
    days: 180,
    what: 'What was remembered of a record that the CRM deleted or merged',
    why: 'it may be restored there',
  },
  history: {
    days: 730,
    what: 'The history: who did what, when and from where',
    why: 'to account for changes',
  },
  'company-snapshots': {
    days: 400,
    what: 'Counts of public facts about companies, by day: open roles, technologies',
    why: 'to tell what changed',
  },
  'score-snapshots': {
    days: 730,
    what: 'What was known of a record when it was scored, in numbers and categories, and what became of it',
    why: 'to learn a score from what became of records',
  },
  'source-marks': {
    days: 120,
    what: 'What public sources said when they were looked at last, as digests',
    why: 'to see whether something changed',
  },
  'authorisation-attempts': {
    days: 1,
    what: 'Attempts to connect a CRM account',
    why: 'to tell somebody whose link has expired what to do',
  },
} as const satisfies Record<string, Window>;

export type WindowName = keyof typeof windows;

/** What is older is deleted. */
export function cutOff(name: WindowName, now: Date): Date {
  return new Date(now.getTime() - windows[name].days * DAY_MS);
}

/** For whoever asks how long something is kept. */
export function keptFor(name: WindowName): string {
  const { days, why } = windows[name];
  return `${days === 1 ? '1 day' : `${days} days`}, ${why}.`;
}
