import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export interface Child {
  readonly pid: number;
  /** The next line it prints; fails when it ends first. */
  line(): Promise<string>;
  kill(): Promise<void>;
}

/** Starts a program of this folder in a process of its own. */
export function startChild(program: string, ...parameters: string[]): Child {
  const child: ChildProcess = spawn(
    process.execPath,
    [join(import.meta.dirname, program), ...parameters],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  if (!child.stdout) throw new Error('The child has no output.');
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const ended = once(child, 'exit');
  return {
    pid: child.pid ?? 0,
    line: async () => {
      const { value, done } = await lines.next();
      if (done) throw new Error('The child ended without another line.');
      return value;
    },
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
