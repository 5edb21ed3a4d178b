import { isCrmError } from '../../errors.ts';
import { retryDelay } from '../retry.ts';

export interface Patience {
  /** 0 ≤ x < 1. */
  readonly random: () => number;
  readonly sleep: (milliseconds: number) => Promise<void>;
}

/** Repeats what may be repeated while HubSpot is slow, limited or down. @throws what the last attempt threw */
export async function patiently<T>(
  { random, sleep }: Patience,
  work: () => Promise<T>,
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (!isCrmError(error)) throw error;
      const delay = retryDelay({ attempt, error, idempotent: true, random: random() });
      if (typeof delay !== 'number') throw error;
      await sleep(delay);
    }
  }
}
