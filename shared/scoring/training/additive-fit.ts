/**
 * A logistic regression whose terms are the bins of each column, fitted column by column.
 *
 * Each column's effect is a sum of blocks: a straight line over the order of its bins, a curve, a step
 * of each bin's own, and what being unknown means; a category has a step each. A block's coefficients
 * are shrunk towards zero by a normal prior whose width is learned from the data (the marginal
 * likelihood, with MacKay's update), so that a straight line costs one degree of freedom, a U is
 * found where there is one, and what says nothing vanishes.
 */
import { CholeskyDecomposition, Matrix } from 'ml-matrix';
import { type Bins, UNKNOWN } from './bins.ts';
import { sigmoid } from './measures.ts';

/** What a bin adds to the logit, by code. */
export type Effect = Float64Array;

export interface AdditiveFit {
  readonly intercept: number;
  /** By column, in the order given; null where a column says nothing. */
  readonly effects: readonly (Effect | null)[];
}

interface Block {
  /** By code what one unit of each coefficient adds; a block of steps has a coefficient per code. */
  readonly shape: Float64Array | 'steps';
  /** Variance of the prior. */
  variance: number;
  readonly fixed: boolean;
}

interface Term {
  readonly codes: Uint8Array;
  readonly size: number;
  readonly blocks: Block[];
  readonly effect: Effect;
  dropped: boolean;
  freedom: number;
  gain: number;
}

const WIDEST = 4;
const NARROWEST = 1e-6;
/** The square of a usual coefficient: .25 on the logit for one standard deviation. */
const USUAL_SQUARE = 0.06;

/** Which columns keep a wide prior on their straight line: what everything is shrunk towards. */
export interface FitOptions {
  readonly anchors?: ReadonlySet<string>;
}

/**
 * @param bins fine bins of the columns
 * @param positive 1 or 0 by row
 * @param rows the rows to fit to
 */
export function fitAdditive(
  bins: readonly Bins[],
  positive: Uint8Array,
  rows: Uint32Array,
  { anchors = new Set() }: FitOptions = {},
): AdditiveFit {
  const y = gather(positive, rows);
  const terms = bins.map((column) => termOf(column, rows, anchors.has(column.name)));
  const rate = y.reduce((sum, value) => sum + value, 0) / y.length;
  const state = new State(y, Math.log(rate / (1 - rate)));
  sweep(state, terms, 16);
  for (const [index, term] of terms.entries()) {
    // Akaike's price of a degree of freedom: what does not earn it only adds noise.
    const isAnchor = anchors.has(bins[index]?.name ?? '');
    if (!isAnchor && term.gain < 2 * term.freedom + 1e-9) state.drop(term);
  }
  sweep(state, terms, 12);
  return {
    intercept: state.intercept,
    effects: terms.map(({ effect, dropped }) => (dropped ? null : effect)),
  };
}

function sweep(state: State, terms: readonly Term[], times: number): void {
  for (let round = 0; round < times; round++) {
    let moved = 0;
    for (const term of terms) {
      if (!term.dropped) moved = Math.max(moved, state.update(term, round >= 2));
    }
    if (round >= 4 && moved < 2e-3) return;
  }
}

function termOf(bins: Bins, rows: Uint32Array, anchor: boolean): Term {
  const codes = gather(bins.codes, rows);
  const counts = new Float64Array(bins.size);
  for (const code of codes) counts[code] = (counts[code] ?? 0) + 1;
  const blocks = bins.kind === 'number' ? numberBlocks(bins.scores, counts, anchor) : [steps(0.1)];
  if ((counts[UNKNOWN] ?? 0) > 0) blocks.push(unknownBlock(bins.size));
  return {
    codes,
    size: bins.size,
    blocks,
    effect: new Float64Array(bins.size),
    dropped: false,
    freedom: 0,
    gain: 0,
  };
}

/** The values at these rows; a plain loop, for `from` with a function takes twenty times as long. */
function gather(values: Uint8Array, rows: Uint32Array): Uint8Array {
  const gathered = new Uint8Array(rows.length);
  for (let at = 0; at < rows.length; at++) gathered[at] = values[rows[at] ?? 0] ?? 0;
  return gathered;
}

function steps(variance: number): Block {
  return { shape: 'steps', variance, fixed: false };
}

function unknownBlock(size: number): Block {
  const shape = new Float64Array(size);
  shape[UNKNOWN] = 1;
  return { shape, variance: 0.1, fixed: false };
}

function numberBlocks(scores: Float64Array, counts: Float64Array, anchor: boolean): Block[] {
  const filled = [...counts.keys()].filter((code) => code !== UNKNOWN && (counts[code] ?? 0) > 0);
  const blocks: Block[] = [];
  if (filled.length >= 2) {
    blocks.push({ shape: scores, variance: anchor ? WIDEST : 0.2, fixed: anchor });
  }
  if (filled.length >= 3) {
    // The second Hermite polynomial: at right angles to the line where the scores are normal.
    const curve = scores.map((score, code) =>
      code === UNKNOWN ? 0 : (score * score - 1) / Math.SQRT2,
    );
    blocks.push({ shape: curve, variance: 0.05, fixed: false });
  }
  if (filled.length >= 4) blocks.push(steps(0.02));
  return blocks;
}

/** The rows' logits, and the moves of one column that bring them closer to the outcome. */
class State {
  readonly y: Uint8Array;
  readonly logit: Float64Array;
  intercept: number;

  constructor(y: Uint8Array, intercept: number) {
    this.y = y;
    this.intercept = intercept;
    this.logit = new Float64Array(y.length).fill(intercept);
  }

  drop(term: Term): void {
    this.shift(
      term,
      term.effect.map((value) => -value),
      0,
    );
    term.effect.fill(0);
    term.dropped = true;
  }

  /** One Newton step over a column's coefficients and the intercept. @returns the largest move */
  update(term: Term, learn: boolean): number {
    const { codes, size } = term;
    const gradient = new Float64Array(size);
    const weight = new Float64Array(size);
    for (let row = 0; row < codes.length; row++) {
      const p = sigmoid(this.logit[row] ?? 0);
      const code = codes[row] ?? 0;
      gradient[code] = (gradient[code] ?? 0) + (this.y[row] ?? 0) - p;
      weight[code] = (weight[code] ?? 0) + p * (1 - p);
    }
    const solved = solve(term, gradient, weight, learn);
    const delta = solved.effect.map((value, code) => within(value - (term.effect[code] ?? 0), 2));
    const shift = within(solved.shift, 2);
    this.shift(term, delta, shift);
    let moved = Math.abs(shift);
    for (let code = 0; code < size; code++) {
      moved = Math.max(moved, Math.abs(delta[code] ?? 0));
      term.effect[code] = (term.effect[code] ?? 0) + (delta[code] ?? 0);
    }
    return moved;
  }

  private shift(term: Term, delta: Float64Array, intercept: number): void {
    this.intercept += intercept;
    for (let row = 0; row < this.logit.length; row++) {
      const next = (this.logit[row] ?? 0) + intercept + (delta[term.codes[row] ?? 0] ?? 0);
      this.logit[row] = within(next, 30);
    }
  }
}

function within(value: number, limit: number): number {
  return Math.min(limit, Math.max(-limit, value));
}

/** The penalised least squares over bins, to which a Newton step comes down. */
function solve(term: Term, gradient: Float64Array, weight: Float64Array, learn: boolean) {
  const { blocks, size, effect } = term;
  const filled: number[] = [];
  for (let code = 0; code < size; code++) if ((weight[code] ?? 0) > 1e-9) filled.push(code);
  // Coefficients: the intercept's shift, then block by block.
  const loads: { block: Block | null; at: (code: number) => number }[] = [
    { block: null, at: () => 1 },
  ];
  for (const block of blocks) {
    const { shape } = block;
    if (shape !== 'steps') loads.push({ block, at: (code) => shape[code] ?? 0 });
    else {
      for (const own of filled) {
        if (own !== UNKNOWN) loads.push({ block, at: (code) => (code === own ? 1 : 0) });
      }
    }
  }
  if (loads.length > 60) return solveSteps(term, gradient, weight, learn);
  const width = loads.length;
  const design = filled.map((code) => loads.map(({ at }) => at(code)));
  const normal = Matrix.zeros(width, width);
  const right = Matrix.zeros(width, 1);
  for (const [index, code] of filled.entries()) {
    const row = design[index] ?? [];
    const w = weight[code] ?? 0;
    const target = w * (effect[code] ?? 0) + (gradient[code] ?? 0);
    for (let a = 0; a < width; a++) {
      const loaded = row[a] ?? 0;
      if (loaded === 0) continue;
      right.set(a, 0, right.get(a, 0) + loaded * target);
      for (let b = 0; b < width; b++) {
        normal.set(a, b, normal.get(a, b) + w * (loaded * (row[b] ?? 0)));
      }
    }
  }
  for (const [index, { block }] of loads.entries()) {
    normal.set(index, index, normal.get(index, index) + (block ? 1 / block.variance : 1e-9));
  }
  const cholesky = new CholeskyDecomposition(normal);
  const solution = cholesky.solve(right);
  const covariance = cholesky.solve(Matrix.eye(width, width));
  if (learn) learnVariances(blocks, loads, solution, covariance);
  const next = new Float64Array(size);
  let gain = 0;
  let mean = 0;
  let total = 0;
  for (const [index, code] of filled.entries()) {
    const row = design[index] ?? [];
    let sum = 0;
    for (let a = 1; a < width; a++) sum += (row[a] ?? 0) * solution.get(a, 0);
    next[code] = sum;
    mean += (weight[code] ?? 0) * sum;
    total += weight[code] ?? 0;
  }
  mean /= total || 1;
  for (const code of filled) gain += (weight[code] ?? 0) * ((next[code] ?? 0) - mean) ** 2;
  term.gain = gain;
  term.freedom = loads.reduce(
    (sum, { block }, index) =>
      sum + (block ? 1 - covariance.get(index, index) / block.variance : 0),
    0,
  );
  return { effect: next, shift: solution.get(0, 0) };
}

/** MacKay's update: the squared coefficients over the degrees of freedom that the data determine. */
function learnVariances(
  blocks: readonly Block[],
  loads: readonly { block: Block | null }[],
  solution: Matrix,
  covariance: Matrix,
): void {
  for (const block of blocks) {
    if (block.fixed) continue;
    let squares = 0;
    let freedom = 0;
    for (const [index, load] of loads.entries()) {
      if (load.block !== block) continue;
      squares += solution.get(index, 0) ** 2;
      freedom += 1 - covariance.get(index, index) / block.variance;
    }
    // One coefficient says little about the width it came from: it counts beside a usual one.
    const usual = block.shape === 'steps' ? 0 : USUAL_SQUARE;
    block.variance = limitedVariance(squares + usual, freedom + (usual > 0 ? 1 : 0));
  }
}

function limitedVariance(squares: number, freedom: number): number {
  const learned = squares / Math.max(freedom, 1e-9);
  return Math.min(WIDEST, Math.max(NARROWEST, learned));
}

/** The same for many categories, where the matrix is an arrow and needs no decomposition. */
function solveSteps(term: Term, gradient: Float64Array, weight: Float64Array, learn: boolean) {
  const { blocks, size, effect } = term;
  const own = blocks.find(({ shape }) => shape === 'steps');
  const unknown = blocks.find(({ shape }) => shape !== 'steps');
  const blockOf = (code: number) => (code === UNKNOWN ? unknown : own);
  let above = 0;
  let below = 0;
  for (let code = 0; code < size; code++) {
    const w = weight[code] ?? 0;
    const block = blockOf(code);
    if (w <= 1e-9 || !block) continue;
    const marginal = w / (1 + w * block.variance);
    above += marginal * ((effect[code] ?? 0) + (gradient[code] ?? 0) / w);
    below += marginal;
  }
  const shift = below > 0 ? above / below : 0;
  const next = new Float64Array(size);
  const squares = new Map<Block, number>();
  const freedoms = new Map<Block, number>();
  term.gain = 0;
  for (let code = 0; code < size; code++) {
    const w = weight[code] ?? 0;
    const block = blockOf(code);
    if (w <= 1e-9 || !block) continue;
    const kept = w / (w + 1 / block.variance);
    const value = kept * ((effect[code] ?? 0) + (gradient[code] ?? 0) / w - shift);
    next[code] = value;
    squares.set(block, (squares.get(block) ?? 0) + value * value);
    freedoms.set(block, (freedoms.get(block) ?? 0) + kept);
    term.gain += w * value * value;
  }
  term.freedom = [...freedoms.values()].reduce((sum, value) => sum + value, 0);
  if (learn) {
    for (const [block, freedom] of freedoms) {
      block.variance = limitedVariance(squares.get(block) ?? 0, freedom);
    }
  }
  return { effect: next, shift };
}
