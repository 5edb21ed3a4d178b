/** Sentences about one sort of evidence each, said only with what stands in it. */
import { countryName } from '../company/country.ts';
import {
  accountsWords,
  currentRegistrations,
  filingTopic,
  standingOf,
} from '../company/register.ts';
import type { EngagementEvent, Evidence, EvidenceKind, EvidenceOf } from '../evidence/evidence.ts';
import { type EvidenceSet, newestFirst, ofKind } from '../evidence/evidence-set.ts';
import { longDate } from '../text/dates.ts';
import { capitalized, counted, listed, people } from '../text/prose.ts';
import { mannersFaults } from './manners.ts';

export interface Sentence {
  readonly text: string;
  readonly evidenceIds: string[];
}

/** Letters and single spaces: a name from outside that cannot break a sentence. */
const plainName = /^[A-Za-z]{1,24}(?: [A-Za-z]{1,24}){0,2}$/;
const noNames: ReadonlySet<string> = new Set();

/** The name when it can stand in a sentence as it is; null for any other. */
function harmless(name: string): string | null {
  return plainName.test(name) && mannersFaults(name, noNames).length === 0 ? name : null;
}

const eventWords: Readonly<Record<EngagementEvent, (date: string) => string>> = {
  reply: (date) => `a reply came on ${date}`,
  meeting: (date) => `a meeting is on record for ${date}`,
  form: (date) => `a form was submitted on ${date}`,
  call: (date) => `a call is on record for ${date}`,
  click: (date) => `a link was clicked on ${date}`,
  'page-view': (date) => `the website was visited on ${date}`,
};
/** Most telling first. */
const eventOrder: readonly EngagementEvent[] = [
  'reply',
  'meeting',
  'form',
  'call',
  'click',
  'page-view',
];

/** The two most telling things people did. */
export function engagementSentence(set: EvidenceSet): Sentence | null {
  const events = newestFirst(ofKind(set, 'engagement'));
  const said: { text: string; id: string }[] = [];
  for (const event of eventOrder) {
    const item = events.find(({ value }) => value.event === event);
    if (!item) continue;
    const { bookedFor } = item.value;
    const text = bookedFor
      ? `a ${event} is booked for ${longDate(bookedFor)}`
      : eventWords[event](longDate(item.observedAt));
    said.push({ text, id: item.id });
  }
  const intent = newestFirst(ofKind(set, 'page-intent'))[0];
  if (intent) {
    const date = longDate(intent.observedAt);
    const page = harmless(intent.value.page);
    const text =
      page === null
        ? `a page that shows intent was visited on ${date}`
        : `the ${page.toLowerCase()} page was visited on ${date}`;
    said.splice(1, 0, { text, id: intent.id });
  }
  if (said.length > 0) return of(said.slice(0, 2));
  const silence = newestFirst(ofKind(set, 'no-engagement'))[0];
  if (!silence) return null;
  const { since } = silence.value;
  const text =
    since === null
      ? 'no reaction is on record'
      : `no reaction is on record since ${longDate(since)}`;
  return of([{ text, id: silence.id }]);
}

export function hiringSentence(set: EvidenceSet): Sentence | null {
  const board = newestFirst(ofKind(set, 'open-jobs'))[0];
  if (!board) return null;
  const { total, seniorRoles } = board.value;
  const date = longDate(board.observedAt);
  const name = harmless(board.source.label);
  const where = name === null ? 'job board' : `job board (${name})`;
  const senior = seniorRoles > 0 ? `, ${seniorRoles} of them senior` : '';
  const roles = total === 0 ? 'no open roles' : counted(total, 'open role');
  const text = `The company’s ${where} lists ${roles}${senior}, as of ${date}.`;
  return { text, evidenceIds: [board.id] };
}

export function capitalSentence(set: EvidenceSet): Sentence | null {
  const issue = latestFiling(set, (topic) => topic === 'capital');
  if (!issue) return null;
  const date = longDate(issue.value.filedOn);
  return {
    text: `A share issue filed on ${date} raised capital; the round is not stated.`,
    evidenceIds: [issue.id],
  };
}

export function filingSentence(set: EvidenceSet): Sentence | null {
  const filing = latestFiling(set, (topic) => topic !== null && topic !== 'capital');
  if (!filing) return null;
  const date = longDate(filing.value.filedOn);
  const words = {
    capital: 'A share issue',
    'officer-appointed': 'The appointment of an officer',
    'officer-left': 'The departure of an officer',
    charge: 'A charge over its assets',
    address: 'A change of registered office',
    name: 'A change of company name',
  }[filingTopic(filing.value) ?? 'capital'];
  return { text: `${words} was filed on ${date}.`, evidenceIds: [filing.id] };
}

export function registerSentence(set: EvidenceSet): Sentence | null {
  const entry = newestFirst(currentRegistrations(set))[0];
  const accounts = newestFirst(ofKind(set, 'accounts'))[0];
  const said: { text: string; id: string }[] = [];
  if (entry && standingOf(entry.value.status) === 'active') {
    const since = entry.value.incorporatedOn;
    const text =
      since === null
        ? 'the company is active on the register'
        : `the company is active on the register and was incorporated on ${longDate(since)}`;
    said.push({ text, id: entry.id });
  }
  if (accounts && !accounts.value.overdue) {
    const type = accounts.value.accountsType;
    const words = type === null ? null : accountsWords(type);
    const text =
      words === null ? 'its accounts are not overdue' : `its ${words} accounts are not overdue`;
    said.push({ text, id: accounts.id });
  }
  return said.length === 0 ? null : of(said, '; ');
}

const headcountWords = {
  stated: (people: string) => `the company’s website states a headcount of ${people}`,
  crm: (people: string) => `the headcount in the CRM is ${people}`,
  'accounts-type': (people: string) => `the company’s accounts are of the kind for ${people}`,
} as const;

export function sizeSentence(set: EvidenceSet): Sentence | null {
  const headcount = newestFirst(ofKind(set, 'headcount'))[0];
  const revenue = newestFirst(ofKind(set, 'revenue'))[0];
  const said: { text: string; id: string }[] = [];
  if (headcount) {
    const { minimum, maximum, basis } = headcount.value;
    said.push({ text: headcountWords[basis](people(minimum, maximum)), id: headcount.id });
  }
  if (revenue) {
    const { amount, currency } = revenue.value;
    // No company earns ten trillion: such a figure is a mistake nobody should repeat.
    if (
      Number.isInteger(amount) &&
      amount >= 0 &&
      amount < 1e13 &&
      /^[A-Z]{3}$/.test(currency ?? '')
    ) {
      const digits = String(amount).replace(/\B(?=(?:\d{3})+$)/g, ',');
      said.push({ text: `revenue is stated as ${currency} ${digits}`, id: revenue.id });
    }
  }
  return said.length === 0 ? null : of(said);
}

export function placeSentence(set: EvidenceSet): Sentence | null {
  const place = newestFirst(ofKind(set, 'location'))[0];
  if (!place) return null;
  const name = countryName(place.value.country);
  if (!/^[A-Za-z ]{4,40}$/.test(name)) return null;
  return { text: `The company’s country is given as ${name}.`, evidenceIds: [place.id] };
}

/** One technology; names with anything but letters are left to the signals. */
export function technologySentence(set: EvidenceSet): Sentence | null {
  const seen = newestFirst(ofKind(set, 'technology'));
  for (const { id, value } of seen) {
    const name = harmless(value.name);
    if (name === null) continue;
    return { text: `The company’s website uses ${name}.`, evidenceIds: [id] };
  }
  return null;
}

const kindWords: Readonly<Record<EvidenceKind, string>> = {
  registration: 'A register entry',
  accounts: 'An accounts entry',
  'confirmation-statement': 'A confirmation-statement entry',
  charges: 'An entry on charges',
  insolvency: 'An insolvency entry',
  filing: 'A filing',
  'open-jobs': 'A job board',
  headcount: 'A headcount',
  revenue: 'A revenue figure',
  industry: 'An industry entry',
  location: 'A location',
  technology: 'A technology',
  website: 'A website',
  engagement: 'A reaction',
  'no-engagement': 'An entry on contact',
  'page-intent': 'A page visit',
  announcement: 'An announcement',
};

/** What can be said of any evidence at all: that it is there, and its date. */
export function plainSentence(item: Evidence): Sentence {
  return {
    text: `${kindWords[item.kind]} on record is dated ${longDate(item.observedAt)}.`,
    evidenceIds: [item.id],
  };
}

function latestFiling(
  set: EvidenceSet,
  wanted: (topic: ReturnType<typeof filingTopic>) => boolean,
): EvidenceOf<'filing'> | null {
  let newest: EvidenceOf<'filing'> | null = null;
  for (const filing of ofKind(set, 'filing')) {
    if (!wanted(filingTopic(filing.value))) continue;
    if (newest === null || filing.value.filedOn > newest.value.filedOn) newest = filing;
  }
  return newest;
}

function of(said: readonly { text: string; id: string }[], separator?: string): Sentence {
  const texts = said.map(({ text }) => text);
  return {
    text: `${capitalized(separator ? texts.join(separator) : listed(texts))}.`,
    evidenceIds: [...new Set(said.map(({ id }) => id))],
  };
}
