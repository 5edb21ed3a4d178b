/** Work on many records in parts, so that clicks in the same process and on the same database go on. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Runtime } from '../runtime.ts';

/** Milliseconds of deciding before the event loop gets its turn. */
const SLICE_MS = 20;

/** Runs whose rows are written in one transaction; the embedded database serves nobody else meanwhile. */
const RUNS_A_TRANSACTION = 50;

/** To be awaited before every record: lets everything else go on when a slice of time is over. */
export function createSlices({ now }: Pick<Runtime, 'now'>): () => Promise<void> {
  let began = now().getTime();
  let pause: Promise<void> | null = null;
  return async () => {
    if (now().getTime() - began >= SLICE_MS) {
      pause ??= nextTurn().then(() => {
        began = now().getTime();
        pause = null;
      });
    }
    await pause;
  };
}

/** The items in parts of what one transaction may hold. */
export function transactionsOf<T>(items: readonly T[]): T[][] {
  const parts: T[][] = [];
  for (let start = 0; start < items.length; start += RUNS_A_TRANSACTION) {
    parts.push(items.slice(start, start + RUNS_A_TRANSACTION));
  }
  return parts;
}
