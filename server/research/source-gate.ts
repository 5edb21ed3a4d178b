/** Keeps to what a source allows, together with all other processes. */
import type { LimitedSource, Limiter, Slot } from '../limits/limiter.ts';
import { urgencyNow } from '../limits/urgency.ts';
import { SourceFailure } from './providers/failure.ts';

/**
 * How long a request may wait for its turn, in milliseconds. A click would rather do without one source
 * than wait, and what comes back empty-handed is asked again at the next look; bulk work has more time.
 */
const waitMs = { click: 400, bulk: 3_000 } as const;
/** So long after one waited in vain no other bulk work does: a full source costs a batch one wait. */
const fullMs = 2_000;

export interface SourceGate {
  /**
   * Makes one request in its turn.
   * @throws SourceFailure when its turn does not come soon, and what the call throws
   */
  ask<T>(call: () => Promise<T>, signal?: AbortSignal): Promise<T>;
  /** The source said that it had enough: nobody asks for so many milliseconds. */
  pause(milliseconds: number): void;
}

export function sourceGate(
  limiter: Pick<Limiter, 'acquire' | 'pause'>,
  source: LimitedSource,
  label: string,
  longestWaitMs?: number,
): SourceGate {
  const account = { crm: source, id: 'all' } as const;

  let fullUntil = Number.NEGATIVE_INFINITY;

  async function turn(signal: AbortSignal | undefined): Promise<Slot> {
    const urgency = urgencyNow();
    const isFull = urgency === 'bulk' && performance.now() < fullUntil;
    const soon = AbortSignal.timeout(longestWaitMs ?? (isFull ? 0 : waitMs[urgency]));
    try {
      return await limiter.acquire(account, {
        signal: signal ? AbortSignal.any([soon, signal]) : soon,
      });
    } catch (cause) {
      if (!isFull) fullUntil = performance.now() + fullMs;
      throw new SourceFailure(
        `${label} allows only so many requests, and they are used up for the moment.`,
        { late: true, cause },
      );
    }
  }

  return {
    async ask(call, signal) {
      const slot = await turn(signal);
      try {
        return await call();
      } finally {
        slot.done();
      }
    },
    pause: (milliseconds) => limiter.pause(account, milliseconds),
  };
}
