/** How fast the core decides, on one core of the machine. */
import { decide } from '../../shared/decide.ts';
import { type Benchmark, measurement, median } from './benchmark.ts';
import { decisionInputs } from './support/decision-inputs.ts';

const records = 4_000;
const rounds = 9;
const required = 20_000;

export const core: Benchmark = {
  names: ['core.records_per_second'],
  async run() {
    const inputs = decisionInputs(records);
    const items = inputs.reduce((sum, { evidence }) => sum + evidence.length, 0) / records;
    const perSecond = rate(inputs, (input) => {
      if (decide(input).score.coverage < 0) throw new Error('a record has less than no coverage');
    });
    const reference = rate(
      inputs.map((input) => JSON.stringify(input)),
      (json) => JSON.parse(json),
    );
    return [
      measurement({
        name: 'core.records_per_second',
        value: perSecond,
        unit: 'records/s',
        baseline: required,
        how:
          `decide() over ${records} different records with ${items.toFixed(1)} pieces of evidence on average, on one core; median of ` +
          `${rounds} rounds after ${warmUpRounds} to warm up. Baseline: the requirement. For comparison, JSON.parse of the same ` +
          `records in the same run: ${Math.round(reference)} records/s.`,
      }),
    ];
  },
};

const warmUpRounds = 3;

/** Items per second, median of the rounds. */
function rate<T>(items: readonly T[], work: (item: T) => void): number {
  const rates: number[] = [];
  for (let round = -warmUpRounds; round < rounds; round += 1) {
    const startedAt = performance.now();
    for (const item of items) work(item);
    if (round >= 0) rates.push((items.length / (performance.now() - startedAt)) * 1_000);
  }
  return median(rates);
}
