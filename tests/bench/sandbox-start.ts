/** How long a newcomer waits for the sandbox. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Benchmark, measurement, median } from './benchmark.ts';

const starts = 3;
const program = fileURLToPath(new URL('../sandbox/main.ts', import.meta.url));

export const sandboxStart: Benchmark = {
  names: ['sandbox.start_seconds'],
  async run() {
    const seconds: number[] = [];
    for (let start = 0; start < starts; start += 1) seconds.push(await secondsToReady());
    return [
      measurement({
        name: 'sandbox.start_seconds',
        value: median(seconds),
        unit: 's',
        baseline: 10,
        how: `Median of ${starts} starts of the sandbox's process, from spawning it to its ready line, with an empty data directory. Baseline: the requirement.`,
      }),
    ];
  },
};

async function secondsToReady(): Promise<number> {
  const dataDir = mkdtempSync(join(tmpdir(), 'smartsync-bench-'));
  const startedAt = performance.now();
  const child = spawn(process.execPath, [program, '--port', '0'], {
    env: { ...process.env, DATA_DIR: dataDir },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  try {
    let printed = '';
    for await (const text of child.stdout.setEncoding('utf8')) {
      printed += text;
      if (printed.includes(' ready at ')) return (performance.now() - startedAt) / 1_000;
    }
    throw new Error(`the sandbox ended without being ready: ${printed}`);
  } finally {
    child.kill('SIGTERM');
    await ended;
    rmSync(dataDir, { recursive: true, force: true });
  }
}
