import type { Progress } from '../../shared/contract/api.ts';
import type { Enrichment, EnrichRequest } from '../../shared/contract/v1.ts';
import type { RecordRef } from '../../shared/plan/plan.ts';
import { ProgressFan } from './progress.ts';
import type { Tenant } from './service.ts';

interface Flight {
  readonly answer: Promise<Enrichment>;
  readonly progress: ProgressFan;
}

/** Requests for a record that came together, and how long they have been coming. */
interface Burst {
  readonly since: number;
  lastAt: number;
  /** More than one was there at once. */
  together: boolean;
}

/** Requests of one burst follow each other this closely: a busy server reads the last ones late. */
const BURST_GAP_MS = 2_000;
const LONGEST_BURST_MS = 60_000;
const MAX_BURSTS = 1_000;

export interface Start {
  readonly send: (progress: Progress) => void;
  /**
   * A run that was completed since answers this request too: it came with others that were sent at
   * the same time and was read only after they had been answered. Null for a request of its own.
   */
  readonly answeredSince: Date | null;
}

/**
 * Runs under way in this process. A thousand simultaneous requests for a record cost one; the
 * database does the same across processes. One click after another is another run.
 */
export class Flights {
  readonly #byRequest = new Map<string, Flight>();
  readonly #bursts = new Map<string, Burst>();
  readonly #now: () => Date;

  constructor(now: () => Date) {
    this.#now = now;
  }

  async join(
    tenant: Tenant,
    request: EnrichRequest,
    onProgress: ((progress: Progress) => void) | undefined,
    start: (options: Start) => Promise<Enrichment>,
  ): Promise<Enrichment> {
    const { object, recordId, mode, refresh, pick } = request;
    const { organizationId, integrationId } = tenant;
    const key = JSON.stringify([
      organizationId,
      integrationId,
      object,
      recordId,
      mode,
      refresh,
      pick,
    ]);
    const running = this.#byRequest.get(key);
    const burst = this.#burstOf(key, running !== undefined);
    if (running) {
      running.progress.add(onProgress);
      return { ...(await running.answer), replayed: true };
    }
    const progress = new ProgressFan();
    progress.add(onProgress);
    const isPlain = mode === 'write' && !refresh && pick === null;
    const answer = start({
      send: (step) => progress.send(step),
      answeredSince: isPlain && burst.together ? new Date(burst.since) : null,
    }).finally(() => {
      this.#byRequest.delete(key);
      // Who was not read while the run took its time is read now.
      burst.lastAt = this.#now().getTime();
    });
    this.#byRequest.set(key, { answer, progress });
    return answer;
  }

  /** Drops what is remembered of a record's requests; those under way go on. */
  forget({ organizationId, integrationId }: Tenant, { object, id }: RecordRef): void {
    const start = JSON.stringify([organizationId, integrationId, object, id]).slice(0, -1);
    for (const key of this.#bursts.keys()) {
      if (key.startsWith(`${start},`)) this.#bursts.delete(key);
    }
  }

  #burstOf(key: string, joins: boolean): Burst {
    const now = this.#now().getTime();
    const known = this.#bursts.get(key);
    const follows = joins || (known?.together && now - known.lastAt <= BURST_GAP_MS);
    if (!known || !follows || now - known.since >= LONGEST_BURST_MS) {
      if (this.#bursts.size >= MAX_BURSTS) this.#bursts.clear();
      const fresh = { since: now, lastAt: now, together: false };
      this.#bursts.set(key, fresh);
      return fresh;
    }
    known.lastAt = now;
    known.together = true;
    return known;
  }
}
