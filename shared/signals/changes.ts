/** Open posts that became more, or fewer: what two days on the same board tell. */
import { daysBetween } from '../company/change.ts';
import type { EvidenceOf } from '../evidence/evidence.ts';
import { type EvidenceSet, ofKind } from '../evidence/evidence-set.ts';
import { plainText } from '../narrative/plain-text.ts';
import type { SignalDraft } from './draft.ts';

type Change = EvidenceOf<'change'>;

/** Of a board's two counts the one of engineers says more; one signal for each board. */
export function jobChanges(set: EvidenceSet): Change[] {
  const byBoard = new Map<string, Change>();
  for (const item of ofKind(set, 'change')) {
    const { measure, place } = item.value;
    if (measure !== 'open-jobs' && measure !== 'open-engineering-jobs') continue;
    const board = `${item.source.provider} ${place}`;
    if (measure === 'open-engineering-jobs' || !byBoard.has(board)) byBoard.set(board, item);
  }
  return [...byBoard.values()];
}

/** In words of the record's language; every number of them stands in the evidence. */
export function changeInWords(set: EvidenceSet, { value, source }: Change): string {
  return set.words.signals.rolesChanged({
    isEngineering: value.measure === 'open-engineering-jobs',
    from: value.from,
    to: value.to,
    days: daysBetween(value.since, value.until),
    board: plainText(value.place ?? source.label, 40),
  });
}

export function changeSignals(set: EvidenceSet): SignalDraft[] {
  return jobChanges(set).map((item): SignalDraft => {
    const { from, to } = item.value;
    const isGrowth = to > from;
    const share = Math.abs(to - from) / Math.max(from, to);
    return {
      type: isGrowth ? 'hiring' : 'hiring-slowdown',
      title: changeInWords(set, item),
      evidence: [item],
      relevance: Math.min(1, 0.5 + 0.5 * share),
      confidence: 'high',
      urgency: isGrowth && share >= 0.5 ? 'medium' : 'low',
    };
  });
}
