/** A process of its own compiles: it takes a core for many seconds, and nobody else shall feel it. */
import { constants, setPriority } from 'node:os';
import { type CompileOrder, compile } from './compile.ts';

/** What is said about the compiling, while it lasts. */
export interface CompileNews {
  readonly modules: number;
}

setPriority(constants.priority.PRIORITY_LOW);

let modules = 0;
const order: CompileOrder = JSON.parse(process.argv[2] ?? '');
const timer = setInterval(() => process.send?.({ modules } satisfies CompileNews), 200);
try {
  await compile(order, () => {
    modules += 1;
  });
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
} finally {
  clearInterval(timer);
}
