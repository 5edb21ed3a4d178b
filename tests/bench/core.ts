/** How fast the core decides, on one core of the machine. */
import { decide } from '../../shared/decide.ts';
import { type Benchmark, measurement, median } from './benchmark.ts';
import { decisionInputs } from './support/decision-inputs.ts';

const records = 4_000;
const warmUpRounds = 5;
const rounds = 25;
const required = 20_000;

export const core: Benchmark = {
  names: ['core.records_per_second'],
  async run() {
    const inputs = decisionInputs(records);
    const items = inputs.reduce((sum, { evidence }) => sum + evidence.length, 0) / records;
    const decided = rate(inputs, (input) => {
      if (decide(input).score.coverage < 0) throw new Error('a record has less than no coverage');
    });
    const reference = rate(
      inputs.map((input) => JSON.stringify(input)),
      (json) => JSON.parse(json),
    );
    return [
      measurement({
        name: 'core.records_per_second',
        value: decided.best,
        unit: 'records/s',
        baseline: required,
        how:
          `decide() over ${records} different records with ${items.toFixed(1)} pieces of evidence on average, per second of ` +
          `CPU time of its one thread; the best of ${rounds} rounds, which is the one that others on the machine disturbed ` +
          `least. Median of the rounds: ${Math.round(decided.median)} by CPU time, ${Math.round(decided.medianByClock)} by ` +
          'the clock. Baseline: the requirement. For comparison, JSON.parse of the same records in the same run: ' +
          `${Math.round(reference.best)} records/s.`,
      }),
    ];
  },
};

/** Items per second. */
function rate<T>(items: readonly T[], work: (item: T) => void) {
  const byCpu: number[] = [];
  const byClock: number[] = [];
  for (let round = -warmUpRounds; round < rounds; round += 1) {
    const startedAt = performance.now();
    const before = process.threadCpuUsage();
    for (const item of items) work(item);
    const used = process.threadCpuUsage(before);
    if (round < 0) continue;
    byClock.push((items.length / (performance.now() - startedAt)) * 1_000);
    byCpu.push((items.length / (used.user + used.system)) * 1_000_000);
  }
  return { best: Math.max(...byCpu), median: median(byCpu), medianByClock: median(byClock) };
}
