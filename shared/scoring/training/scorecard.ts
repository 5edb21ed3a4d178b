/** From effects on the logit to whole points on a scale of 0 to 100. */
import type { AdditiveFit, Effect } from './additive-fit.ts';
import { type Bins, type CategoryBins, type NumberBins, UNKNOWN } from './bins.ts';
import { byScore } from './measures.ts';
import type { Feature, Reading, ScoredBin } from './model.ts';

export interface Scorecard {
  readonly base: number;
  readonly features: readonly Feature[];
  /** What a point means: logit = intercept + slope · points. */
  readonly line: { readonly intercept: number; readonly slope: number };
}

/** Bins of one column beyond which a card is no longer read. */
const MOST_BINS = 10;
/** A card that tells little apart is not blown up to look as if it did. */
const LEAST_RANGE = 1.5;

/**
 * @param line makes the fit's logit a calibrated one
 * @param rows the rows the fit was made from; bins show their outcomes
 * @param readings how each column's cells become values, in the order of `bins`
 */
export function scorecardOf(
  bins: readonly Bins[],
  fit: AdditiveFit,
  line: { intercept: number; slope: number },
  positive: Uint8Array,
  rows: Uint32Array,
  readings: readonly Reading[],
): Scorecard {
  const logit = new Float64Array(rows.length).fill(line.intercept + line.slope * fit.intercept);
  const counted = bins.map((column) => outcomes(column, positive, rows));
  const centred: (Effect | null)[] = [];
  let middle = line.intercept + line.slope * fit.intercept;
  for (const [index, column] of bins.entries()) {
    const effect = fit.effects[index];
    if (!effect) {
      centred.push(null);
      continue;
    }
    const { n } = counted[index] ?? { n: new Float64Array() };
    const scaled = effect.map((value) => value * line.slope);
    for (let at = 0; at < rows.length; at++) {
      logit[at] = (logit[at] ?? 0) + (scaled[column.codes[rows[at] ?? 0] ?? 0] ?? 0);
    }
    const mean = scaled.reduce((sum, value, code) => sum + value * (n[code] ?? 0), 0) / rows.length;
    middle += mean;
    centred.push(scaled.map((value) => value - mean));
  }
  const order = byScore(logit);
  const at = (share: number) => logit[order[Math.round(share * (rows.length - 1))] ?? 0] ?? 0;
  const low = at(0.001);
  const high = at(0.999);
  const range = Math.max(high - low, LEAST_RANGE);
  const scale = 96 / range;
  // A narrow card stands in the middle of the scale.
  const bottom = (low + high - range) / 2;
  const rate = counted[0] ? total(counted[0].positives) / rows.length : 0.5;
  const features: Feature[] = [];
  for (const [index, column] of bins.entries()) {
    const effect = centred[index];
    const outcome = counted[index];
    if (!effect || !outcome) continue;
    const card = { effect, ...outcome, scale, spread: rate * (1 - rate) };
    const reading = readings[index] ?? { as: 'value' };
    const feature =
      column.kind === 'number'
        ? numberFeature(column, card, reading)
        : categoryFeature(column, card, reading);
    if (allBins(feature).some(({ points }) => points !== 0)) features.push(feature);
  }
  return {
    base: Math.round(2 + scale * (middle - bottom)),
    features,
    line: { intercept: bottom - 2 / scale, slope: 1 / scale },
  };
}

/** All bins of a column, whatever it holds. */
export function allBins(feature: Feature): ScoredBin[] {
  return feature.kind === 'number'
    ? [...feature.bins, feature.unknown]
    : [...feature.groups, feature.other, feature.unknown];
}

interface Outcomes {
  /** By code. */
  readonly n: Float64Array;
  readonly positives: Float64Array;
}

function outcomes(bins: Bins, positive: Uint8Array, rows: Uint32Array): Outcomes {
  const n = new Float64Array(bins.size);
  const positives = new Float64Array(bins.size);
  for (const row of rows) {
    const code = bins.codes[row] ?? 0;
    n[code] = (n[code] ?? 0) + 1;
    positives[code] = (positives[code] ?? 0) + (positive[row] ?? 0);
  }
  return { n, positives };
}

function total(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0);
}

interface Card extends Outcomes {
  readonly effect: Effect;
  /** Points for one unit of logit. */
  readonly scale: number;
  /** The variance of an outcome, for what a difference between bins is worth. */
  readonly spread: number;
}

function binAt({ effect, n, positives, scale }: Card, code: number): ScoredBin {
  const size = n[code] ?? 0;
  // Of a bin without leads nothing is known.
  const points = size === 0 ? 0 : whole(scale * (effect[code] ?? 0));
  return { points, n: size, positives: positives[code] ?? 0 };
}

/** Rounded, and never the minus zero. */
function whole(value: number): number {
  return Math.round(value) || 0;
}

interface Run {
  readonly from: number;
  n: number;
  positives: number;
  effect: number;
}

function numberFeature(bins: NumberBins, card: Card, reading: Reading): Feature {
  const runs: Run[] = [];
  for (let code = 1; code < bins.size; code++) {
    const n = card.n[code] ?? 0;
    const run = {
      from: code,
      n,
      positives: card.positives[code] ?? 0,
      effect: card.effect[code] ?? 0,
    };
    runs.push(run);
  }
  mergeNeighbours(runs, card);
  return {
    kind: 'number',
    column: bins.name,
    unit: bins.unit,
    reading,
    cuts: runs.slice(1).map(({ from }) => bins.cuts[from - 2] ?? 0),
    bins: runs.map(({ n, positives, effect }) => ({
      points: n === 0 ? 0 : whole(card.scale * effect),
      n,
      positives,
    })),
    unknown: binAt(card, UNKNOWN),
  };
}

/**
 * Joins the neighbours that differ least while the difference is not worth its degree of freedom, the
 * card is too long, or the points are the same anyway.
 */
function mergeNeighbours(runs: Run[], { scale, spread }: Card): void {
  while (runs.length > 1) {
    let cheapest = 0;
    let lowest = Number.POSITIVE_INFINITY;
    for (let at = 0; at + 1 < runs.length; at++) {
      const cost = costOf(runs[at], runs[at + 1], scale, spread);
      if (cost < lowest) {
        lowest = cost;
        cheapest = at;
      }
    }
    if (lowest >= 1 && runs.length <= MOST_BINS) return;
    const [right] = runs.splice(cheapest + 1, 1);
    const left = runs[cheapest];
    if (!left || !right) return;
    const n = left.n + right.n;
    left.effect = n > 0 ? (left.effect * left.n + right.effect * right.n) / n : 0;
    left.positives += right.positives;
    left.n = n;
  }
}

/** In units of deviance, what is lost by giving both the same effect. */
function costOf(a: Run | undefined, b: Run | undefined, scale: number, spread: number): number {
  if (!a || !b || a.n === 0 || b.n === 0) return 0;
  if (whole(scale * a.effect) === whole(scale * b.effect)) return 0;
  return ((a.n * b.n) / (a.n + b.n)) * spread * (a.effect - b.effect) ** 2;
}

function categoryFeature(bins: CategoryBins, card: Card, reading: Reading): Feature {
  const groups = new Map<number, ScoredBin & { values: string[] }>();
  for (const [index, label] of bins.labels.entries()) {
    const { points, n, positives } = binAt(card, index + 1);
    const group = groups.get(points);
    if (!group) groups.set(points, { points, n, positives, values: [label] });
    else {
      group.n += n;
      group.positives += positives;
      group.values.push(label);
    }
  }
  return {
    kind: 'category',
    column: bins.name,
    reading,
    groups: [...groups.values()].sort((a, b) => b.points - a.points),
    other: binAt(card, bins.size - 1),
    unknown: binAt(card, UNKNOWN),
  };
}
