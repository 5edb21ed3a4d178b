import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { explain, RequestError, request } from './api.ts';

export interface Data<T> {
  /** Undefined until the first answer. What was shown stays while it is asked for anew. */
  readonly value: T | undefined;
  readonly error: string | null;
  readonly notFound: boolean;
  /** Asks again; resolves when the answer is shown. */
  readonly refresh: () => Promise<void>;
  readonly set: (value: T) => void;
}

/** What stands at a path of the server, asked for again whenever the path changes. */
export function useData<T>(path: string): Data<T> {
  const [state, setState] = useState<{ path: string; text: string; value: T } | null>(null);
  const [failure, setFailure] = useState<{ path: string; message: string; status: number } | null>(
    null,
  );
  const current = useRef(path);
  current.current = path;

  const set = useCallback(
    (value: T) => {
      const text = JSON.stringify(value);
      // The same answer is the same object, so that nothing is drawn anew.
      setState((shown) =>
        shown?.path === path && shown.text === text ? shown : { path, text, value },
      );
    },
    [path],
  );
  const ask = useCallback(async () => {
    try {
      const value = await request<T>(path);
      if (current.current !== path) return;
      set(value);
      setFailure(null);
    } catch (error) {
      if (current.current !== path) return;
      const status = error instanceof RequestError ? error.status : 0;
      setFailure({ path, message: explain(error), status });
    }
  }, [path, set]);
  const refresh = useMemo(() => coalesced(ask), [ask]);
  useEffect(() => {
    void refresh();
  }, [refresh]);

  const failed = failure?.path === path ? failure : null;
  return {
    value: state?.path === path ? state.value : undefined,
    error: failed?.message ?? null,
    notFound: failed?.status === 404,
    refresh,
    set,
  };
}

/**
 * At most one question under way and one behind it, however often it is asked: the last answer is
 * always of after the last call, and an early one never comes late.
 */
function coalesced(ask: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | null = null;
  let next: Promise<void> | null = null;
  const run = (): Promise<void> => {
    next = null;
    const asked = ask().finally(() => {
      if (running === asked) running = null;
    });
    running = asked;
    return asked;
  };
  return () => {
    if (!running) return run();
    next ??= running.then(run);
    return next;
  };
}
