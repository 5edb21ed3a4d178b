/**
 * One Newton step for one column: a least squares over its bins, in which each block of coefficients is
 * shrunk by a prior, and the width of the prior is learned from the same solution.
 */
import { CholeskyDecomposition, Matrix } from 'ml-matrix';
import { UNKNOWN } from './bins.ts';

/** Coefficients of one column that share a prior. */
export interface Block {
  /** By code what one unit of each coefficient adds; a block of steps has a coefficient per code. */
  readonly shape: Float64Array | 'steps';
  /** Variance of the prior. */
  variance: number;
  readonly fixed: boolean;
}

/** A column in the fit. */
export interface Term {
  readonly codes: Uint8Array;
  readonly size: number;
  readonly blocks: Block[];
  readonly effect: Float64Array;
  dropped: boolean;
  freedom: number;
  gain: number;
}

/** The widest a prior's variance gets. */
export const WIDEST = 4;
const NARROWEST = 1e-6;
/** The square of a usual coefficient: .25 on the logit for one standard deviation. */
const USUAL_SQUARE = 0.06;

/** The penalised least squares over bins, to which a Newton step comes down. */
export function solveColumn(
  term: Term,
  gradient: Float64Array,
  weight: Float64Array,
  learn: boolean,
) {
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
