/** Which of the things that happened are worth a sentence. How it is said is the language's: `shared/language/`. */
import { filingTopic } from '../company/register.ts';
import type { EngagementEvent, Evidence, EvidenceOf } from '../evidence/evidence.ts';
import { ageInDays, type EvidenceSet, newestFirst, ofKind } from '../evidence/evidence-set.ts';
import type { FilingTopic, Happened, NewsTopic } from '../language/words.ts';
import { table } from '../table.ts';
import { headlineOf } from './headline.ts';
import { harmless, hasManners, money, type Sentence, sentenceFrom } from './sentence.ts';

/** Most telling first. */
const active: readonly EngagementEvent[] = ['reply', 'meeting', 'form', 'campaign', 'call'];
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
  return silence ? sentenceFrom(set.words.summary.silence(silence.value.since), silence) : null;
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
  return sentenceFrom(
    set.words.summary.interest({ days, pageViews, visitors: visitors || null }),
    seen,
  );
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
  return sentenceFrom(set.words.summary.hiring(jobs), board);
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
  return sentenceFrom(set.words.summary.change({ measure, from, to, since, until }), largest);
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
  return sentenceFrom(set.words.summary.filed(topic, filing.value.filedOn), filing);
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
      hasManners(set, title);
    return sentenceFrom(set.words.summary.news(topic, news.observedAt, isFit ? title : null), news);
  }
  return null;
}

/** A public contract won. */
export function awardSentence(set: EvidenceSet): Sentence | null {
  const award = newestFirst(ofKind(set, 'contract-award'))[0];
  if (!award) return null;
  const { buyer, amount, currency, awardedOn, suppliers } = award.value;
  const isWhole = amount !== null && currency !== null && suppliers === 1;
  return sentenceFrom(
    set.words.summary.award({
      buyer: harmless(set, buyer),
      money: isWhole ? money(set, amount, currency) : null,
      date: awardedOn,
    }),
    award,
  );
}
