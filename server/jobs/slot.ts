import type { JobQueue, Jobs } from './jobs.ts';

/** One connection is woken this often at most: who comes in between is found by the next look. */
const NOT_SOONER_MS = 200;

export interface JobSlot extends Jobs {
  /** From now on jobs are sent; before, whoever adds work also works it off. */
  use(engine: Jobs): void;
}

/** Where an engine is put once the process has one. A burst for one connection sends one job. */
export function createJobSlot(now: () => number): JobSlot {
  let engine: Jobs | null = null;
  const woken = new Map<string, number>();

  function isDue(queue: JobQueue, key: string): boolean {
    const name = `${queue} ${key}`;
    const at = now();
    if (at - (woken.get(name) ?? Number.NEGATIVE_INFINITY) < NOT_SOONER_MS) return false;
    if (woken.size > 10_000) woken.clear();
    woken.set(name, at);
    return true;
  }

  return {
    use(started) {
      engine = started;
    },
    async wake(trx, queue, turn) {
      if (!engine || !isDue(queue, turn.bulkId ?? turn.integrationId)) return;
      await engine.wake(trx, queue, turn);
    },
    async wakeNow(queue, turns) {
      await engine?.wakeNow(queue, turns);
    },
  };
}
