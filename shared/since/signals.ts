/** Which signals came, went, or could not be confirmed. */
import type { SignalChange } from '../contract/since.ts';
import type { EvidenceKind } from '../evidence/evidence.ts';
import type { EvidenceSet } from '../evidence/evidence-set.ts';
import { ageInDays } from '../evidence/evidence-set.ts';
import type { Signal } from '../evidence/signal.ts';
import { horizonDays, maxPerType } from '../signals/signals.ts';
import { sourceOf } from './carried.ts';
import type { Earlier } from './earlier.ts';

type Change = Omit<SignalChange, 'text'>;

interface Now {
  readonly set: EvidenceSet;
  readonly signals: readonly Signal[];
  /** Ids of evidence that is the earlier enrichment's. */
  readonly carried: ReadonlySet<string>;
  readonly answering: ReadonlySet<string>;
}

/** The same signal: one type, about evidence that both have. */
function isSame(one: Signal, other: Signal): boolean {
  return (
    one.type === other.type &&
    (one.id === other.id || one.evidenceIds.some((id) => other.evidenceIds.includes(id)))
  );
}

export function changedSignals(earlier: Earlier, now: Now): Change[] {
  const { signals, carried } = now;
  const came = signals
    .filter((signal) => !earlier.signals.some((before) => isSame(before, signal)))
    .map(
      (signal): Change => ({
        kind: 'signal',
        change: 'new',
        signal,
        evidenceIds: signal.evidenceIds,
        earlierIds: [],
      }),
    );
  const went = earlier.signals
    .filter((before) => !signals.some((signal) => isSame(before, signal)))
    .flatMap((before): Change[] => {
      const change = farewell(earlier, now, before);
      if (change === null) return [];
      return [
        { kind: 'signal', change, signal: before, evidenceIds: [], earlierIds: before.evidenceIds },
      ];
    });
  const stayed = signals
    .filter(({ evidenceIds }) => evidenceIds.every((id) => carried.has(id)))
    .map(
      (signal): Change => ({
        kind: 'signal',
        change: 'unconfirmed',
        signal,
        evidenceIds: signal.evidenceIds,
        earlierIds: [],
      }),
    );
  const withdrawn = went.filter(({ change }) => change === 'withdrawn');
  const aged = went.filter(({ change }) => change === 'aged');
  return [...withdrawn, ...came, ...stayed, ...aged];
}

/** What happened stays true where its source does not list it any more: a feed has room for so many. */
const events: ReadonlySet<EvidenceKind> = new Set([
  'filing',
  'announcement',
  'contract-award',
  'change',
  'engagement',
  'page-intent',
]);

/** Why a signal is gone; null where nothing can be said against it. */
function farewell(
  earlier: Earlier,
  { set, signals, answering }: Now,
  before: Signal,
): 'withdrawn' | 'aged' | null {
  if (ageInDays(set, before.date) > horizonDays[before.type]) return 'aged';
  const isStillKnown = set.all.some(({ id }) => before.evidenceIds.includes(id));
  const isCrowdedOut = signals.filter(({ type }) => type === before.type).length >= maxPerType;
  if (isStillKnown && isCrowdedOut) return null;
  const cited = earlier.evidence.filter(({ id }) => before.evidenceIds.includes(id));
  const isAnswered = cited.every(
    (item) => item.source.type === 'crm' || answering.has(sourceOf(item)),
  );
  if (cited.length === 0 || !isAnswered) return null;
  return cited.every(({ kind }) => events.has(kind)) ? 'aged' : 'withdrawn';
}
