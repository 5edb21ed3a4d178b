/** What the company or a publisher announced, in their words. */
import type { EvidenceOf } from '../evidence/evidence.ts';
import { ageInDays, type EvidenceSet, latest, ofKind } from '../evidence/evidence-set.ts';
import type { Level } from '../evidence/signal.ts';
import type { NewsTopic } from '../language/words.ts';
import { headlineOf } from '../narrative/headline.ts';
import { plainText } from '../narrative/plain-text.ts';
import type { SignalDraft } from './draft.ts';

interface Topic {
  readonly relevance: number;
  /** Days within which it is urgent in the first degree. */
  readonly urgentDays: number;
}

const topics: ReadonlyMap<string, Topic & { type: NewsTopic }> = new Map(
  (
    [
      ['funding', { relevance: 0.9, urgentDays: 90 }],
      ['expansion', { relevance: 0.8, urgentDays: 30 }],
      ['leadership-change', { relevance: 0.7, urgentDays: 30 }],
      ['contract-award', { relevance: 0.8, urgentDays: 30 }],
      ['product', { relevance: 0.6, urgentDays: 0 }],
      ['partnership', { relevance: 0.6, urgentDays: 0 }],
      ['layoffs', { relevance: 1, urgentDays: 180 }],
    ] as const
  ).map(([type, topic]) => [type, { type, ...topic }]),
);

/** The same title about one topic is one fact, whoever published it. */
export function announcementSignals(set: EvidenceSet): SignalDraft[] {
  const facts = new Map<string, EvidenceOf<'announcement'>[]>();
  for (const item of ofKind(set, 'announcement')) {
    if (!topics.has(item.value.topic)) continue;
    const key = `${item.value.topic} ${plainText(item.value.title, 200).toLowerCase()}`;
    const items = facts.get(key);
    if (items) items.push(item);
    else facts.set(key, [item]);
  }
  const signals: SignalDraft[] = [];
  for (const evidence of facts.values()) {
    const first = evidence[0];
    const topic = first && topics.get(first.value.topic);
    if (!topic) continue;
    const age = ageInDays(set, latest(evidence.map(({ observedAt }) => observedAt)));
    const label = set.words.signals.announced[topic.type];
    const title = headlineOf(first.value.title, 120);
    const urgency: Level = age <= topic.urgentDays ? 'high' : age <= 90 ? 'medium' : 'low';
    signals.push({
      type: topic.type,
      title: title === '' ? label : set.words.text.labelled(label, title),
      evidence,
      relevance: topic.relevance,
      confidence: 'medium',
      urgency,
    });
  }
  return signals;
}
