/**
 * Engagement: what people at the company did, newest counting most. E-mail opens are no evidence at
 * all. Nobody reacting although the CRM was watching is a true 0; no evidence is unknown.
 */
import type { EngagementEvent, EvidenceOf } from '../evidence/evidence.ts';
import { ageInDays, type EvidenceSet, newestFirst, ofKind } from '../evidence/evidence-set.ts';
import { plainText } from '../narrative/plain-text.ts';
import { capped, cappedEntries, repeated } from './caps.ts';
import { type Component, knownComponent, type RawPoints, unknownComponent } from './component.ts';
import { decay, type PointSource } from './decay.ts';

/** Points of one event today. */
const eventPoints: Readonly<Record<EngagementEvent | 'page-intent', number>> = {
  reply: 45,
  meeting: 40,
  form: 25,
  campaign: 18,
  call: 20,
  'page-intent': 15,
  click: 8,
  'page-view': 5,
};

export function engagementComponent(set: EvidenceSet): Component {
  const events = ofKind(set, 'engagement');
  const intents = ofKind(set, 'page-intent');
  const interests = ofKind(set, 'intent');
  const silences = ofKind(set, 'no-engagement');
  if (events.length + intents.length + interests.length + silences.length === 0) {
    return unknownComponent('engagement', set.words.score.unknown.engagement);
  }
  const says = set.words.score.engagement;
  const sorts = new Map<PointSource, RawPoints[]>();
  for (const item of events) {
    add(sorts, item.value.event, {
      points: pointsOf(set, item),
      reason: eventReason(set, item),
      evidenceIds: [item.id],
      date: item.observedAt,
    });
  }
  for (const item of intents) {
    add(sorts, 'page-intent', {
      points: pointsOf(set, item),
      reason: says.visitedPage(plainText(item.value.page, 60), item.observedAt),
      evidenceIds: [item.id],
      date: item.observedAt,
    });
  }
  for (const item of interests) {
    const { days, visitors, pageViews, signals } = item.value;
    add(sorts, 'page-intent', {
      points: interestPoints(set, item),
      reason: set.words.signals.companyInterest({ days, visitors, pageViews, signals }),
      evidenceIds: [item.id],
      date: item.observedAt,
    });
  }
  const raw = cappedEntries(sorts);
  const silence = newestFirst(silences)[0];
  if (raw.length === 0 && silence) raw.push(silenceEntry(set, silence));
  return knownComponent('engagement', raw, 1, set.words.score.limits);
}

/** The value, 0–100, if one more event of this sort happened now. */
export function engagementWith(set: EvidenceSet, event: EngagementEvent): number {
  const sorts = new Map<PointSource, { points: number }[]>();
  add(sorts, event, { points: eventPoints[event] });
  for (const item of ofKind(set, 'engagement')) {
    add(sorts, item.value.event, { points: pointsOf(set, item) });
  }
  for (const item of ofKind(set, 'page-intent')) {
    add(sorts, 'page-intent', { points: pointsOf(set, item) });
  }
  let sum = 0;
  for (const [sort, entries] of sorts) {
    capped(sort, entries, (_, points) => {
      sum += points;
    });
  }
  return Math.min(100, Math.round(sum));
}

/** Visitors say more than pages; what the CRM counted as signals counts like visitors. */
function interestPoints(set: EvidenceSet, { value, observedAt }: EvidenceOf<'intent'>): number {
  const most = Math.max(value.visitors ?? 0, value.signals ?? 0, (value.pageViews ?? 0) / 4);
  if (most === 0) return 0;
  const share = repeated(Math.ceil(most)) / 2;
  return eventPoints['page-intent'] * share * decay('page-intent', ageInDays(set, observedAt));
}

function pointsOf(set: EvidenceSet, item: EvidenceOf<'engagement' | 'page-intent'>): number {
  const age = ageInDays(set, item.observedAt);
  return item.kind === 'page-intent'
    ? eventPoints['page-intent'] * decay('page-intent', age)
    : eventPoints[item.value.event] *
        repeated(item.value.count ?? 1) *
        decay(item.value.event, age);
}

function add<P>(sorts: Map<PointSource, P[]>, sort: PointSource, entry: P): void {
  const entries = sorts.get(sort);
  if (entries) entries.push(entry);
  else sorts.set(sort, [entry]);
}

function eventReason(
  { words }: EvidenceSet,
  { value, observedAt }: EvidenceOf<'engagement'>,
): string {
  const says = words.score.engagement;
  if (value.bookedFor) return says.booked(value.event, value.bookedFor);
  const count = value.count !== null && value.count > 1 ? value.count : null;
  return says.event(value.event, observedAt, count);
}

function silenceEntry(
  { words }: EvidenceSet,
  { id, value, observedAt }: EvidenceOf<'no-engagement'>,
): RawPoints {
  const reason = words.score.engagement.nobodyReacted(value.since);
  return { points: 0, reason, evidenceIds: [id], date: observedAt };
}
