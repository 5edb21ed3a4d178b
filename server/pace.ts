/** How patient a process is with a CRM. */
import { setTimeout as delay } from 'node:timers/promises';
import type { LimiterClock } from './limits/clock.ts';

export interface Pace {
  /** Deadline of one CRM call, in milliseconds. */
  readonly crmCallTimeoutMs: number;
  /** Every pause before something is asked or sent again goes through this. */
  readonly pause: (milliseconds: number) => Promise<void>;
  /** By which calls of an account are counted; this machine's when absent. */
  readonly limiterClock?: LimiterClock;
}

export const normalPace: Pace = {
  crmCallTimeoutMs: 8_000,
  pause: async (milliseconds) => {
    await delay(milliseconds);
  },
};
