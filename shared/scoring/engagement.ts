/**
 * Engagement: what people at the company did, newest counting most. E-mail opens are no evidence at
 * all. Nobody reacting although the CRM was watching is a true 0; no evidence is unknown.
 */
import type { EngagementEvent, EvidenceOf } from '../evidence/evidence.ts';
import { ageInDays, type EvidenceSet, newestFirst, ofKind } from '../evidence/evidence-set.ts';
import { plainText } from '../narrative/plain-text.ts';
import { longDate } from '../text/dates.ts';
import { capped, repeated } from './caps.ts';
import { type Component, knownComponent, type RawPoints, unknownComponent } from './component.ts';
import { decay, type PointSource } from './decay.ts';

/** Points of one event today. */
export const eventPoints: Readonly<Record<EngagementEvent | 'page-intent', number>> = {
  reply: 45,
  meeting: 40,
  form: 25,
  call: 20,
  'page-intent': 15,
  click: 8,
  'page-view': 5,
};

const eventWords: Readonly<Record<EngagementEvent, string>> = {
  reply: 'Reply',
  meeting: 'Meeting',
  form: 'Form submitted',
  call: 'Call',
  click: 'Link clicked',
  'page-view': 'Page visited',
};

export function engagementComponent(set: EvidenceSet): Component {
  const events = ofKind(set, 'engagement');
  const intents = ofKind(set, 'page-intent');
  const silences = ofKind(set, 'no-engagement');
  if (events.length + intents.length + silences.length === 0) {
    return unknownComponent('engagement', 'The CRM holds no record of what people did.');
  }
  const sorts = new Map<PointSource, RawPoints[]>();
  for (const item of events) {
    const { event } = item.value;
    const points =
      eventPoints[event] *
      repeated(item.value.count ?? 1) *
      decay(event, ageInDays(set, item.observedAt));
    const entries = sorts.get(event) ?? [];
    entries.push({
      points,
      reason: eventReason(item),
      evidenceIds: [item.id],
      date: item.observedAt,
    });
    sorts.set(event, entries);
  }
  if (intents.length > 0) {
    sorts.set(
      'page-intent',
      intents.map((item) => ({
        points: eventPoints['page-intent'] * decay('page-intent', ageInDays(set, item.observedAt)),
        reason: `Visited the ${plainText(item.value.page, 60)} page on ${longDate(item.observedAt)}`,
        evidenceIds: [item.id],
        date: item.observedAt,
      })),
    );
  }
  const raw = [...sorts].flatMap(([sort, entries]) => capped(sort, entries));
  const silence = newestFirst(silences)[0];
  if (raw.length === 0 && silence) raw.push(silenceEntry(silence));
  return knownComponent('engagement', raw, 1);
}

function eventReason({ value, observedAt }: EvidenceOf<'engagement'>): string {
  const times = value.count !== null && value.count > 1 ? `, ${value.count} in all` : '';
  return `${eventWords[value.event]} on ${longDate(observedAt)}${times}`;
}

function silenceEntry({ id, value, observedAt }: EvidenceOf<'no-engagement'>): RawPoints {
  const since = value.since === null ? '' : ` since ${longDate(value.since)}`;
  return { points: 0, reason: `Nobody reacted${since}`, evidenceIds: [id], date: observedAt };
}
