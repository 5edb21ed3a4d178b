/**
 * Training a scorecard from what became of past leads, and judging it on leads it had not seen.
 *
 * The procedure is run twice: on the older part of the history, to be measured on the part held out,
 * and then on everything, for the model that is kept. Points become probabilities by predictions for
 * rows that the predicting fit had not seen (cross-fitting), never by the fit's own rows.
 */
import { fitAdditive } from './additive-fit.ts';
import { type Bins, fineBins } from './bins.ts';
import { calibrate, plattLine, probabilityOf } from './calibration.ts';
import type { Column } from './columns.ts';
import { suspicionOf } from './leaks.ts';
import { aucGain, aucOf, brierOf, calibrationError, liftAtTenth, sigmoid } from './measures.ts';
import type { Band, Calibration, Measures, Reading, ScorecardModel, Suspect } from './model.ts';
import { type Scorecard, scorecardOf } from './scorecard.ts';
import { dividingKeys, foldsOf, type Split, splitRows } from './split.ts';
import { bandsOf, countBands, pointsOfRows, scoreShares } from './spread.ts';
import { verdictOf } from './verdict.ts';

/** Leads whose outcome is known. */
export interface TrainingSet {
  readonly columns: readonly Column[];
  /** How a file's cells become each column's values; left out where values are given as they are. */
  readonly readings?: readonly Reading[];
  /** 1 for a positive outcome. */
  readonly positive: Uint8Array;
  /** A hash by row; rows of one lead have the same. */
  readonly keys: Uint32Array;
  readonly keyedBy: 'id' | 'content' | 'place';
  /** When the row's values were as they are, in milliseconds; NaN where unknown. Null without times. */
  readonly times: Float64Array | null;
  /** The column that holds the score in use until now. */
  readonly template: string | null;
  /** What the model says of itself. */
  readonly about: Pick<ScorecardModel, 'outcome' | 'id' | 'time'>;
}

export interface TrainingOptions {
  /** Keeps columns that seem to leak the outcome. */
  readonly keepSuspects?: boolean;
}

export type TrainingResult =
  | { readonly status: 'refused'; readonly reasons: string[] }
  | {
      readonly status: 'trained';
      readonly model: ScorecardModel;
      /** Each row's points by a fit that had not seen it. */
      readonly unseenPoints: Int16Array;
    };

export const LEAST_OUTCOMES = 100;
export const LEAST_OF_A_CLASS = 30;

/** Trains, measures and judges. The same rows give the same model. */
export function trainScorecard(
  given: TrainingSet,
  { keepSuspects = false }: TrainingOptions = {},
): TrainingResult {
  const { keys, byPlace } = dividingKeys(given.keys);
  const set = byPlace ? { ...given, keys, keyedBy: 'place' as const } : given;
  const refusal = refusalOf(set.positive);
  if (refusal) return { status: 'refused', reasons: [refusal] };
  const usable = usableColumns(set, keepSuspects);
  const split = splitRows(set.positive, set.keys, set.times);
  const measured = fitCard(set, usable, split.training, 'perhaps');
  const validation = validate(set, measured, split);
  const all = Uint32Array.from(set.positive, (_, row) => row);
  const found = measured.card.features.length > 0;
  // What was measured is what is kept: the whole is not searched again until something is found.
  const final = fitCard(set, usable, all, found ? 'surely' : 'not');
  const positives = count(set.positive);
  const model: ScorecardModel = {
    format: 'oppspot-scorecard',
    formatVersion: 1,
    ...set.about,
    template: set.template,
    trainedOn: { rows: all.length, positives },
    base: final.card.base,
    features: [...final.card.features],
    calibration: final.calibration,
    bands: final.bands,
    validation,
    suspects: usable.suspects,
    verdict: verdictOf(validation, found),
    scoreShares: scoreShares(pointsOfRows(final.bins, final.card, all)),
  };
  return { status: 'trained', model, unseenPoints: final.unseen };
}

function refusalOf(positive: Uint8Array): string | null {
  const positives = count(positive);
  const negatives = positive.length - positives;
  if (positive.length < LEAST_OUTCOMES) {
    return `A score is learned from ${LEAST_OUTCOMES} outcomes or more; here are ${positive.length}. The template stays in use.`;
  }
  if (Math.min(positives, negatives) < LEAST_OF_A_CLASS) {
    return `A score is learned from ${LEAST_OF_A_CLASS} outcomes of each kind or more; here are ${positives} positive and ${negatives} negative. The template stays in use.`;
  }
  return null;
}

function count(positive: Uint8Array): number {
  return positive.reduce((sum, value) => sum + value, 0);
}

interface Usable {
  readonly bins: readonly Bins[];
  readonly readings: readonly Reading[];
  readonly suspects: Suspect[];
}

function usableColumns(set: TrainingSet, keepSuspects: boolean): Usable {
  const bins: Bins[] = [];
  const readings: Reading[] = [];
  const suspects: Suspect[] = [];
  for (const [index, column] of set.columns.entries()) {
    const fine = fineBins(column);
    if (!fine) continue;
    // The score in use is allowed to be good.
    const isTemplate = column.name === set.template;
    const suspicion = isTemplate ? null : suspicionOf(column, fine, set.positive, set.keys);
    const excluded = suspicion !== null && !keepSuspects;
    if (suspicion) suspects.push({ ...suspicion, excluded });
    if (excluded) continue;
    bins.push(fine);
    readings.push(set.readings?.[index] ?? { as: 'value' });
  }
  return { bins, readings, suspects };
}

interface FittedCard {
  readonly bins: readonly Bins[];
  readonly card: Scorecard;
  readonly calibration: Calibration;
  /** Points, and bands counted by them, from fits that had not seen the row. */
  readonly unseen: Int16Array;
  readonly bands: Band[];
}

/** @param search whether the card may stay empty, must, or may not */
function fitCard(
  set: TrainingSet,
  { bins, readings }: Usable,
  rows: Uint32Array,
  search: 'perhaps' | 'surely' | 'not',
): FittedCard {
  const y = Uint8Array.from(rows, (row) => set.positive[row] ?? 0);
  const anchors = new Set(set.template === null ? [] : [set.template]);
  const empty = { intercept: logitOf(count(y) / y.length), effects: bins.map(() => null) };
  const logits = search !== 'not' ? crossFit(set, bins, rows, anchors) : null;
  const found = logits !== null && (search === 'surely' || tellsApart(logits, y));
  const fit = found ? fitAdditive(bins, set.positive, rows, { anchors }) : empty;
  const line = found ? plattLine(logits, y) : { intercept: 0, slope: 1 };
  const card = scorecardOf(bins, fit, line, set.positive, rows, readings);
  const unseen: Int16Array = Int16Array.from(rows, (_, at) => {
    const logit = found ? line.intercept + line.slope * (logits[at] ?? 0) : empty.intercept;
    const points = Math.round((logit - card.line.intercept) / card.line.slope);
    return Math.min(100, Math.max(0, points));
  });
  const calibration = calibrate(card.line, Float64Array.from(unseen), y);
  return { bins, card, calibration, unseen, bands: bandsOf(unseen, y) };
}

function logitOf(rate: number): number {
  return Math.log(rate / (1 - rate));
}

/** By row the logit by a fit to the other folds. */
function crossFit(
  set: TrainingSet,
  bins: readonly Bins[],
  rows: Uint32Array,
  anchors: ReadonlySet<string>,
): Float64Array {
  const { fold, count: folds } = foldsOf(set.keys, rows);
  const logit = new Float64Array(rows.length);
  for (let out = 0; out < folds; out++) {
    const others = rows.filter((_, at) => fold[at] !== out);
    const { intercept, effects } = fitAdditive(bins, set.positive, others, { anchors });
    for (const [at, row] of rows.entries()) {
      if (fold[at] !== out) continue;
      let sum = intercept;
      for (const [index, effect] of effects.entries()) {
        if (effect) sum += effect[bins[index]?.codes[row] ?? 0] ?? 0;
      }
      logit[at] = sum;
    }
  }
  return logit;
}

/** Whether predictions for unseen rows put more positives on top than chance does (one-sided 5 %). */
function tellsApart(logit: Float64Array, y: Uint8Array): boolean {
  const { value, low } = aucOf(logit, y);
  // The interval reaches 1.96 standard errors down; 1.645 are asked.
  return value - ((value - low) * 1.645) / 1.96 > 0.5;
}

function validate(
  set: TrainingSet,
  { bins, card, calibration, bands }: FittedCard,
  { heldOut, training, by, from }: Split,
): ScorecardModel['validation'] {
  const y = Uint8Array.from(heldOut, (row) => set.positive[row] ?? 0);
  const points = pointsOfRows(bins, card, heldOut);
  const probability = Float64Array.from(points, (value) => probabilityOf(calibration, value));
  const rate = training.reduce((sum, row) => sum + (set.positive[row] ?? 0), 0) / training.length;
  const old = set.template === null ? null : templateOn(set, set.template, training, heldOut);
  const baseScores = old?.scores ?? new Float64Array(y.length);
  return {
    heldOutBy: by === 'time' ? 'time' : set.keyedBy,
    heldOutFrom: from === null ? null : new Date(from).toISOString(),
    model: measuresOf(points, probability, y),
    baseline: {
      name: old ? 'template' : 'base rate',
      auc: aucOf(baseScores, y),
      brier: brierOf(old?.probability ?? new Float64Array(y.length).fill(rate), y),
      gain: aucGain(points, baseScores, y),
    },
    bands: countBands(bands, points, y),
  };
}

/** All figures about scores whose outcomes are known. */
export function measuresOf(
  points: ArrayLike<number>,
  probability: Float64Array,
  positive: Uint8Array,
): Measures {
  return {
    n: positive.length,
    positives: count(positive),
    auc: aucOf(points, positive),
    brier: brierOf(probability, positive),
    calibrationError: calibrationError(probability, positive),
    liftAtTenth: liftAtTenth(points, positive),
  };
}

/** The score in use until now, and the probability that the training rows lend it. */
function templateOn(
  set: TrainingSet,
  template: string,
  training: Uint32Array,
  heldOut: Uint32Array,
): { scores: Float64Array; probability: Float64Array } | null {
  const column = set.columns.find(({ name }) => name === template);
  if (column?.kind !== 'number') return null;
  const known = training.filter((row) => !Number.isNaN(column.values[row] ?? NaN));
  const mean = known.reduce((sum, row) => sum + (column.values[row] ?? 0), 0) / known.length;
  // A lead without a score is taken for an average one.
  const scoreAt = (row: number) => {
    const value = column.values[row] ?? NaN;
    return Number.isNaN(value) ? 0 : value - mean;
  };
  const y = Uint8Array.from(training, (row) => set.positive[row] ?? 0);
  const line = plattLine(Float64Array.from(training, scoreAt), y, { slope: 0, weight: 0 });
  const scores = Float64Array.from(heldOut, scoreAt);
  return {
    scores,
    probability: scores.map((score) => sigmoid(line.intercept + line.slope * score)),
  };
}
