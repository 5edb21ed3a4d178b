/** A clock whose time passes only when nothing is left to do, event by event. */
import type { LimiterClock } from '../../../server/limits/clock.ts';

export interface VirtualTime extends LimiterClock {
  delay(milliseconds: number): Promise<void>;
  /** Lets time pass until nothing is planned before `until`, and then is `until`. */
  run(until: number): Promise<void>;
}

export function virtualTime(): VirtualTime {
  let at = 0;
  let planned: { readonly due: number; readonly fn: () => void }[] = [];
  const settled = () => new Promise((resolve) => setImmediate(resolve));
  const after = (milliseconds: number, fn: () => void) => {
    const event = { due: at + milliseconds, fn };
    planned.push(event);
    return () => {
      planned = planned.filter((one) => one !== event);
    };
  };
  return {
    now: () => at,
    after,
    delay: (milliseconds) => new Promise((resolve) => after(milliseconds, resolve)),
    async run(until) {
      for (;;) {
        await settled();
        const next = planned.reduce<(typeof planned)[number] | null>(
          (first, one) => (first === null || one.due < first.due ? one : first),
          null,
        );
        if (!next || next.due > until) break;
        planned = planned.filter((one) => one !== next);
        at = Math.max(at, next.due);
        next.fn();
      }
      at = Math.max(at, until);
    },
  };
}
