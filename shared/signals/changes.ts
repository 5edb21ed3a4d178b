/** What became more, or fewer, or another: what two days of the same count tell. */
import { daysBetween } from '../company/change.ts';
import type { EvidenceOf } from '../evidence/evidence.ts';
import { type EvidenceSet, ofKind } from '../evidence/evidence-set.ts';
import { plainText } from '../narrative/plain-text.ts';
import type { SignalDraft } from './draft.ts';
import { wantedIn } from './technologies.ts';

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

/** @param wanted names in the ideal-customer profile; a new one of them makes the signal more relevant */
export function changeSignals(set: EvidenceSet, wanted: readonly string[]): SignalDraft[] {
  const others = ofKind(set, 'change').flatMap((item) => {
    if (item.value.measure === 'headcount') return [headcountSignal(set, item)];
    return item.value.measure === 'technologies' ? technologiesSignal(set, item, wanted) : [];
  });
  return [...jobChanges(set).map((item) => jobSignal(set, item)), ...others];
}

function jobSignal(set: EvidenceSet, item: Change): SignalDraft {
  const isGrowth = item.value.to > item.value.from;
  return {
    type: isGrowth ? 'hiring' : 'hiring-slowdown',
    title: changeInWords(set, item),
    evidence: [item],
    relevance: relevanceOf(item),
    confidence: 'high',
    urgency: isGrowth && shareOf(item) >= 0.5 ? 'medium' : 'low',
  };
}

/** That a company states fewer people is no announcement of job cuts. */
function headcountSignal(set: EvidenceSet, item: Change): SignalDraft {
  const { from, to, since, until } = item.value;
  return {
    type: to > from ? 'expansion' : 'hiring-slowdown',
    title: set.words.signals.headcountChanged({ from, to, days: daysBetween(since, until) }),
    evidence: [item],
    relevance: relevanceOf(item),
    confidence: 'medium',
    urgency: shareOf(item) >= 0.25 ? 'medium' : 'low',
  };
}

const namedTechnologies = 3;

function technologiesSignal(
  set: EvidenceSet,
  item: Change,
  wanted: readonly string[],
): SignalDraft[] {
  const fits = wantedIn(wanted);
  const told = (changed: readonly string[]) =>
    [...changed.filter(fits), ...changed.filter((name) => !fits(name))]
      .map((name) => plainText(name, 30))
      .filter(Boolean)
      .slice(0, namedTechnologies);
  const { since, until } = item.value;
  const [gained, lost] = [told(item.value.gained), told(item.value.lost)];
  if (gained.length + lost.length === 0) return [];
  return [
    {
      type: 'technology',
      title: set.words.signals.technologiesChanged({
        gained,
        lost,
        days: daysBetween(since, until),
      }),
      evidence: [item],
      relevance: item.value.gained.some(fits) ? 0.7 : gained.length > 0 ? 0.4 : 0.35,
      confidence: 'medium',
      urgency: 'low',
    },
  ];
}

function relevanceOf(item: Change): number {
  return Math.min(1, 0.5 + 0.5 * shareOf(item));
}

function shareOf({ value: { from, to } }: Change): number {
  return Math.abs(to - from) / Math.max(from, to);
}
