/**
 * The yardstick: plain logistic regression on the same text, prepared as is usual (numbers
 * standardised, blanks at the mean with a flag, the twenty most frequent categories one column each,
 * ridge penalty 1), written apart from the product's own training.
 */
import { CholeskyDecomposition, Matrix } from 'ml-matrix';
import type { KnownLeads } from './known-truth.ts';

type Leads = Pick<KnownLeads, 'header' | 'rows' | 'won'>;
type Encoder = (row: readonly string[]) => number[];

const blanks = new Set(['', '-', 'N/A']);

/** Fits to the first leads and gives the logit of the second ones. */
export function logisticScores(
  train: Leads,
  test: Leads,
  columns: readonly string[],
): Float64Array {
  const encoders = columns.map((name) => encoderOf(train, train.header.indexOf(name)));
  const encode: Encoder = (row) => [1, ...encoders.flatMap((encoder) => encoder(row))];
  const design = train.rows.map(encode);
  const width = design[0]?.length ?? 0;
  let beta = new Array<number>(width).fill(0);
  for (let round = 0; round < 8; round++) {
    const hessian = Matrix.zeros(width, width);
    const gradient = Matrix.zeros(width, 1);
    for (const [at, x] of design.entries()) {
      const p = 1 / (1 + Math.exp(-dot(x, beta)));
      for (let a = 0; a < width; a++) {
        const xa = x[a] ?? 0;
        if (xa === 0) continue;
        gradient.set(a, 0, gradient.get(a, 0) + xa * ((train.won[at] ?? 0) - p));
        for (let b = 0; b < width; b++) {
          hessian.set(a, b, hessian.get(a, b) + p * (1 - p) * (xa * (x[b] ?? 0)));
        }
      }
    }
    for (let a = 0; a < width; a++) {
      const penalty = a === 0 ? 1e-6 : 1;
      hessian.set(a, a, hessian.get(a, a) + penalty);
      gradient.set(a, 0, gradient.get(a, 0) - (a === 0 ? 0 : (beta[a] ?? 0)));
    }
    const step = new CholeskyDecomposition(hessian).solve(gradient);
    beta = beta.map((value, a) => value + step.get(a, 0));
  }
  return Float64Array.from(test.rows, (row) => dot(encode(row), beta));
}

function dot(x: readonly number[], beta: readonly number[]): number {
  return x.reduce((sum, value, at) => sum + value * (beta[at] ?? 0), 0);
}

function numberIn(cell: string): number {
  const date = /^\d{4}-\d{2}-\d{2}$/.test(cell) ? Date.parse(cell) / 86_400_000 : Number.NaN;
  return Number.isNaN(date) ? Number(cell.replace(/[,%\s]/g, '')) : date;
}

function encoderOf({ rows }: Leads, at: number): Encoder {
  const filled = rows.map((row) => row[at] ?? '').filter((cell) => !blanks.has(cell));
  const numbers = filled.map(numberIn);
  if (numbers.every((value) => !Number.isNaN(value))) {
    const mean = numbers.reduce((sum, value) => sum + value, 0) / numbers.length;
    const spread = Math.sqrt(
      numbers.reduce((sum, value) => sum + (value - mean) ** 2, 0) / numbers.length,
    );
    return (row) => {
      const cell = row[at] ?? '';
      return blanks.has(cell) ? [0, 1] : [(numberIn(cell) - mean) / spread, 0];
    };
  }
  const counts = new Map<string, number>();
  for (const row of rows) counts.set(row[at] ?? '', (counts.get(row[at] ?? '') ?? 0) + 1);
  const frequent = [...counts].sort((a, b) => b[1] - a[1]).slice(0, 20);
  return (row) => frequent.map(([value]) => (row[at] === value ? 1 : 0));
}
