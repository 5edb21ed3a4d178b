import type { Fault, StatusFault } from './faults.ts';
import type { LoggedCall } from './log.ts';
import type { CallHooks, ServedState } from './server.ts';

/** What a test does with any stand-in. */
export interface StandinControls<Noted extends object, Status extends StatusFault> {
  /** Calls in order of arrival, controls left out. */
  requests(): readonly (LoggedCall & Noted)[];
  clearRequests(): void;
  readonly hooks: CallHooks<LoggedCall & Noted>;
  fail(...faults: readonly Fault<Status>[]): void;
  clearFaults(): void;
  setLatency(ms: number): void;
  /** Back to the seed; tokens stay. */
  reset(): void;
}

export function controlsOf<Noted extends object, Status extends StatusFault>(
  state: ServedState<Noted, Status>,
): StandinControls<Noted, Status> {
  return {
    requests: () => state.log.entries(),
    clearRequests: () => state.log.clear(),
    hooks: state.hooks,
    fail: (...faults) => state.faults.add(...faults),
    clearFaults: () => state.faults.clear(),
    setLatency: (ms) => {
      state.latencyMs = ms;
    },
    reset: () => state.reset(),
  };
}
