/** Follows one source through a run: how long it took, whether it failed, what came from the cache. */
import type { SourceCoverage } from '../../shared/contract/v1.ts';
import { publicSources, type SourceId } from '../../shared/evidence/attribution.ts';
import type { Runtime } from '../runtime.ts';
import type { ResearchProgress } from './provider.ts';
import { isSourceFailure, type SourceFailure } from './providers/failure.ts';
import type { Remembered } from './remember.ts';

/** The first thing that went wrong. */
export interface TrackFailure {
  readonly status: 'failed' | 'late';
  readonly detail: string;
  /** The source answered all the same. */
  readonly answered: boolean;
}

export interface SourceTrack {
  /** The answer, or undefined when the source failed or was late; then `failure` is set. */
  ask<T>(question: () => Promise<Remembered<T>>): Promise<T | undefined>;
  readonly failure: TrackFailure | null;
  /** Tells listeners that the source has ended. */
  ended(status: SourceCoverage['status']): void;
  coverage(status: SourceCoverage['status'], detail: string): SourceCoverage;
}

export interface TrackContext {
  readonly runtime: Runtime;
  /** Fires when the whole run's time is over. */
  readonly overall: AbortSignal;
  readonly onProgress: (event: ResearchProgress) => void;
  /** Told of errors that are ours, not the source's. */
  readonly onError: (error: unknown) => void;
}

export function trackSource(provider: SourceId, context: TrackContext): SourceTrack {
  const { label } = publicSources[provider];
  const clock = () => context.runtime.now().getTime();
  let startedAt: number | null = null;
  let lastAt = 0;
  let allCached = true;
  let failure: TrackFailure | null = null;
  let reported = false;

  return {
    async ask(question) {
      if (startedAt === null) {
        startedAt = clock();
        context.onProgress({ provider, label, state: 'started' });
      }
      try {
        const { value, fromCache } = await unlessOver(question, context.overall);
        allCached &&= fromCache;
        return value;
      } catch (error) {
        allCached = false;
        if (!isSourceFailure(error) && error !== over) context.onError(error);
        failure ??= failureOf(error, label);
        return undefined;
      } finally {
        lastAt = clock();
      }
    },
    get failure() {
      return failure;
    },
    ended(status) {
      if (reported) return;
      reported = true;
      context.onProgress({ provider, label, state: status });
    },
    coverage(status, detail) {
      const { line, licence, licenceUrl } = publicSources[provider];
      const due = status === 'found' && line !== null;
      return {
        ...(due && { attribution: { line, licence, licenceUrl } }),
        provider,
        label,
        status,
        detail,
        durationMs: startedAt === null ? 0 : Math.max(0, Math.round(lastAt - startedAt)),
        fromCache: startedAt !== null && allCached,
        ...(failure && (status === 'found' || status === 'empty') && { incomplete: true as const }),
      };
    },
  };
}

const over = new Error('The time for research is over.');

/** Stops waiting at the end of the run; the answer may still arrive and is then kept for the next. */
function unlessOver<T>(question: () => Promise<T>, overall: AbortSignal): Promise<T> {
  if (overall.aborted) return Promise.reject(over);
  return new Promise((resolve, reject) => {
    const stop = () => reject(over);
    overall.addEventListener('abort', stop, { once: true });
    question()
      .then(resolve, reject)
      .finally(() => overall.removeEventListener('abort', stop));
  });
}

function failureOf(error: unknown, label: string): TrackFailure {
  if (isSourceFailure(error)) return told(error);
  if (error === over) {
    return { status: 'late', detail: `${label} did not answer in time.`, answered: false };
  }
  return { status: 'failed', detail: `${label} could not be read.`, answered: false };
}

function told(error: SourceFailure): TrackFailure {
  return {
    status: error.late ? 'late' : 'failed',
    detail: error.message,
    answered: error.answered,
  };
}
