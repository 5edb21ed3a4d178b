/** Whether new leads still are what a model was trained on, and whether it still holds for them. */
import { numberCode } from './bins.ts';
import type { Interval } from './measures.ts';
import type { Band, Feature, Measures, ScorecardModel } from './model.ts';
import { allBins } from './scorecard.ts';

export interface Drift {
  readonly column: string;
  /**
   * The population stability index over the card's bins, less what chance gives at these numbers.
   * Null where the column is not there.
   */
  readonly stability: number | null;
  readonly level: 'none' | 'slight' | 'strong';
  /** The share of values that training never saw or that were too rare; null among numbers. */
  readonly unseen: number | null;
}

/** Customary limits of the index: below .1 stable, from .25 another population. */
const SLIGHT = 0.1;
const STRONG = 0.25;
/** Below so many rows nothing is said of drift. */
export const LEAST_ROWS = 100;

/**
 * Σ (a − e) · ln(a / e) over bins, less its expectation without any drift, which at small numbers is
 * not small (Yurdakul and Naranjo 2020, https://doi.org/10.21314/JRMV.2020.227).
 */
export function stabilityIndex(
  expected: readonly number[],
  actual: readonly number[],
  rowsExpected: number,
): number {
  const rows = actual.reduce((sum, value) => sum + value, 0);
  if (rows === 0 || rowsExpected === 0) return 0;
  let index = 0;
  let used = 0;
  for (const [at, value] of actual.entries()) {
    const before = expected[at] ?? 0;
    if (before === 0 && value === 0) continue;
    used++;
    const a = (value + 0.5) / (rows + 0.5 * actual.length);
    const e = (before * rowsExpected + 0.5) / (rowsExpected + 0.5 * actual.length);
    index += (a - e) * Math.log(a / e);
  }
  return Math.max(0, index - Math.max(0, used - 1) * (1 / rows + 1 / rowsExpected));
}

/** @param counts by bin, in the order of `allBins`; null where the column is not there */
export function featureDrift(feature: Feature, counts: readonly number[] | null): Drift {
  const { column } = feature;
  if (!counts) return { column, stability: null, level: 'strong', unseen: null };
  const bins = allBins(feature);
  const trained = bins.reduce((sum, { n }) => sum + n, 0);
  const stability = stabilityIndex(
    bins.map(({ n }) => n / trained),
    counts,
    trained,
  );
  const rows = counts.reduce((sum, value) => sum + value, 0);
  const other = feature.kind === 'category' ? (counts[feature.groups.length] ?? 0) : null;
  return {
    column,
    stability,
    level: levelOf(stability),
    unseen: other === null ? null : other / Math.max(1, rows),
  };
}

export function levelOf(stability: number): Drift['level'] {
  if (stability >= STRONG) return 'strong';
  return stability >= SLIGHT ? 'slight' : 'none';
}

/** The same of the score, over the tenths that training had. */
export function scoreDrift({ scoreShares, trainedOn }: ScorecardModel, points: Int16Array): number {
  const counts = new Array<number>(scoreShares.shares.length).fill(0);
  for (const value of points) {
    const at = numberCode(scoreShares.cuts, value) - 1;
    counts[at] = (counts[at] ?? 0) + 1;
  }
  return stabilityIndex(scoreShares.shares, counts, trainedOn.rows);
}

/** How many positive outcomes probabilities lead one to expect, and how far chance may carry it. */
export function expectationOf(probability: Float64Array): { positives: number; variance: number } {
  let positives = 0;
  let variance = 0;
  for (const value of probability) {
    positives += value;
    variance += value * (1 - value);
  }
  return { positives, variance };
}

export interface OutcomeAlarm {
  readonly kind: 'auc-fell' | 'rate-moved' | 'band-order';
  /** A plain sentence. */
  readonly message: string;
}

/** Alarms that need outcomes. */
export function outcomeAlarms(
  model: ScorecardModel,
  measured: Measures,
  expected: { positives: number; variance: number },
  bands: readonly Band[],
): OutcomeAlarm[] {
  const alarms: OutcomeAlarm[] = [];
  const add = (kind: OutcomeAlarm['kind'], message: string) => alarms.push({ kind, message });
  const { auc } = model.validation.model;
  if (fall(auc, measured.auc) > 2.58) {
    add(
      'auc-fell',
      `It tells outcomes apart less well than when it was validated: AUC ${measured.auc.value.toFixed(3)} against ${auc.value.toFixed(3)}.`,
    );
  }
  const gap = measured.positives - expected.positives;
  const isFar = Math.abs(gap) > 0.1 * Math.max(expected.positives, 1);
  // A model of few leads knows its own level only so well; twice that, for its slope is not sure either.
  const { rows, positives } = model.trainedOn;
  const level = (positives / rows) * (1 - positives / rows);
  const variance = expected.variance + (2 * level * measured.n ** 2) / rows;
  if (isFar && Math.abs(gap) > 3 * Math.sqrt(variance)) {
    add(
      'rate-moved',
      `Its probabilities no longer hold: it expected ${Math.round(expected.positives)} positive outcomes, and there were ${measured.positives}.`,
    );
  }
  for (const [at, lower] of bands.entries()) {
    const better = bands[at - 1];
    if (better && isBroken(better, lower)) {
      add(
        'band-order',
        `The order of bands is broken: "${lower.name}" came out better (${rate(lower)}) than "${better.name}" (${rate(better)}).`,
      );
    }
  }
  return alarms;
}

/** In standard errors of the difference. */
function fall(before: Interval, now: Interval): number {
  const error = (interval: Interval) => (interval.high - interval.low) / (2 * 1.96);
  return (before.value - now.value) / Math.max(1e-9, Math.hypot(error(before), error(now)));
}

/** The lower band is above the better one by more than chance gives (one-sided .5 %). */
function isBroken(better: Band, lower: Band): boolean {
  if (better.n < 20 || lower.n < 20) return false;
  const a = better.positives / better.n;
  const b = lower.positives / lower.n;
  const both = (better.positives + lower.positives) / (better.n + lower.n);
  const error = Math.sqrt(both * (1 - both) * (1 / better.n + 1 / lower.n));
  return error > 0 && (b - a) / error > 2.58;
}

function rate({ n, positives }: Band): string {
  return `${Math.round((positives / n) * 100)} % of ${n}`;
}
