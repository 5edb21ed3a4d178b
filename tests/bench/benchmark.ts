/** What a benchmark measures and how its numbers are told. */

export interface Measurement {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** What `value` is compared with; `how` says what it is. */
  readonly baseline: number;
  /** `value` / `baseline`. */
  readonly ratio: number;
  readonly how: string;
}

export interface BenchmarkOptions {
  /** With as many records as a large account has; takes many minutes. */
  readonly long: boolean;
}

export interface Benchmark {
  /** Names of the measurements it gives. */
  readonly names: readonly string[];
  /** `servers`: it runs processes that share a Postgres and a Redis. */
  readonly needs?: 'servers';
  /** @throws when what was measured did not do its work; never because it was slow */
  run(options: BenchmarkOptions): Promise<Measurement[]>;
}

export function measurement(fields: Omit<Measurement, 'ratio'>): Measurement {
  const { name, value, unit, baseline, how } = fields;
  return {
    name,
    value: rounded(value),
    unit,
    baseline: rounded(baseline),
    ratio: rounded(value / baseline),
    how,
  };
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  const upper = sorted[Math.floor(middle)];
  const lower = sorted[Math.ceil(middle) - 1];
  if (upper === undefined || lower === undefined) throw new Error('nothing was measured');
  return (lower + upper) / 2;
}

/** The smallest value that at least `share` of all do not exceed; of few values the largest. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const found = sorted[Math.ceil(sorted.length * share) - 1];
  if (found === undefined) throw new Error('nothing was measured');
  return found;
}

/** Three digits are more than any of these measurements deserves. */
function rounded(value: number): number {
  return Math.abs(value) >= 1_000 ? Math.round(value) : Math.round(value * 1_000) / 1_000;
}
