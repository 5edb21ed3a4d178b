import { randomInt, randomUUID } from 'node:crypto';

/** Everything that is not a function of its input. Passed in, never reached for, so tests decide it. */
export interface Runtime {
  now(): Date;
  /** A new unique id (UUID). */
  newId(): string;
  /** 0 ≤ x < 1; for jitter, never for secrets. */
  random(): number;
}

export const systemRuntime: Runtime = {
  now: () => new Date(),
  newId: () => randomUUID(),
  random: () => randomInt(2 ** 32) / 2 ** 32,
};
