/**
 * Time that runs faster, the same for all processes of a storm: a lease of three quarters of a minute
 * is over in seconds, and everything else keeps its proportion to it.
 */

/** Whole processes run on it, so a call still ends long before the lease under which it was made. */
export const speed = 10;

/** Set in a process whose time is to be hastened; says when the faster time began. */
export const timeVariable = 'CHAOS_TIME_BEGAN';

export interface FastClock {
  readonly beganAt: number;
  now(): Date;
}

/** @param beganAt milliseconds, on this machine's clock */
export function fastClock(beganAt = Date.now()): FastClock {
  const machine = Date.now;
  return { beganAt, now: () => new Date(beganAt + (machine() - beganAt) * speed) };
}
