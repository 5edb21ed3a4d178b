/** Limits so that one noisy source cannot carry a score. */
import type { RawPoints } from './component.ts';
import type { PointSource } from './decay.ts';

/** The most points (of a component's 100) that all evidence of one sort can bring or take. */
export const caps: Readonly<Record<PointSource, number>> = {
  reply: 60,
  meeting: 55,
  form: 30,
  call: 25,
  click: 12,
  'page-view': 10,
  'page-intent': 18,
  hiring: 65,
  funding: 40,
  expansion: 25,
  'leadership-change': 14,
  announcement: 30,
  layoffs: 60,
  filing: 8,
};

/**
 * What several occurrences are worth as a multiple of one: each further one counts half of the one
 * before it, so any number of them stays below 2.
 * @param count at least 1
 */
export function repeated(count: number): number {
  return 2 - 2 ** (1 - Math.max(1, count));
}

/**
 * Lets the strongest evidence of one sort count in full, each further piece half of the one before
 * it, and everything together no more than its cap.
 */
export function capped(source: PointSource, points: readonly RawPoints[]): RawPoints[] {
  const sorted =
    points.length < 2
      ? points
      : [...points].sort((a, b) => Math.abs(b.points) - Math.abs(a.points));
  let room = caps[source];
  return sorted.map((entry, index) => {
    const size = Math.min(room, Math.abs(entry.points) / 2 ** index);
    room -= size;
    return { ...entry, points: Math.sign(entry.points) * size };
  });
}
