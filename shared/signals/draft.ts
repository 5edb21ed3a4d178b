/** What a detector finds, before it is merged, dated against its horizon and limited in number. */
import type { Evidence } from '../evidence/evidence.ts';
import { ageInDays, type EvidenceSet, latest } from '../evidence/evidence-set.ts';
import {
  type Level,
  negativeSignalTypes,
  type Signal,
  type SignalType,
} from '../evidence/signal.ts';
import { truncate } from '../narrative/plain-text.ts';
import { priorityOf } from './priority.ts';

export interface SignalDraft {
  readonly type: SignalType;
  /** Plain words; every number in it stands in the evidence. */
  readonly title: string;
  /** At least one; all about the same fact. */
  readonly evidence: readonly Evidence[];
  /** 0–1. */
  readonly relevance: number;
  readonly confidence: Level;
  readonly urgency: Level;
}

const negative: ReadonlySet<SignalType> = new Set(negativeSignalTypes);

/** The signal of a draft, dated by its newest evidence. */
export function signalOf(set: EvidenceSet, draft: SignalDraft): Signal {
  const evidenceIds = draft.evidence.map(({ id }) => id).sort();
  const date = latest(draft.evidence.map(({ observedAt }) => observedAt));
  return {
    id: `${draft.type}:${evidenceIds[0] ?? ''}`,
    type: draft.type,
    polarity: negative.has(draft.type) ? 'negative' : 'positive',
    title: truncate(draft.title, 160),
    priority: priorityOf(draft.relevance, draft.confidence, ageInDays(set, date), draft.urgency),
    confidence: draft.confidence,
    date,
    evidenceIds,
  };
}
