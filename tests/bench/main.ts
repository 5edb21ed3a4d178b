/**
 * `npm run bench`: measures, prints a table and writes `bench/results.json`. `-- --only <prefix>`
 * takes the measurements whose name begins so, `--long` the sizes of a large account. It fails when
 * something does not work, not when it is slow.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { parseArgs, styleText } from 'node:util';
import { batch } from './batch.ts';
import type { Benchmark, Measurement } from './benchmark.ts';
import { bulkRun } from './bulk-run.ts';
import { cachedClick } from './cached-click.ts';
import { cardPaint } from './card-paint.ts';
import { click } from './click.ts';
import { clickUnderLoad } from './click-under-load.ts';
import { core } from './core.ts';
import { costFlatness } from './cost-flatness.ts';
import { hubspotCalls } from './hubspot-calls.ts';
import { limitShare } from './limit-share.ts';
import { limiter } from './limiter.ts';
import { lookCalls } from './look-calls.ts';
import { sandboxStart } from './sandbox-start.ts';
import { webhookIntake } from './webhook-intake.ts';
import { workerMemory } from './worker-memory.ts';

const benchmarks: readonly Benchmark[] = [
  core,
  click,
  cachedClick,
  hubspotCalls,
  lookCalls,
  limiter,
  batch,
  bulkRun,
  limitShare,
  clickUnderLoad,
  webhookIntake,
  costFlatness,
  workerMemory,
  cardPaint,
  sandboxStart,
];

const { values } = parseArgs({
  options: { only: { type: 'string', default: '' }, long: { type: 'boolean', default: false } },
});
const hasServers = Boolean(process.env.TEST_DATABASE_URL && process.env.REDIS_URL);
const isWanted = (name: string) => name.startsWith(values.only);
const wanted = benchmarks.filter(({ names }) => names.some(isWanted));
if (wanted.length === 0) {
  console.error(`No benchmark begins with ${values.only}. There are:`);
  for (const name of benchmarks.flatMap(({ names }) => names)) console.error(`  ${name}`);
  process.exit(1);
}

const results: Measurement[] = [];
printHead();
for (const benchmark of wanted) {
  if (benchmark.needs === 'servers' && !hasServers) {
    console.log(`Left out without TEST_DATABASE_URL and REDIS_URL: ${benchmark.names.join(', ')}`);
    // Whoever asks for it by name has to get it.
    if (values.only !== '' || process.env.CI) process.exitCode = 1;
    continue;
  }
  for (const result of (await benchmark.run(values)).filter(({ name }) => isWanted(name))) {
    results.push(result);
    print(result);
  }
}
mkdirSync('bench', { recursive: true });
writeFileSync('bench/results.json', `${JSON.stringify(results, null, 2)}\n`);

function printHead(): void {
  console.log(styleText('bold', row('measurement', 'value', 'baseline', 'ratio', 'unit')));
}

function print({ name, value, unit, baseline, ratio, how }: Measurement): void {
  console.log(row(name, String(value), String(baseline), String(ratio), unit));
  console.log(styleText('dim', `  ${how}`));
}

function row(name: string, value: string, baseline: string, ratio: string, unit: string): string {
  return `${name.padEnd(34)}${value.padStart(10)}${baseline.padStart(10)}${ratio.padStart(9)}  ${unit}`;
}
