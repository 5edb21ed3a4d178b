/**
 * Columns that know how it ended. A great figure in sales data mostly rests on a field that was filled
 * in afterwards; such a field is named, with the reason, and left out unless somebody insists.
 */
import { type Bins, UNKNOWN } from './bins.ts';
import type { Column } from './columns.ts';

export interface Suspicion {
  readonly column: string;
  readonly why: string;
  readonly auc: number;
}

/** From here one column alone is too good to have been known before. A strong honest one has .8. */
const TOO_GOOD = 0.95;
/** The agreement (phi) of a yes-or-no column with the outcome from which it is a copy. */
const COPY = 0.75;

/** Words for the end of a sale: suspicious with some strength. */
const end =
  /\b(won|lost|win|loss|outcome|converted|conversion|closed?|closing|signed|churn(ed)?|customer since|is customer|became customer|disqualified|disqualification|rejected|rejection|contract|invoiced?|purchased?|result|target|label)\b/;
/** Words for where a sale stands: also honest fields are called so, hence more strength is asked. */
const state =
  /\b(stage|status|life ?cycle|amount|deal|opportunity|disposition|pipeline|forecast|probability|revenue booked|booking)\b/;

interface Counts {
  /** By code, all rows and positives; by half, so that what one half says is tried on the other. */
  readonly n: readonly [Float64Array, Float64Array];
  readonly positives: readonly [Float64Array, Float64Array];
}

/** @returns the suspicion that a column leaks the outcome, or null */
export function suspicionOf(
  column: Column,
  bins: Bins,
  positive: Uint8Array,
  keys: Uint32Array,
): Suspicion | null {
  const counts = count(bins, positive, keys);
  const auc = aloneAuc(counts);
  const n = counts.n[0].map((value, code) => value + (counts.n[1][code] ?? 0));
  const positives = counts.positives[0].map(
    (value, code) => value + (counts.positives[1][code] ?? 0),
  );
  const why =
    byTime(column) ??
    byFilling(n, positives) ??
    byStrength(auc, n, positives) ??
    byPurity(n, positives) ??
    byName(column.name, auc, n, positives);
  return why === null ? null : { column: column.name, why, auc };
}

function count(bins: Bins, positive: Uint8Array, keys: Uint32Array): Counts {
  const fresh = (): [Float64Array, Float64Array] => [
    new Float64Array(bins.size),
    new Float64Array(bins.size),
  ];
  const counts = { n: fresh(), positives: fresh() };
  for (let row = 0; row < positive.length; row++) {
    const half = (keys[row] ?? 0) & 1 ? 1 : 0;
    const code = bins.codes[row] ?? 0;
    counts.n[half][code] = (counts.n[half][code] ?? 0) + 1;
    counts.positives[half][code] = (counts.positives[half][code] ?? 0) + (positive[row] ?? 0);
  }
  return counts;
}

/** The AUC of the column alone: bins are ordered by one half of the rows and tried on the other. */
function aloneAuc({ n, positives }: Counts): number {
  const tried = ([0, 1] as const).map((learn) => {
    const test = learn === 0 ? 1 : 0;
    const base = sum(positives[learn]) / Math.max(1, sum(n[learn]));
    const rate = n[learn].map(
      (size, code) => ((positives[learn][code] ?? 0) + 2 * base) / (size + 2),
    );
    const order = [...rate.keys()].sort((a, b) => (rate[a] ?? 0) - (rate[b] ?? 0));
    let below = 0;
    let area = 0;
    for (const code of order) {
      const won = positives[test][code] ?? 0;
      const lost = (n[test][code] ?? 0) - won;
      area += won * (below + lost / 2);
      below += lost;
    }
    const pairs = below * sum(positives[test]);
    return pairs > 0 ? area / pairs : 0.5;
  });
  return ((tried[0] ?? 0.5) + (tried[1] ?? 0.5)) / 2;
}

function sum(values: Float64Array): number {
  return values.reduce((total, value) => total + value, 0);
}

/** A date after the row's own time was not known at that time. */
function byTime(column: Column): string | null {
  if (column.kind !== 'number' || column.unit !== 'days') return null;
  let known = 0;
  let later = 0;
  for (const age of column.values) {
    if (Number.isNaN(age)) continue;
    known++;
    // A day's grace: times are often given without an hour or a zone.
    if (age < -1) later++;
  }
  return known >= 20 && later / known >= 0.2
    ? `${percent(later / known)} of its dates are later than the row's own time, so it was not known then`
    : null;
}

function byFilling(n: Float64Array, positives: Float64Array): string | null {
  const blank = n[UNKNOWN] ?? 0;
  if (blank === 0) return null;
  const filled = sum(n) - blank;
  const won = sum(positives) - (positives[UNKNOWN] ?? 0);
  const base = sum(positives) / sum(n);
  if (isOnly(filled - won, filled * (1 - base))) {
    return `it is filled in for positive outcomes only (${won} of ${filled} filled rows)`;
  }
  if (isOnly(won, filled * base)) {
    return `it is filled in for negative outcomes only (${filled - won} of ${filled} filled rows)`;
  }
  return null;
}

/** Hardly any where many would be by chance. */
function isOnly(seen: number, expected: number): boolean {
  return expected >= 12 && seen <= 0.05 * expected;
}

function byStrength(auc: number, n: Float64Array, positives: Float64Array): string | null {
  if (auc >= TOO_GOOD) return `alone it tells the outcomes apart almost perfectly`;
  const phi = agreement(n, positives);
  return phi >= COPY ? `it is nearly a copy of the outcome (agreement ${phi.toFixed(2)})` : null;
}

/** Phi of the outcome and the best division of the codes in two. */
function agreement(n: Float64Array, positives: Float64Array): number {
  const all = sum(n);
  const won = sum(positives);
  const rate = (code: number) => (positives[code] ?? 0) / Math.max(1, n[code] ?? 0);
  const order = [...n.keys()].filter((code) => n[code]).sort((a, b) => rate(b) - rate(a));
  // With many bins the best division is found by chance.
  if (order.length > 12) return 0;
  let best = 0;
  let size = 0;
  let hits = 0;
  for (const code of order.slice(0, -1)) {
    size += n[code] ?? 0;
    hits += positives[code] ?? 0;
    const spread = Math.sqrt(size * (all - size) * won * (all - won));
    best = Math.max(best, spread > 0 ? (hits * all - size * won) / spread : 0);
  }
  return best;
}

/** A part of the column that holds many of the positives and nothing else. */
function byPurity(n: Float64Array, positives: Float64Array): string | null {
  const base = sum(positives) / sum(n);
  const held = heldPurely(n, positives);
  return held >= 0.4 && base <= 0.6
    ? `some of its values occur with positive outcomes only, and hold ${percent(held)} of them`
    : null;
}

/** The share of positives in bins that hold nothing else, where that is not chance. */
function heldPurely(n: Float64Array, positives: Float64Array): number {
  const base = sum(positives) / sum(n);
  let won = 0;
  let rows = 0;
  for (const [code, size] of n.entries()) {
    const hits = positives[code] ?? 0;
    if (size < 20 || size - hits > 0.02 * size * (1 - base)) continue;
    won += hits;
    rows += size;
  }
  return rows * (1 - base) >= 12 ? won / Math.max(1, sum(positives)) : 0;
}

function byName(
  name: string,
  auc: number,
  n: Float64Array,
  positives: Float64Array,
): string | null {
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .toLowerCase();
  const isPure = heldPurely(n, positives) >= 0.2;
  const isEnd = end.test(words);
  if (!isEnd && !state.test(words)) return null;
  return auc >= (isEnd ? 0.75 : 0.85) || isPure
    ? `its name speaks of how or where the sale ended, and alone it is strong`
    : null;
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}
