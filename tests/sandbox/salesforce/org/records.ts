import { recordId, toId18 } from '../ids.ts';
import { touchedBy } from './roll-ups.ts';
import type { Value } from './values.ts';

export interface StoredRecord {
  /** Object name. */
  readonly type: string;
  /** 18 characters. */
  readonly id: string;
  /** By the field's own name; fields without a value are absent. */
  readonly values: ReadonlyMap<string, Value>;
  readonly isDeleted: boolean;
}

/** A record before its first change in a transaction; null when it did not exist. */
export interface Change {
  readonly id: string;
  readonly before: StoredRecord | null;
}

/** Records of an org. Every change is noted until it is committed, so that it can be taken back. */
export class RecordStore {
  readonly #records = new Map<string, StoredRecord>();
  readonly #byType = new Map<string, Set<string>>();
  readonly #activities = new Map<string, Set<string>>();
  readonly #issued = new Map<string, number>();
  #changes: Change[] = [];

  nextId(keyPrefix: string): string {
    const n = (this.#issued.get(keyPrefix) ?? 0) + 1;
    this.#issued.set(keyPrefix, n);
    const id = recordId(keyPrefix, n);
    return this.#records.has(id) ? this.nextId(keyPrefix) : id;
  }

  /** The record of an object, deleted or not, by a 15- or 18-character id. */
  find(type: string, id: string): StoredRecord | undefined {
    const record = this.#records.get(toId18(id) ?? '');
    return record?.type === type ? record : undefined;
  }

  live(type: string, id: string): StoredRecord | undefined {
    const record = this.find(type, id);
    return record?.isDeleted === false ? record : undefined;
  }

  /** Any record of any object. */
  get(id: string): StoredRecord | undefined {
    return this.#records.get(id);
  }

  /** In the order they were created, deleted ones included. */
  all(type: string): StoredRecord[] {
    return [...(this.#byType.get(type) ?? [])]
      .map((id) => this.#records.get(id))
      .filter((record) => record !== undefined);
  }

  /** Tasks and events that are about a record or once were, deleted ones included. */
  activitiesAbout(id: string): StoredRecord[] {
    return [...(this.#activities.get(id) ?? [])]
      .map((activity) => this.#records.get(activity))
      .filter((record) => record !== undefined);
  }

  put(record: StoredRecord): void {
    this.#changes.push({ id: record.id, before: this.#records.get(record.id) ?? null });
    this.#records.set(record.id, record);
    const ids = this.#byType.get(record.type) ?? new Set();
    this.#byType.set(record.type, ids.add(record.id));
    if (record.type !== 'Task' && record.type !== 'Event') return;
    for (const id of touchedBy(record)) {
      this.#activities.set(id, (this.#activities.get(id) ?? new Set()).add(record.id));
    }
  }

  /** A point to come back to. */
  savepoint(): number {
    return this.#changes.length;
  }

  rollback(savepoint: number): void {
    for (const { id, before } of this.#changes.splice(savepoint).reverse()) {
      if (before) this.#records.set(id, before);
      else {
        this.#byType.get(this.#records.get(id)?.type ?? '')?.delete(id);
        this.#records.delete(id);
      }
    }
  }

  /** The first state of every record changed since the last commit. */
  commit(): Change[] {
    const changes = this.#changes;
    this.#changes = [];
    const first = new Map<string, Change>();
    for (const change of changes) {
      if (!first.has(change.id)) first.set(change.id, change);
    }
    return [...first.values()];
  }
}
