/** Limits so that one noisy source cannot carry a score. */
import type { PointSource } from './decay.ts';

/** The most points (of a component's 100) that all evidence of one sort can bring or take. */
export const caps: Readonly<Record<PointSource, number>> = {
  reply: 60,
  meeting: 55,
  form: 30,
  campaign: 25,
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
 * it, and everything together no more than its cap. Yields the counted points, strongest first, each
 * with the entry it came from.
 */
export function capped<P extends { readonly points: number }>(
  source: PointSource,
  entries: readonly P[],
  each: (entry: P, points: number) => void,
): void {
  const sorted =
    entries.length < 2
      ? entries
      : [...entries].sort((a, b) => Math.abs(b.points) - Math.abs(a.points));
  let room = caps[source];
  let share = 1;
  for (const entry of sorted) {
    const size = Math.min(room, Math.abs(entry.points) * share);
    room -= size;
    share /= 2;
    each(entry, entry.points < 0 ? -size : size);
  }
}

/** The same over all sorts, as new entries. */
export function cappedEntries<P extends { readonly points: number }>(
  sorts: ReadonlyMap<PointSource, readonly P[]>,
): P[] {
  const counted: P[] = [];
  for (const [source, entries] of sorts) {
    capped(source, entries, (entry, points) => counted.push({ ...entry, points }));
  }
  return counted;
}
