/** How a score came to be another one. */
import type { ScoreChange } from '../contract/since.ts';
import type { Contribution, Score } from '../contract/v1.ts';
import { order } from '../evidence/evidence-set.ts';
import type { Earlier } from './earlier.ts';

/** Null where the score is the same. The reason is the contribution whose points differ most in its direction. */
export function changedScore(earlier: Earlier, score: Score): Omit<ScoreChange, 'text'> | null {
  const from = earlier.score.value;
  const to = score.value;
  if (from === to) return null;
  const isComparable = earlier.score.modelVersion === score.modelVersion;
  const mover = isComparable ? moverOf(earlier.score.contributions, score.contributions) : null;
  const isRise = (to ?? 0) > (from ?? 0);
  const told = mover && mover.delta !== 0 && mover.delta > 0 === isRise ? mover : null;
  return {
    kind: 'score',
    from,
    to,
    reason: told?.entry.reason ?? null,
    how: told?.how ?? 'counts',
    evidenceIds: told && told.how !== 'gone' ? told.entry.evidenceIds : [],
    earlierIds: told?.how === 'gone' ? told.entry.evidenceIds : [],
  };

  function moverOf(before: readonly Contribution[], after: readonly Contribution[]) {
    const was = byKey(before);
    const is = byKey(after);
    const moves = [...new Set([...was.keys(), ...is.keys()])].sort(order).flatMap((key) => {
      const [then, now] = [was.get(key), is.get(key)];
      const entry = now?.entry ?? then?.entry;
      const delta = (now?.points ?? 0) - (then?.points ?? 0);
      return entry ? [{ entry, delta, how: howOf(then, now) }] : [];
    });
    const sign = (to ?? 0) > (from ?? 0) ? 1 : -1;
    return moves.reduce<(typeof moves)[number] | null>(
      (best, move) => (!best || sign * move.delta > sign * best.delta ? move : best),
      null,
    );
  }
}

/** Of the same day and smaller: nothing has happened but time. */
function howOf(then: Sum | undefined, now: Sum | undefined): ScoreChange['how'] {
  if (!now) return 'gone';
  const isSame = then?.entry.date === now.entry.date && then.entry.reason === now.entry.reason;
  return isSame && Math.abs(now.points) < Math.abs(then.points) ? 'fades' : 'counts';
}

interface Sum {
  readonly entry: Contribution;
  readonly points: number;
}

/** Points of one component for the same evidence, together. */
function byKey(contributions: readonly Contribution[]) {
  const sums = new Map<string, Sum>();
  for (const entry of contributions) {
    const key = `${entry.component} ${[...entry.evidenceIds].sort(order).join(' ')}`;
    const points = (sums.get(key)?.points ?? 0) + entry.overallPoints;
    sums.set(key, { entry, points });
  }
  return sums;
}
