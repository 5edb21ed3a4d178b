/** How well scores tell outcomes apart, and how true their probabilities are. */

export interface Interval {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** 97.5 % of a normal distribution lies below. */
const Z = 1.959964;

/**
 * The area under the ROC curve with its 95 % interval after DeLong, DeLong and Clarke-Pearson (1988),
 * in the fast form of Sun and Xu (2014, https://doi.org/10.1109/LSP.2014.2337313). Ties count half.
 */
export function aucOf(scores: ArrayLike<number>, positive: ArrayLike<number>): Interval {
  const { auc, ofPositives, ofNegatives } = placements(scores, positive);
  const error = Math.sqrt(
    variance(ofPositives, auc) / ofPositives.length +
      variance(ofNegatives, auc) / ofNegatives.length,
  );
  return limited(auc, error, 0, 1);
}

/** The gain in AUC of one score over another on the same rows, with the paired DeLong interval. */
export function aucGain(
  scores: ArrayLike<number>,
  than: ArrayLike<number>,
  positive: ArrayLike<number>,
): Interval {
  const ours = placements(scores, positive);
  const theirs = placements(than, positive);
  const gain = ours.auc - theirs.auc;
  const difference = (a: Float64Array, b: Float64Array) =>
    a.map((value, index) => value - (b[index] ?? 0));
  const onPositives = difference(ours.ofPositives, theirs.ofPositives);
  const onNegatives = difference(ours.ofNegatives, theirs.ofNegatives);
  const error = Math.sqrt(
    variance(onPositives, gain) / onPositives.length +
      variance(onNegatives, gain) / onNegatives.length,
  );
  return limited(gain, error, -1, 1);
}

function limited(value: number, error: number, low: number, high: number): Interval {
  const wide = Number.isFinite(error) ? Z * error : high - low;
  return { value, low: Math.max(low, value - wide), high: Math.min(high, value + wide) };
}

/** For each positive the share of negatives below it, and the reverse. */
function placements(scores: ArrayLike<number>, positive: ArrayLike<number>) {
  const order = byScore(scores);
  let positives = 0;
  for (let row = 0; row < positive.length; row++) positives += positive[row] ? 1 : 0;
  const negatives = scores.length - positives;
  const ofPositives = new Float64Array(positives);
  const ofNegatives = new Float64Array(negatives);
  let atPositive = 0;
  let atNegative = 0;
  let sum = 0;
  forTies(scores, order, (from, to) => {
    let tiedPositives = 0;
    for (let at = from; at < to; at++) tiedPositives += positive[order[at] ?? 0] ? 1 : 0;
    const tiedNegatives = to - from - tiedPositives;
    const below = (atNegative + tiedNegatives / 2) / negatives;
    const above = (positives - atPositive - tiedPositives / 2) / positives;
    ofPositives.fill(below, atPositive, atPositive + tiedPositives);
    ofNegatives.fill(above, atNegative, atNegative + tiedNegatives);
    sum += below * tiedPositives;
    atPositive += tiedPositives;
    atNegative += tiedNegatives;
  });
  // In the order of rows again, so that two scores can be compared row by row.
  return {
    auc: positives && negatives ? sum / positives : 0.5,
    ofPositives: inRowOrder(ofPositives, order, positive, true),
    ofNegatives: inRowOrder(ofNegatives, order, positive, false),
  };
}

function inRowOrder(
  sorted: Float64Array,
  order: Uint32Array,
  positive: ArrayLike<number>,
  wanted: boolean,
): Float64Array {
  const byRow = new Float64Array(order.length);
  let at = 0;
  for (const row of order) if (!!positive[row] === wanted) byRow[row] = sorted[at++] ?? 0;
  return byRow.filter((_, row) => !!positive[row] === wanted);
}

function variance(values: Float64Array, mean: number): number {
  if (values.length < 2) return Number.NaN;
  let sum = 0;
  for (const value of values) sum += (value - mean) ** 2;
  return sum / (values.length - 1);
}

/** Rows in ascending order of their score. */
export function byScore(scores: ArrayLike<number>): Uint32Array {
  const order = new Uint32Array(scores.length);
  for (let row = 0; row < order.length; row++) order[row] = row;
  return order.sort((a, b) => (scores[a] ?? 0) - (scores[b] ?? 0));
}

function forTies(
  scores: ArrayLike<number>,
  order: Uint32Array,
  each: (from: number, to: number) => void,
): void {
  let from = 0;
  while (from < order.length) {
    let to = from + 1;
    while (to < order.length && scores[order[to] ?? 0] === scores[order[from] ?? 0]) to++;
    each(from, to);
    from = to;
  }
}

/** The mean squared distance of probability and outcome. */
export function brierOf(probability: ArrayLike<number>, positive: ArrayLike<number>): number {
  let sum = 0;
  for (let row = 0; row < positive.length; row++) {
    sum += ((probability[row] ?? 0) - (positive[row] ?? 0)) ** 2;
  }
  return positive.length ? sum / positive.length : 0;
}

/**
 * The expected calibration error: over ten groups of equal size in the order of probability, how far
 * the mean probability is from the share that came true, weighted by size.
 */
export function calibrationError(
  probability: ArrayLike<number>,
  positive: ArrayLike<number>,
): number {
  const order = byScore(probability);
  let error = 0;
  let from = 0;
  for (let group = 1; group <= 10; group++) {
    let to = Math.round((order.length * group) / 10);
    // Equal probabilities are one group: what is said of them is one statement.
    while (to > from && to < order.length && same(probability, order, to - 1, to)) to++;
    if (to <= from) continue;
    let said = 0;
    let came = 0;
    for (let at = from; at < to; at++) {
      said += probability[order[at] ?? 0] ?? 0;
      came += positive[order[at] ?? 0] ?? 0;
    }
    error += Math.abs(said - came);
    from = to;
  }
  return order.length ? error / order.length : 0;
}

function same(scores: ArrayLike<number>, order: Uint32Array, a: number, b: number): boolean {
  return scores[order[a] ?? 0] === scores[order[b] ?? 0];
}

/**
 * How many times as many positives the best tenth holds as a tenth drawn at random. Rows tied at the
 * border count by the share of them that fits in.
 */
export function liftAtTenth(scores: ArrayLike<number>, positive: ArrayLike<number>): number | null {
  const order = byScore(scores).reverse();
  const room = order.length / 10;
  let all = 0;
  for (let row = 0; row < positive.length; row++) all += positive[row] ?? 0;
  if (!all) return null;
  let caught = 0;
  forTies(scores, order, (from, to) => {
    if (from >= room) return;
    let tied = 0;
    for (let at = from; at < to; at++) tied += positive[order[at] ?? 0] ?? 0;
    caught += tied * Math.min(1, (room - from) / (to - from));
  });
  return caught / all / 0.1;
}

/** The mean negative log-likelihood, by row. */
export function logLoss(probability: number, positive: number): number {
  const p = Math.min(1 - 1e-9, Math.max(1e-9, probability));
  return -Math.log(positive ? p : 1 - p);
}

export function sigmoid(logit: number): number {
  return 1 / (1 + Math.exp(-logit));
}
