import type { Express } from 'express';

/**
 * What outlives a request: whether the process is stopping, and the runs that go on although nobody
 * waits for their answer. Shared by an app (which starts runs and reports readiness) and its server
 * (which stops only when they are done).
 */
export interface Lifecycle {
  readonly closing: boolean;
  /** Aborts when the app begins to close: answers that would last for minutes end, and are asked for elsewhere. */
  readonly stopping: AbortSignal;
  /** From now on the app is not ready. */
  beginClosing(): void;
  /** Keeps a stopping server waiting until the run has ended either way. */
  track(run: Promise<unknown>): void;
  /** Resolves when no tracked run is left. */
  settled(): Promise<void>;
}

const lifecycles = new WeakMap<Express, Lifecycle>();

/** The lifecycle of an app; the same object for the same app. */
export function lifecycleOf(app: Express): Lifecycle {
  const known = lifecycles.get(app);
  if (known) return known;
  const created = createLifecycle();
  lifecycles.set(app, created);
  return created;
}

function createLifecycle(): Lifecycle {
  const runs = new Set<Promise<unknown>>();
  const stopping = new AbortController();
  return {
    get closing() {
      return stopping.signal.aborted;
    },
    stopping: stopping.signal,
    beginClosing() {
      stopping.abort();
    },
    track(run) {
      const ended: Promise<unknown> = run.then(noop, noop).finally(() => runs.delete(ended));
      runs.add(ended);
    },
    async settled() {
      while (runs.size > 0) await Promise.all(runs);
    },
  };
}

const noop = () => {};
