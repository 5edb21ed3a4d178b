/** What a company filed: share issues, changes of officers, charges, moves, new names. */
import { filingTopic } from '../company/register.ts';
import type { EvidenceOf } from '../evidence/evidence.ts';
import { ageInDays, type EvidenceSet, ofKind } from '../evidence/evidence-set.ts';
import type { Level, SignalType } from '../evidence/signal.ts';
import type { FilingTopic } from '../language/words.ts';
import type { SignalDraft } from './draft.ts';

interface TopicSignal {
  readonly type: SignalType;
  readonly relevance: number;
  urgency(ageDays: number): Level;
}

/**
 * A return of allotment says that shares were issued, and nothing of a round. Changes of officers
 * are told at company level: names of people are none of our business.
 */
const signalByTopic: Readonly<Record<FilingTopic, TopicSignal>> = {
  capital: {
    type: 'funding',
    relevance: 0.7,
    urgency: (age) => (age <= 90 ? 'high' : 'medium'),
  },
  'officer-appointed': {
    type: 'leadership-change',
    relevance: 0.6,
    urgency: (age) => (age <= 30 ? 'high' : 'medium'),
  },
  'officer-left': {
    type: 'leadership-change',
    relevance: 0.6,
    urgency: (age) => (age <= 30 ? 'high' : 'medium'),
  },
  charge: {
    type: 'filing',
    relevance: 0.4,
    urgency: () => 'low',
  },
  address: {
    type: 'filing',
    relevance: 0.3,
    urgency: () => 'low',
  },
  name: {
    type: 'filing',
    relevance: 0.4,
    urgency: () => 'low',
  },
};

/** Filings about one topic on one day are one fact. */
export function filingSignals(set: EvidenceSet): SignalDraft[] {
  const facts = new Map<string, { topic: FilingTopic; filings: EvidenceOf<'filing'>[] }>();
  for (const filing of ofKind(set, 'filing')) {
    const topic = filingTopic(filing.value);
    if (topic === null) continue;
    const key = `${topic} ${filing.value.filedOn}`;
    const fact = facts.get(key);
    if (fact) fact.filings.push(filing);
    else facts.set(key, { topic, filings: [filing] });
  }
  return [...facts.values()].map(({ topic, filings }) => {
    const { type, relevance, urgency } = signalByTopic[topic];
    const age = ageInDays(set, filings[0]?.value.filedOn ?? '');
    return {
      type,
      title: set.words.signals.filed[topic],
      evidence: filings,
      relevance,
      confidence: 'high',
      urgency: urgency(age),
    };
  });
}
