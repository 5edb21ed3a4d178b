import type { Progress } from '../../shared/contract/api.ts';

/**
 * Tells how far runs are: those that are named, or all that the caller works on.
 */
export type StepReport = (step: Omit<Progress, 'enrichmentId'>, runIds?: readonly string[]) => void;

export const noReport: StepReport = () => {};

/** Sends progress to everybody who waits for the same run, late-comers included. */
export class ProgressFan {
  readonly #listeners = new Set<(progress: Progress) => void>();
  #latest: Progress | null = null;

  add(listener: ((progress: Progress) => void) | undefined): void {
    if (!listener) return;
    this.#listeners.add(listener);
    if (this.#latest) listener(this.#latest);
  }

  send(progress: Progress): void {
    this.#latest = progress;
    for (const listener of this.#listeners) listener(progress);
  }
}
