/** Research with shared flights: identical questions at the same time are asked once. */
import type { Cache } from '../cache/cache.ts';
import type {
  Research,
  ResearchOptions,
  ResearchProgress,
  ResearchResult,
  ResearchSubject,
} from './provider.ts';
import { createRemember } from './remember.ts';
import { runResearch } from './run.ts';
import type { Sources } from './sources.ts';
import { companyKey } from './subject.ts';

export interface ResearchDeps {
  readonly sources: Sources;
  readonly cache: Cache;
  /** Milliseconds for everything together. */
  readonly totalMs: number;
  /** Told of errors that are ours, for the log; the result only shows degraded coverage. */
  readonly onError?: (error: unknown) => void;
}

interface Flight {
  readonly result: Promise<ResearchResult>;
  readonly heard: ResearchProgress[];
  readonly listeners: Set<(event: ResearchProgress) => void>;
}

export function createResearch(deps: ResearchDeps): Research {
  const onError = deps.onError ?? (() => undefined);
  const remember = createRemember(deps.cache);
  const flights = new Map<string, Flight>();

  function take(subject: ResearchSubject, options: ResearchOptions): Flight {
    const key = JSON.stringify([companyKey(subject), options.matchThreshold, options.refresh]);
    const underWay = flights.get(key);
    if (underWay) return underWay;
    const heard: ResearchProgress[] = [];
    const listeners = new Set<(event: ResearchProgress) => void>();
    const result = runResearch(subject, deps.sources, remember, {
      matchThreshold: options.matchThreshold,
      refresh: options.refresh,
      runtime: deps.sources.runtime,
      overall: AbortSignal.timeout(deps.totalMs),
      onError,
      onProgress(event) {
        heard.push(event);
        for (const listener of listeners) tell(listener, event);
      },
    }).finally(() => flights.delete(key));
    const flight = { result, heard, listeners };
    flights.set(key, flight);
    return flight;
  }

  /** A listener that fails harms nobody but itself. */
  function tell(listener: (event: ResearchProgress) => void, event: ResearchProgress): void {
    try {
      listener(event);
    } catch (error) {
      onError(error);
    }
  }

  return {
    /**
     * Whoever joins a flight hears what happened before. An abort ends the waiting of its caller
     * alone; the flight goes on for the others and the cache, and ends by its own deadline.
     */
    async company(subject, options) {
      options.signal?.throwIfAborted();
      const flight = take(subject, options);
      const listener = options.onProgress;
      if (listener) {
        for (const event of flight.heard) tell(listener, event);
        flight.listeners.add(listener);
      }
      try {
        return await untilAborted(flight.result, options.signal);
      } finally {
        if (listener) flight.listeners.delete(listener);
      }
    },
  };
}

function untilAborted<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return work;
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    signal.addEventListener('abort', abort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}
