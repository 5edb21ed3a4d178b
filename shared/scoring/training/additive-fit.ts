/**
 * A logistic regression whose terms are the bins of each column, fitted column by column.
 *
 * Each column's effect is a sum of blocks: a straight line over the order of its bins, a curve, a step
 * of each bin's own, and what being unknown means; a category has a step each. A block's coefficients
 * are shrunk towards zero by a normal prior whose width is learned from the data (the marginal
 * likelihood, with MacKay's update), so that a straight line costs one degree of freedom, a U is
 * found where there is one, and what says nothing vanishes.
 */
import { type Bins, UNKNOWN } from './bins.ts';
import { type Block, solveColumn, type Term, WIDEST } from './column-step.ts';
import { sigmoid } from './measures.ts';

/** What a bin adds to the logit, by code. */
export type Effect = Float64Array;

export interface AdditiveFit {
  readonly intercept: number;
  /** By column, in the order given; null where a column says nothing. */
  readonly effects: readonly (Effect | null)[];
}

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
    const solved = solveColumn(term, gradient, weight, learn);
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
