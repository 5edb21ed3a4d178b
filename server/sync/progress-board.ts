/** What every run of this process is doing right now, for whoever looks on. */
import type { Progress } from '../../shared/contract/api.ts';
import type { RunProgress, RunStep } from '../../shared/contract/card.ts';
import type { RecordRef } from '../../shared/plan/plan.ts';
import type { Tenant } from './service.ts';

export interface BoardRun {
  readonly id: string;
  readonly operation: RunProgress['operation'];
  readonly record: RecordRef;
  readonly startedAt: Date;
}

export type Step = Omit<Progress, 'enrichmentId'>;

/** A run under way in this process, and how far it is. */
export interface BoardEntry extends BoardRun {
  readonly tenant: Tenant;
  /** The latest state of every step so far, in the order they began. */
  readonly steps: readonly RunStep[];
  /** Grows with every change. */
  readonly seen: number;
  readonly ended: boolean;
}

interface Entry extends BoardEntry {
  readonly byStep: Map<string, RunStep>;
  seen: number;
  ended: boolean;
  readonly waiting: Set<() => void>;
}

const recordKey = ({ integrationId }: Tenant, { object, id }: RecordRef) =>
  `${integrationId} ${object} ${id}`;

export class ProgressBoard {
  readonly #entries = new Map<string, Entry>();
  readonly #queued = new Map<string, number>();

  /** Does what waits for the record to be free. */
  async queue<T>(tenant: Tenant, record: RecordRef, wait: () => Promise<T>): Promise<T> {
    const key = recordKey(tenant, record);
    const others = () => this.#queued.get(key) ?? 0;
    this.#queued.set(key, others() + 1);
    try {
      return await wait();
    } finally {
      if (others() > 1) this.#queued.set(key, others() - 1);
      else this.#queued.delete(key);
    }
  }

  /** Whether another run of the record is about to begin here. */
  isQueued(tenant: Tenant, record: RecordRef): boolean {
    return this.#queued.has(recordKey(tenant, record));
  }

  begin(tenant: Tenant, run: BoardRun): void {
    const byStep = new Map<string, RunStep>();
    this.#entries.set(run.id, {
      ...run,
      tenant,
      byStep,
      get steps() {
        return [...byStep.values()];
      },
      seen: 0,
      ended: false,
      waiting: new Set(),
    });
  }

  /** Notes a step of a run; one that is not on the board is none of ours any more. */
  note(runId: string, { step, provider, state, message }: Step): void {
    const entry = this.#entries.get(runId);
    if (!entry) return;
    entry.byStep.set(`${step} ${provider ?? ''}`, { step, provider, state, message });
    this.#changed(entry);
  }

  /** Takes the run off the board and wakes whoever waits for it. */
  end(runId: string): void {
    const entry = this.#entries.get(runId);
    if (!entry) return;
    this.#entries.delete(runId);
    entry.ended = true;
    this.#changed(entry);
  }

  /** Takes all of a record's runs off. */
  forget({ integrationId }: Tenant, { object, id }: RecordRef): void {
    for (const { id: runId, tenant, record } of [...this.#entries.values()]) {
      const isIts = record.object === object && record.id === id;
      if (isIts && tenant.integrationId === integrationId) this.end(runId);
    }
  }

  get(runId: string): BoardEntry | null {
    return this.#entries.get(runId) ?? null;
  }

  /** Resolves when the run has changed more often than `seen`, when it ends, or after so many milliseconds. */
  async changed(runId: string, seen: number, waitMs: number): Promise<void> {
    const entry = this.#entries.get(runId);
    if (!entry || entry.seen > seen || waitMs <= 0) return;
    await new Promise<void>((resolve) => {
      const wake = () => {
        clearTimeout(timer);
        entry.waiting.delete(wake);
        resolve();
      };
      const timer = setTimeout(wake, waitMs);
      entry.waiting.add(wake);
    });
  }

  #changed(entry: Entry): void {
    entry.seen += 1;
    for (const wake of [...entry.waiting]) wake();
  }
}
