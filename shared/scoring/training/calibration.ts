/** From points to a probability, fitted on predictions for rows that the predicting model had not seen. */
import { byScore, logLoss, sigmoid } from './measures.ts';
import type { Calibration } from './model.ts';

/** Isotonic regression is given a chance from so many of each class: with less it follows noise. */
const ENOUGH_FOR_ISOTONIC = 500;

/** The line on the logit that makes these scores probabilities (Platt 1999), lightly held to slope 1. */
export function plattLine(
  scores: ArrayLike<number>,
  positive: ArrayLike<number>,
  prior: { slope: number; weight: number } = { slope: 1, weight: 4 },
): { intercept: number; slope: number } {
  let intercept = 0;
  let slope = prior.slope;
  for (let round = 0; round < 50; round++) {
    let g0 = 0;
    let g1 = -prior.weight * (slope - prior.slope);
    let h00 = 1e-9;
    let h01 = 0;
    let h11 = prior.weight + 1e-12;
    for (let row = 0; row < positive.length; row++) {
      const score = scores[row] ?? 0;
      const p = sigmoid(intercept + slope * score);
      const w = p * (1 - p);
      const rest = (positive[row] ?? 0) - p;
      g0 += rest;
      g1 += rest * score;
      h00 += w;
      h01 += w * score;
      h11 += w * score * score;
    }
    const determinant = h00 * h11 - h01 * h01;
    if (!(determinant > 1e-12)) break;
    const stepIntercept = (h11 * g0 - h01 * g1) / determinant;
    const stepSlope = (h00 * g1 - h01 * g0) / determinant;
    // Far from the solution Newton's step overshoots.
    const scale = Math.min(1, 4 / (Math.abs(stepIntercept) + Math.abs(stepSlope) + 1e-12));
    intercept += stepIntercept * scale;
    slope += stepSlope * scale;
    if (Math.abs(stepIntercept) + Math.abs(stepSlope) < 1e-9) break;
  }
  return { intercept, slope };
}

/**
 * The straight line, or, where there are outcomes enough and it is better on rows kept back from it,
 * a monotone curve.
 *
 * @param line what the points mean by their construction
 * @param points by row, from models that had not seen the row
 */
export function calibrate(
  line: { intercept: number; slope: number },
  points: Float64Array,
  positive: Uint8Array,
): Calibration {
  const platt: Calibration = { method: 'platt', ...line };
  const positives = positive.reduce((sum, value) => sum + value, 0);
  if (Math.min(positives, positive.length - positives) < ENOUGH_FOR_ISOTONIC) return platt;
  const even = points.map((_, row) => row % 2);
  const halves = [0, 1].map((half) =>
    isotonic(
      points.filter((_, row) => even[row] === half),
      positive.filter((_, row) => even[row] === half),
    ),
  );
  let sum = 0;
  let squares = 0;
  for (let row = 0; row < points.length; row++) {
    const other = halves[1 - (even[row] ?? 0)] ?? platt;
    const score = points[row] ?? 0;
    const outcome = positive[row] ?? 0;
    const better =
      logLoss(probabilityOf(platt, score), outcome) - logLoss(probabilityOf(other, score), outcome);
    sum += better;
    squares += better * better;
  }
  const mean = sum / points.length;
  const error = Math.sqrt(Math.max(0, squares / points.length - mean * mean) / points.length);
  return mean > 2 * error ? isotonic(points, positive) : platt;
}

/** The calibrated probability of a number of points. */
export function probabilityOf(calibration: Calibration, points: number): number {
  if (calibration.method === 'platt') {
    return sigmoid(calibration.intercept + calibration.slope * points);
  }
  const { knots } = calibration;
  let low = knots[0];
  for (const knot of knots) {
    if (points <= knot.points) {
      if (!low || knot === low) return knot.probability;
      const share = (points - low.points) / (knot.points - low.points);
      return low.probability + share * (knot.probability - low.probability);
    }
    low = knot;
  }
  return low?.probability ?? 0.5;
}

/** Pools neighbours that break the order (Ayer and others 1955); between blocks it is interpolated. */
function isotonic(points: Float64Array, positive: Uint8Array): Calibration {
  const blocks: { points: number; positives: number; n: number }[] = [];
  const order = byScore(points);
  for (let at = 0; at < order.length; ) {
    const block = { points: 0, positives: 0, n: 0 };
    const score = points[order[at] ?? 0];
    while (at < order.length && points[order[at] ?? 0] === score) {
      block.positives += positive[order[at] ?? 0] ?? 0;
      block.points += score ?? 0;
      block.n++;
      at++;
    }
    blocks.push(block);
    while (blocks.length > 1) {
      const last = blocks.at(-1);
      const before = blocks.at(-2);
      if (!last || !before || last.positives * before.n > before.positives * last.n) break;
      before.points += last.points;
      before.positives += last.positives;
      before.n += last.n;
      blocks.pop();
    }
  }
  const knots = blocks.map(({ points: sum, positives, n }) => ({
    points: sum / n,
    probability: (positives + 0.5) / (n + 1),
  }));
  // Smoothing may turn two small neighbours around.
  for (const [index, knot] of knots.entries()) {
    knot.probability = Math.max(knot.probability, knots[index - 1]?.probability ?? 0);
  }
  return { method: 'isotonic', knots };
}
