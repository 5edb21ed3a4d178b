/** How long a caller wants to wait for a run, and waiting no longer than that. */
import { setTimeout as delay } from 'node:timers/promises';

export const maxWaitMs = 120_000;

/**
 * The wait a `Prefer` header asks for (https://www.rfc-editor.org/rfc/rfc7240#section-4.3), in
 * milliseconds: `respond-async` alone is 0, `wait=10` is 10,000. Null when it asks for neither; what
 * cannot be understood is ignored, as the RFC demands.
 */
export function preferredWaitMs(prefer: string | undefined): number | null {
  const preferences = (prefer ?? '').split(/[,;]/).map((item) => item.trim().toLowerCase());
  for (const preference of preferences) {
    const seconds = /^wait\s*=\s*"?(\d{1,6})"?$/.exec(preference)?.[1];
    if (seconds !== undefined) return Math.min(Number(seconds) * 1000, maxWaitMs);
  }
  return preferences.includes('respond-async') ? 0 : null;
}

/**
 * The result, or the run's id when `waitMs` have passed and the id is known. A null wait is no limit.
 *
 * @throws what the run throws while it is waited for
 */
export async function resultOrId<T>(
  result: Promise<T>,
  id: Promise<string>,
  waitMs: number | null,
): Promise<{ result: T } | { id: string }> {
  const finished = result.then((value) => ({ result: value }));
  if (waitMs === null) return finished;
  const timer = new AbortController();
  const late = delay(waitMs, undefined, { signal: timer.signal }).then(async () => ({
    id: await id,
  }));
  // The aborted timer rejects when the result was first.
  late.catch(() => {});
  try {
    return await Promise.race([finished, late]);
  } finally {
    timer.abort();
  }
}
