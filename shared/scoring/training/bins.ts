/**
 * The first, fine bins of a column. They are made without looking at the outcome, so that folds and
 * held-out rows may share them; which of them belong together is decided later, from the outcome.
 */
import { probit } from 'simple-statistics';
import type { Column } from './columns.ts';

/** The code of an unknown value. Known bins follow from 1. */
export const UNKNOWN = 0;
const MOST_CATEGORIES = 200;

interface FineBins {
  readonly name: string;
  /** By row. */
  readonly codes: Uint8Array;
  /** How many codes there are, the unknown one included. */
  readonly size: number;
}

export interface NumberBins extends FineBins {
  readonly kind: 'number';
  readonly unit: 'days' | null;
  /** Ascending; bin i + 1 begins at cut i. */
  readonly cuts: readonly number[];
  /** Where a bin stands among all, as a normal score: the middle is 0; by code, unknown is 0. */
  readonly scores: Float64Array;
}

export interface CategoryBins extends FineBins {
  readonly kind: 'category';
  /** By code from 1; the last code is what is too rare to stand alone. */
  readonly labels: readonly string[];
}

export type Bins = NumberBins | CategoryBins;

/** @returns null where every row says the same */
export function fineBins(column: Column): Bins | null {
  return column.kind === 'number' ? numberBins(column) : categoryBins(column);
}

function numberBins(column: Extract<Column, { kind: 'number' }>): NumberBins | null {
  const { values, name, unit } = column;
  const known = values.filter((value) => !Number.isNaN(value)).sort();
  if (known.length === 0) return null;
  const cuts = quantileCuts(known, binsFor(known.length));
  const codes = new Uint8Array(values.length);
  const size = cuts.length + 2;
  const counts = new Float64Array(size);
  for (let row = 0; row < values.length; row++) {
    const code = numberCode(cuts, values[row] ?? NaN);
    codes[row] = code;
    counts[code] = (counts[code] ?? 0) + 1;
  }
  if (cuts.length === 0 && counts[UNKNOWN] === 0) return null;
  const scores = new Float64Array(size);
  let before = 0;
  for (let code = 1; code < size; code++) {
    const count = counts[code] ?? 0;
    scores[code] = probit((before + count / 2) / known.length);
    before += count;
  }
  return { kind: 'number', name, unit, codes, size, cuts, scores };
}

/** More rows allow finer bins: 7 at 200, 12 at 1,000, 20 from 5,000. */
function binsFor(known: number): number {
  return Math.min(20, Math.max(5, Math.round(1.2 * Math.cbrt(known))));
}

/** The bin of a number; NaN is unknown. */
export function numberCode(cuts: readonly number[], value: number): number {
  if (Number.isNaN(value)) return UNKNOWN;
  let low = 0;
  let high = cuts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (value >= (cuts[middle] ?? 0)) low = middle + 1;
    else high = middle;
  }
  return low + 1;
}

/** Cuts between neighbouring values so that bins hold about the same number of rows. */
function quantileCuts(sorted: Float64Array, wanted: number): number[] {
  const cuts: number[] = [];
  const each = sorted.length / wanted;
  let from = 0;
  while (from < sorted.length) {
    // A value that fills a bin alone (zero, mostly) gets one of its own.
    let to = Math.min(sorted.length, Math.max(from + 1, Math.round(from + each)));
    const last = sorted[to - 1] ?? 0;
    const end = firstAbove(sorted, last);
    const start = firstAtLeast(sorted, last);
    if (end - start > each && start > from) to = start;
    else to = end;
    if (to >= sorted.length) break;
    cuts.push(roundest(sorted[to - 1] ?? 0, sorted[to] ?? 0));
    from = to;
  }
  return cuts;
}

function firstAbove(sorted: Float64Array, value: number): number {
  return firstWhere(sorted, (candidate) => candidate > value);
}

function firstAtLeast(sorted: Float64Array, value: number): number {
  return firstWhere(sorted, (candidate) => candidate >= value);
}

function firstWhere(sorted: Float64Array, holds: (value: number) => boolean): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(sorted[middle] ?? 0)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** The number with the fewest digits that is above `low` and not above `high`. */
function roundest(low: number, high: number): number {
  const middle = (low + high) / 2;
  for (let digits = 1; digits <= 16; digits++) {
    for (const candidate of [middle, high]) {
      const rounded = Number(candidate.toPrecision(digits));
      if (rounded > low && rounded <= high) return rounded;
    }
  }
  return high;
}

function categoryBins(column: Extract<Column, { kind: 'category' }>): CategoryBins | null {
  const counts = new Float64Array(column.labels.length);
  let unknown = 0;
  for (const code of column.codes) {
    if (code < 0) unknown++;
    else counts[code] = (counts[code] ?? 0) + 1;
  }
  const least = Math.max(5, Math.ceil(column.codes.length * 0.0005));
  const kept = [...counts.keys()]
    .filter((code) => (counts[code] ?? 0) >= least)
    .sort((a, b) => (counts[b] ?? 0) - (counts[a] ?? 0) || a - b)
    .slice(0, MOST_CATEGORIES);
  const known = column.codes.length - unknown;
  const rare = known - kept.reduce((sum, code) => sum + (counts[code] ?? 0), 0);
  if (kept.length + (rare > 0 ? 1 : 0) + (unknown > 0 ? 1 : 0) < 2) return null;
  const binOf = new Uint8Array(column.labels.length).fill(kept.length + 1);
  for (const [index, code] of kept.entries()) binOf[code] = index + 1;
  return {
    kind: 'category',
    name: column.name,
    codes: Uint8Array.from(column.codes, (code) => (code < 0 ? UNKNOWN : (binOf[code] ?? 0))),
    size: kept.length + 2,
    labels: kept.map((code) => column.labels[code] ?? ''),
  };
}
