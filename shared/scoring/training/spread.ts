/** Points of the rows a card was made from, and how rows are spread over them. */
import { type Bins, numberCode } from './bins.ts';
import type { Band, Feature, ScorecardModel } from './model.ts';
import type { Scorecard } from './scorecard.ts';

const bandShares = [
  ['excellent', 0.9],
  ['very-good', 0.8],
  ['good', 0.6],
  ['average', 0.35],
  ['below-average', 0],
] as const;

/** The best tenth, the next tenth, two tenths, a quarter, and the rest. */
export function bandsOf(points: Int16Array, positive: Uint8Array): Band[] {
  const sorted = points.toSorted();
  const bands: Band[] = [];
  for (const [name, share] of bandShares) {
    const from = share === 0 ? 0 : (sorted[Math.floor(share * sorted.length)] ?? 0);
    const above = bands.at(-1);
    // Few different scores make fewer bands.
    if (above && from >= above.from) continue;
    bands.push({ name, from, n: 0, positives: 0 });
  }
  return countBands(bands, points, positive);
}

/** The outcomes of rows in bands that are given. */
export function countBands(
  bands: readonly Pick<Band, 'name' | 'from'>[],
  points: Int16Array,
  positive: Uint8Array,
): Band[] {
  const counted = bands.map(({ name, from }) => ({ name, from, n: 0, positives: 0 }));
  for (const [at, value] of points.entries()) {
    const band = counted.find(({ from }) => value >= from);
    if (!band) continue;
    band.n++;
    band.positives += positive[at] ?? 0;
  }
  return counted;
}

/** The card's points from the fine bins, which lie within its coarse ones. */
export function pointsOfRows(
  bins: readonly Bins[],
  card: Scorecard,
  rows: Uint32Array,
): Int16Array {
  const points = new Int16Array(rows.length).fill(card.base);
  for (const feature of card.features) {
    const fine = bins.find(({ name }) => name === feature.column);
    if (!fine) continue;
    const byCode = pointsByCode(fine, feature);
    for (const [at, row] of rows.entries()) {
      points[at] = (points[at] ?? 0) + (byCode[fine.codes[row] ?? 0] ?? 0);
    }
  }
  return points.map((value) => Math.min(100, Math.max(0, value)));
}

function pointsByCode(fine: Bins, feature: Feature): number[] {
  if (fine.kind === 'number' && feature.kind === 'number') {
    const coarse = [...fine.cuts.keys(), fine.cuts.length].map((index) => {
      const start = index === 0 ? Number.NEGATIVE_INFINITY : (fine.cuts[index - 1] ?? 0);
      return feature.bins[numberCode(feature.cuts, start) - 1]?.points ?? 0;
    });
    return [feature.unknown.points, ...coarse];
  }
  if (fine.kind === 'number' || feature.kind === 'number') return [];
  const own = fine.labels.map(
    (label) => feature.groups.find(({ values }) => values.includes(label))?.points ?? 0,
  );
  return [feature.unknown.points, ...own, feature.other.points];
}

/** Where the score's tenths begin, and what share lies in each. */
export function scoreShares(points: Int16Array): ScorecardModel['scoreShares'] {
  const sorted = points.toSorted();
  const cuts = new Set<number>();
  for (let tenth = 1; tenth < 10; tenth++) {
    const cut = sorted[Math.floor((sorted.length * tenth) / 10)] ?? 0;
    if (cut > (sorted[0] ?? 0)) cuts.add(cut);
  }
  const list = [...cuts];
  const shares = new Array<number>(list.length + 1).fill(0);
  for (const value of points) {
    const at = numberCode(list, value) - 1;
    shares[at] = (shares[at] ?? 0) + 1;
  }
  return { cuts: list, shares: shares.map((n) => n / points.length) };
}
