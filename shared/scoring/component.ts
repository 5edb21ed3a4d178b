/** One component of a score and the exact account of its points. */
import { latest } from '../evidence/evidence-set.ts';
import type { ScoreWords } from '../language/score-words.ts';
import type { ComponentName } from '../tenant/settings.ts';

/** What one piece of evidence brings to a component before rounding and limits. */
export interface RawPoints {
  readonly points: number;
  readonly reason: string;
  readonly evidenceIds: string[];
  readonly date: string;
}

/** The same in whole points that add up. */
interface SettledPoints extends RawPoints {
  /** The line states what the limits 0 and 100 took away, and is no reason of its own. */
  readonly isLimit: boolean;
}

export interface Component {
  readonly name: ComponentName;
  /** 0–100, whole; null when unknown. */
  readonly value: number | null;
  /** 0–1. */
  readonly coverage: number;
  readonly unknownReason: string | null;
  /** Whole points that add up to `value` exactly. Empty when unknown. */
  readonly contributions: readonly SettledPoints[];
}

/** A component about which there is no evidence. */
export function unknownComponent(name: ComponentName, unknownReason: string): Component {
  return { name, value: null, coverage: 0, unknownReason, contributions: [] };
}

/**
 * A known component: the sum of the points, limited to 0–100. Points are rounded so that they still
 * add up; where a limit cuts, one more line says by how much, so the account is always complete.
 *
 * @param raw at least one entry, in an order that does not depend on the order of the evidence
 * @param coverage 0–1
 */
export function knownComponent(
  name: ComponentName,
  raw: readonly RawPoints[],
  coverage: number,
  says: ScoreWords['limits'],
): Component {
  const whole = wholePoints(raw);
  const sum = whole.reduce((total, points) => total + points, 0);
  const value = Math.min(100, Math.max(0, sum));
  const contributions: SettledPoints[] = raw.map(({ reason, evidenceIds, date }, index) => ({
    points: whole[index] ?? 0,
    reason,
    evidenceIds,
    date,
    isLimit: false,
  }));
  if (sum !== value) contributions.push(limitLine(contributions, value - sum, says));
  return { name, value, coverage: Math.min(1, coverage), unknownReason: null, contributions };
}

function limitLine(
  contributions: readonly SettledPoints[],
  points: number,
  says: ScoreWords['limits'],
): SettledPoints {
  const cut = contributions.filter((entry) => entry.points * points < 0);
  return {
    points,
    reason: points < 0 ? says.above : says.below,
    evidenceIds: [...new Set(cut.flatMap((entry) => entry.evidenceIds))].sort(),
    date: latest(cut.map((entry) => entry.date)),
    isLimit: true,
  };
}

/** Rounds so that the rounded points add up to the rounded sum: the largest remainders go up. */
function wholePoints(raw: readonly RawPoints[]): number[] {
  let sum = 0;
  let floored = 0;
  const floors: number[] = [];
  for (const { points } of raw) {
    const floor = Math.floor(points + 1e-9);
    floors.push(floor);
    floored += floor;
    sum += points;
  }
  let missing = Math.round(sum + 1e-9) - floored;
  while (missing > 0) {
    let largest = -1;
    let remainder = -1;
    for (let index = 0; index < raw.length; index++) {
      const rest = (raw[index]?.points ?? 0) - (floors[index] ?? 0);
      if (rest > remainder + 1e-12) {
        remainder = rest;
        largest = index;
      }
    }
    floors[largest] = (floors[largest] ?? 0) + 1;
    missing--;
  }
  return floors;
}
