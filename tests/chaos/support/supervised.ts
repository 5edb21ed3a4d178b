/** A process of the product that is started again whenever it ends, as a process manager does. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { timeVariable } from './fast-time.ts';

const program = join(import.meta.dirname, '../../../server/main.ts');
const hasten = join(import.meta.dirname, 'hasten/main.ts');
const lastLines = 400;

export interface Supervised {
  /** Resolves when it works, also after it was killed. */
  ready(): Promise<void>;
  /** Ends it at once, as a crash does; it is started again. */
  kill(): Promise<void>;
  /** What it logged last, all of its lives. */
  readonly said: readonly string[];
  /** Ends of a process that worked and that nobody had killed. */
  readonly crashes: readonly string[];
  close(): Promise<void>;
}

/** Runs until `close`. */
export function supervise(
  role: 'web' | 'worker',
  environment: Readonly<Record<string, string>>,
  beganAt: number,
): Supervised {
  const said: string[] = [];
  const crashes: string[] = [];
  let child: ChildProcess | null = null;
  let working = Promise.withResolvers<void>();
  let isWorking = false;
  let wasKilled = false;
  let closing = false;

  function hear(line: string): void {
    said.push(line);
    if (said.length > lastLines) said.shift();
    if (!line.includes('"msg":"ready"')) return;
    isWorking = true;
    working.resolve();
  }

  async function live(): Promise<void> {
    const started = spawn(process.execPath, ['--import', hasten, program, role], {
      env: {
        PATH: process.env.PATH,
        NODE_ENV: 'test',
        [timeVariable]: String(beganAt),
        ...environment,
      },
      // By the channel it notices when there are no tests any more.
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    child = started;
    for (const output of [started.stdout, started.stderr]) {
      if (output) createInterface({ input: output }).on('line', hear);
    }
    const [code, signal] = await once(started, 'exit');
    // One that could not start, because its database was away, has said so and is started again.
    if (isWorking && !wasKilled && !closing) crashes.push(`${role} ended: ${code ?? signal}`);
    if (isWorking) working = Promise.withResolvers<void>();
    isWorking = false;
    wasKilled = false;
  }

  const lives = (async () => {
    while (!closing) {
      await live();
      if (!closing) await delay(50);
    }
  })();

  async function kill(): Promise<void> {
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    wasKilled = true;
    child.kill('SIGKILL');
    await ended;
  }

  return {
    ready: () => working.promise,
    kill,
    said,
    crashes,
    async close() {
      closing = true;
      await kill();
      await lives;
    },
  };
}
