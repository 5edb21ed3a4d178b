/** Which facts of each sort are worth a sentence. How it is said is the language's: `shared/language/`. */
import {
  accountsTypeOf,
  currentRegistrations,
  currentTrouble,
  filingTopic,
  standingOf,
} from '../company/register.ts';
import type { EngagementEvent, Evidence, EvidenceOf } from '../evidence/evidence.ts';
import { ageInDays, type EvidenceSet, newestFirst, ofKind } from '../evidence/evidence-set.ts';
import type { FilingTopic, Happened, NewsTopic } from '../language/words.ts';
import { table } from '../table.ts';
import { headlineOf } from './headline.ts';
import { mannersFaults } from './manners.ts';
import { givesOrders } from './plain-text.ts';

export interface Sentence {
  readonly text: string;
  readonly evidenceIds: string[];
}

/** Letters and single spaces: a name from outside that cannot break a sentence. */
const plainName = /^\p{L}{1,24}(?: \p{L}{1,24}){0,3}$/u;
const noNames: ReadonlySet<string> = new Set();

/** The name when it can stand in a sentence as it is; null for any other. */
function harmless({ words }: EvidenceSet, name: string): string | null {
  const isPlain =
    plainName.test(name) &&
    !givesOrders(name) &&
    mannersFaults(name, noNames, words.language).length === 0;
  return isPlain ? name : null;
}

/** What speaks against the company by the register. */
export function warningSentence(set: EvidenceSet): Sentence | null {
  const trouble = currentTrouble(set);
  const striking = currentRegistrations(set).filter(({ value }) => value.strikeOffProposed);
  if (!trouble && striking.length === 0) return null;
  const dated: Evidence | undefined = newestFirst<Evidence>([
    ...striking,
    ...set.all.filter(({ id }) => trouble?.evidenceIds.includes(id)),
  ])[0];
  const ids = [...(trouble?.evidenceIds ?? []), ...striking.map(({ id }) => id)];
  return {
    text: set.words.summary.warning(
      trouble?.words ?? null,
      striking.length > 0,
      dated?.observedAt ?? '',
    ),
    evidenceIds: [...new Set(ids)],
  };
}

export function overdueSentence(set: EvidenceSet): Sentence | null {
  const { summary } = set.words;
  const accounts = ofKind(set, 'accounts').find(({ value }) => value.overdue);
  if (accounts) {
    return of(summary.accountsOverdue(accounts.value.nextDueOn), accounts);
  }
  const statement = ofKind(set, 'confirmation-statement').find(({ value }) => value.overdue);
  return statement ? of(summary.statementOverdue(statement.value.nextDueOn), statement) : null;
}

/** Most telling first. */
const active: readonly EngagementEvent[] = ['reply', 'meeting', 'form', 'call'];
const passive: readonly EngagementEvent[] = ['click', 'page-view'];
/** Older reactions are history: what the company does now comes before them. */
const recentDays = 90;

/** The two most telling things somebody did of late, a visit to a telling page included. */
export function reactionSentence(set: EvidenceSet): Sentence | null {
  return happened(set, active, (item) => isRecent(set, item));
}

function isRecent(set: EvidenceSet, { observedAt }: Evidence): boolean {
  return ageInDays(set, observedAt) <= recentDays;
}

/** Clicks, visits and what is long past; failing all that, that nobody reacted. */
export function weakReactionSentence(set: EvidenceSet): Sentence | null {
  const isTold =
    ofKind(set, 'page-intent').some((item) => isRecent(set, item)) ||
    ofKind(set, 'engagement').some(
      (item) => active.includes(item.value.event) && isRecent(set, item),
    );
  if (isTold) return null;
  const anything = happened(set, [...active, ...passive], () => true);
  if (anything) return anything;
  const silence = newestFirst(ofKind(set, 'no-engagement'))[0];
  return silence ? of(set.words.summary.silence(silence.value.since), silence) : null;
}

function happened(
  set: EvidenceSet,
  wanted: readonly EngagementEvent[],
  counts: (item: EvidenceOf<'engagement' | 'page-intent'>) => boolean,
): Sentence | null {
  const events = newestFirst(ofKind(set, 'engagement')).filter(counts);
  const told: { event: Happened; id: string }[] = [];
  for (const what of wanted) {
    const item = events.find(({ value }) => value.event === what);
    if (!item) continue;
    const { bookedFor } = item.value;
    const date = bookedFor ?? item.observedAt;
    told.push({ event: { what, date, isBooked: Boolean(bookedFor), page: null }, id: item.id });
  }
  const intent = newestFirst(ofKind(set, 'page-intent')).filter(counts)[0];
  if (intent) {
    const page = harmless(set, intent.value.page)?.toLowerCase() ?? null;
    const event: Happened = { what: 'page-intent', date: intent.observedAt, isBooked: false, page };
    told.splice(1, 0, { event, id: intent.id });
  }
  if (told.length === 0) return null;
  const two = told.slice(0, 2);
  return {
    text: set.words.summary.happened(two.map(({ event }) => event)),
    evidenceIds: two.map(({ id }) => id),
  };
}

/** What the CRM itself saw of the company's interest. */
export function interestSentence(set: EvidenceSet): Sentence | null {
  const seen = newestFirst(ofKind(set, 'intent'))[0];
  if (!seen) return null;
  const { days, pageViews, visitors } = seen.value;
  if (!pageViews) return null;
  return of(set.words.summary.interest({ days, pageViews, visitors: visitors || null }), seen);
}

export function hiringSentence(set: EvidenceSet): Sentence | null {
  const board = newestFirst(ofKind(set, 'open-jobs'))[0];
  if (!board) return null;
  const { total, seniorRoles } = board.value;
  const jobs = {
    total,
    senior: seniorRoles,
    board: harmless(set, board.source.label),
    date: board.observedAt,
  };
  return of(set.words.summary.hiring(jobs), board);
}

/** The largest change of a count between two days. */
export function changeSentence(set: EvidenceSet): Sentence | null {
  let largest: EvidenceOf<'change'> | null = null;
  const size = ({ value }: EvidenceOf<'change'>) => Math.abs(value.to - value.from);
  for (const item of newestFirst(ofKind(set, 'change'))) {
    const { measure, from, to } = item.value;
    if (measure === 'technologies' || from === to) continue;
    if (largest === null || size(item) > size(largest)) largest = item;
  }
  if (largest === null) return null;
  const { measure, from, to, since, until } = largest.value;
  if (measure === 'technologies') return null;
  return of(set.words.summary.change({ measure, from, to, since, until }), largest);
}

export function capitalSentence(set: EvidenceSet): Sentence | null {
  return filed(set, (topic) => topic === 'capital');
}

export function filingSentence(set: EvidenceSet): Sentence | null {
  return filed(set, (topic) => topic !== 'capital');
}

function filed(set: EvidenceSet, wanted: (topic: FilingTopic) => boolean): Sentence | null {
  let newest: { filing: EvidenceOf<'filing'>; topic: FilingTopic } | null = null;
  for (const filing of ofKind(set, 'filing')) {
    const topic = filingTopic(filing.value);
    if (topic === null || !wanted(topic)) continue;
    if (newest === null || filing.value.filedOn > newest.filing.value.filedOn) {
      newest = { filing, topic };
    }
  }
  if (newest === null) return null;
  const { filing, topic } = newest;
  return of(set.words.summary.filed(topic, filing.value.filedOn), filing);
}

const maxHeadline = 160;

const newsTopics = table<NewsTopic>({
  funding: 'funding',
  expansion: 'expansion',
  'leadership-change': 'leadership-change',
  'contract-award': 'contract-award',
  product: 'product',
  partnership: 'partnership',
  layoffs: 'layoffs',
});

export function layoffsSentence(set: EvidenceSet): Sentence | null {
  return announced(set, (topic) => topic === 'layoffs');
}

export function announcementSentence(set: EvidenceSet): Sentence | null {
  return announced(set, (topic) => topic !== 'layoffs');
}

/** With the headline in quotes where it has manners, else only its topic. */
function announced(set: EvidenceSet, wanted: (topic: NewsTopic) => boolean): Sentence | null {
  for (const news of newestFirst(ofKind(set, 'announcement'))) {
    const topic = newsTopics[news.value.topic];
    if (topic === undefined || !wanted(topic)) continue;
    // A headline that was cut short is not what anybody published.
    const whole = headlineOf(news.value.title, maxHeadline + 1);
    const title = whole.replace(/[\s.]+$/, '');
    const isFit =
      title !== '' &&
      whole.length <= maxHeadline &&
      !/["“”„«»]/.test(title) &&
      mannersFaults(title, noNames, set.words.language).length === 0;
    return of(set.words.summary.news(topic, news.observedAt, isFit ? title : null), news);
  }
  return null;
}

/** A public contract won. */
export function awardSentence(set: EvidenceSet): Sentence | null {
  const award = newestFirst(ofKind(set, 'contract-award'))[0];
  if (!award) return null;
  const { buyer, amount, currency, awardedOn, suppliers } = award.value;
  const isWhole = amount !== null && currency !== null && suppliers === 1;
  return of(
    set.words.summary.award({
      buyer: harmless(set, buyer),
      money: isWhole ? money(set, amount, currency) : null,
      date: awardedOn,
    }),
    award,
  );
}

export function registerSentence(set: EvidenceSet): Sentence | null {
  const entry = newestFirst(currentRegistrations(set))[0];
  const accounts = newestFirst(ofKind(set, 'accounts'))[0];
  const isActive = entry !== undefined && standingOf(entry.value.status) === 'active';
  const isOnTime = accounts !== undefined && !accounts.value.overdue;
  if (!isActive && !isOnTime) return null;
  const type = accounts?.value.accountsType ?? null;
  return {
    text: set.words.summary.register(
      isActive ? { incorporatedOn: entry.value.incorporatedOn } : null,
      isOnTime ? { type: type === null ? null : accountsTypeOf(type) } : null,
    ),
    evidenceIds: [...(isActive ? [entry.id] : []), ...(isOnTime ? [accounts.id] : [])],
  };
}

/** What the last accounts state: turnover where they do, else net assets or cash. */
export function figuresSentence(set: EvidenceSet): Sentence | null {
  const filed = newestFirst(ofKind(set, 'financials'))[0];
  if (!filed) return null;
  const { value } = filed;
  for (const name of ['turnover', 'netAssets', 'cash'] as const) {
    const figure = value[name];
    if (figure === null) continue;
    const current = money(set, figure.current, value.currency);
    if (current === null) continue;
    const previous = figure.previous === null ? null : money(set, figure.previous, value.currency);
    return of(
      set.words.summary.figures({ name, current, previous, periodEnd: value.periodEnd }),
      filed,
    );
  }
  return null;
}

/** What the company says of itself comes before what others noted of it. */
const reliability = { stated: 0, accounts: 1, crm: 2, 'accounts-type': 3 } as const;

function mostReliable<K extends 'headcount' | 'revenue'>(
  set: EvidenceSet,
  kind: K,
): EvidenceOf<K> | undefined {
  return newestFirst<EvidenceOf<'headcount' | 'revenue'>>(ofKind(set, kind)).sort(
    (a, b) => reliability[a.value.basis] - reliability[b.value.basis],
  )[0] as EvidenceOf<K> | undefined;
}

export function sizeSentence(set: EvidenceSet): Sentence | null {
  const headcount = mostReliable(set, 'headcount');
  const revenue = mostReliable(set, 'revenue');
  const earned = revenue ? money(set, revenue.value.amount, revenue.value.currency) : null;
  const isEarned = earned !== null && (revenue?.value.amount ?? -1) >= 0;
  if (!headcount && !isEarned) return null;
  const { text, summary } = set.words;
  const people = headcount
    ? {
        people: text.people(headcount.value.minimum, headcount.value.maximum),
        basis: headcount.value.basis,
      }
    : null;
  return {
    text: summary.size(people, isEarned ? earned : null),
    evidenceIds: [
      ...(headcount ? [headcount.id] : []),
      ...(isEarned && revenue ? [revenue.id] : []),
    ],
  };
}

/** No company earns ten trillion: such a figure is a mistake nobody should repeat. */
function money({ words }: EvidenceSet, amount: number, currency: string | null): string | null {
  if (!Number.isInteger(amount) || Math.abs(amount) >= 1e13) return null;
  return /^[A-Z]{3}$/.test(currency ?? '') ? words.text.money(amount, currency) : null;
}

export function industrySentence(set: EvidenceSet): Sentence | null {
  for (const item of newestFirst(ofKind(set, 'industry'))) {
    const name = harmless(set, item.value.name);
    if (name !== null) return of(set.words.summary.industry(name), item);
  }
  return null;
}

export function placeSentence(set: EvidenceSet): Sentence | null {
  const place = newestFirst(ofKind(set, 'location'))[0];
  if (!place) return null;
  const name = set.words.text.country(place.value.country);
  if (!/^[\p{L}\p{M}'’() .-]{4,50}$/u.test(name)) return null;
  return of(set.words.summary.place(name), place);
}

export function parentSentence(set: EvidenceSet): Sentence | null {
  for (const item of newestFirst(ofKind(set, 'parent-company'))) {
    const name = harmless(set, item.value.name);
    if (name !== null) return of(set.words.summary.parent(item.value.relation, name), item);
  }
  return null;
}

/** One technology; names with anything but letters are left to the signals. */
export function technologySentence(set: EvidenceSet): Sentence | null {
  for (const item of newestFirst(ofKind(set, 'technology'))) {
    const name = harmless(set, item.value.name);
    if (name !== null) return of(set.words.summary.technology(name), item);
  }
  return null;
}

/** What the register has against the company: nothing, or charges. */
export function standingSentence(set: EvidenceSet): Sentence | null {
  const says = set.words.score.financial;
  const insolvency = newestFirst(ofKind(set, 'insolvency'))[0];
  const charges = newestFirst(ofKind(set, 'charges'))[0];
  const told: { text: string; id: string }[] = [];
  if (insolvency?.value.procedure === null) {
    const text = insolvency.value.inHistory ? says.insolvencyInHistory : says.noInsolvency;
    told.push({ text, id: insolvency.id });
  }
  if (charges) {
    told.push({ text: charges.value.registered ? says.charges : says.noCharges, id: charges.id });
  }
  const [first, second] = told;
  if (!first) return null;
  const rest = second ? `; ${second.text.charAt(0).toLowerCase()}${second.text.slice(1)}` : '';
  return { text: `${first.text}${rest}.`, evidenceIds: told.map(({ id }) => id) };
}

/** What can be said of any evidence at all: that it is there, and its date. */
export function plainSentence({ words }: EvidenceSet, item: Evidence): Sentence {
  return of(words.summary.onRecord(item.kind, item.observedAt), item);
}

function of(text: string, { id }: Evidence): Sentence {
  return { text, evidenceIds: [id] };
}
