/** What the company or a publisher announced, in their words. */
import type { EvidenceOf } from '../evidence/evidence.ts';
import { ageInDays, type EvidenceSet, latest, ofKind } from '../evidence/evidence-set.ts';
import type { Level, SignalType } from '../evidence/signal.ts';
import { plainText } from '../narrative/plain-text.ts';
import type { SignalDraft } from './draft.ts';

interface Topic {
  readonly label: string;
  readonly relevance: number;
  /** Days within which it is urgent in the first degree. */
  readonly urgentDays: number;
}

const topics: ReadonlyMap<string, Topic & { type: SignalType }> = new Map(
  (
    [
      ['funding', { label: 'Funding announced', relevance: 0.9, urgentDays: 90 }],
      ['expansion', { label: 'Expansion announced', relevance: 0.8, urgentDays: 30 }],
      [
        'leadership-change',
        { label: 'Change of leadership announced', relevance: 0.7, urgentDays: 30 },
      ],
      ['contract-award', { label: 'Contract award announced', relevance: 0.8, urgentDays: 30 }],
      ['product', { label: 'Product announced', relevance: 0.6, urgentDays: 0 }],
      ['partnership', { label: 'Partnership announced', relevance: 0.6, urgentDays: 0 }],
      ['layoffs', { label: 'Job cuts announced', relevance: 1, urgentDays: 180 }],
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
    const title = plainText(first.value.title, 120);
    const urgency: Level = age <= topic.urgentDays ? 'high' : age <= 90 ? 'medium' : 'low';
    signals.push({
      type: topic.type,
      title: title === '' ? topic.label : `${topic.label}: ${title}`,
      evidence,
      relevance: topic.relevance,
      confidence: 'medium',
      urgency,
    });
  }
  return signals;
}
