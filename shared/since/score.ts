/** How a score came to be another one. */
import type { ScoreChange } from '../contract/since.ts';
import type { Contribution, Score } from '../contract/v1.ts';
import { order } from '../evidence/evidence-set.ts';
import type { Earlier } from './earlier.ts';

/** Null where the score is the same. The reason is the contribution whose points differ most in its direction. */
export function changedScore(earlier: Earlier, now: Score): Omit<ScoreChange, 'text'> | null {
  const from = earlier.score.value;
  const to = now.value;
  if (from === to) return null;
  const isComparable = earlier.score.modelVersion === now.modelVersion;
  const mover = isComparable ? moverOf(earlier.score.contributions, now.contributions) : null;
  const isRise = (to ?? 0) > (from ?? 0);
  const told = mover && mover.delta !== 0 && mover.delta > 0 === isRise ? mover : null;
  return {
    kind: 'score',
    from,
    to,
    reason: told?.entry.reason ?? null,
    isGone: told?.isGone ?? false,
    evidenceIds: told && !told.isGone ? told.entry.evidenceIds : [],
    earlierIds: told?.isGone ? told.entry.evidenceIds : [],
  };

  function moverOf(before: readonly Contribution[], after: readonly Contribution[]) {
    const was = byKey(before);
    const is = byKey(after);
    const moves = [...new Set([...was.keys(), ...is.keys()])].sort(order).flatMap((key) => {
      const entry = is.get(key)?.entry ?? was.get(key)?.entry;
      const delta = (is.get(key)?.points ?? 0) - (was.get(key)?.points ?? 0);
      return entry ? [{ entry, delta, isGone: !is.has(key) }] : [];
    });
    const sign = (to ?? 0) > (from ?? 0) ? 1 : -1;
    return moves.reduce<(typeof moves)[number] | null>(
      (best, move) => (!best || sign * move.delta > sign * best.delta ? move : best),
      null,
    );
  }
}

/** Points of one component for the same evidence, together. */
function byKey(contributions: readonly Contribution[]) {
  const sums = new Map<string, { entry: Contribution; points: number }>();
  for (const entry of contributions) {
    const key = `${entry.component} ${[...entry.evidenceIds].sort(order).join(' ')}`;
    const points = (sums.get(key)?.points ?? 0) + entry.overallPoints;
    sums.set(key, { entry, points });
  }
  return sums;
}
