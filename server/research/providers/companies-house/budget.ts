/** The register's limit, kept on our side so that we never run into theirs. */
import type { Runtime } from '../../../runtime.ts';

/**
 * 600 requests in any five minutes per key, then 429; working around it leads to a ban:
 * https://developer-specs.company-information.service.gov.uk/guides/rateLimiting
 * The reserve is for clocks that differ and for other users of the key.
 */
const windowMs = 300_000;
const limit = 600 - 30;

export interface Budget {
  /** Whether a request may be sent now; counts it when it may. */
  take(): boolean;
  /** The register said no: nothing is sent until then. */
  pauseUntil(timeMs: number): void;
}

export function createBudget(runtime: Runtime, allowed = limit): Budget {
  let sent: number[] = [];
  let pausedUntil = 0;
  return {
    take() {
      const now = runtime.now().getTime();
      sent = sent.filter((at) => at > now - windowMs);
      if (now < pausedUntil || sent.length >= allowed) return false;
      sent.push(now);
      return true;
    },
    pauseUntil(timeMs) {
      // Never longer than the register's own window, whatever a header says.
      pausedUntil = Math.min(timeMs, runtime.now().getTime() + windowMs);
    },
  };
}
