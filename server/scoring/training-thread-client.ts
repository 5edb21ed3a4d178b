import { Worker } from 'node:worker_threads';
import type { ScoredOutcome } from '../../shared/scoring/learned/history.ts';
import type { Learned } from './learn.ts';

export type TrainOutcomes = (outcomes: readonly ScoredOutcome[]) => Promise<Learned>;

/** Far more than the largest history needs; one that takes longer has gone wrong. */
const PATIENCE_MS = 300_000;

/** @throws Error when the thread fails or takes too long */
export const trainInThread: TrainOutcomes = (outcomes) =>
  new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./training-thread.ts', import.meta.url), {
      workerData: outcomes,
      // Loaders of the process that asks are not the thread's.
      execArgv: [],
    });
    const timer = setTimeout(() => {
      reject(new Error('training took too long'));
      void worker.terminate();
    }, PATIENCE_MS);
    worker.once('message', (learned: Learned) => resolve(learned));
    worker.once('error', reject);
    worker.once('exit', (code) => {
      clearTimeout(timer);
      reject(new Error(`the training thread ended with ${code}`));
    });
  });
