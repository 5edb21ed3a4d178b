/**
 * Time that runs faster, the same for all processes of a storm: a lease of three quarters of a minute
 * is over in seconds, and is renewed as much sooner.
 */

export const speed = 8;

/** Set in a process whose time is to be hastened; says when the faster time began. */
export const timeVariable = 'CHAOS_TIME_BEGAN';

export interface FastClock {
  readonly beganAt: number;
  now(): Date;
}

/** @param beganAt milliseconds, on this machine's clock */
export function fastClock(beganAt = Date.now()): FastClock {
  // As they are now: in a process that is hastened they are about to change.
  const { Date: Machine } = globalThis;
  const machineNow = Machine.now;
  return {
    beganAt,
    now: () => new Machine(Math.floor(beganAt + (machineNow() - beganAt) * speed)),
  };
}
