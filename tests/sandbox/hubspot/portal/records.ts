import type { HubSpotObjectType } from '../seed.ts';
import { info } from './object-types.ts';

/** Who changed a value, as `propertiesWithHistory` tells it. */
export type ChangeSource = 'INTEGRATION' | 'CRM_UI' | 'CALCULATED' | 'IMPORT';

export interface HistoryEntry {
  readonly value: string;
  readonly timestamp: number;
  readonly sourceType: ChangeSource;
}

/** What search sees of a record from `at` on. */
interface IndexedVersion {
  readonly at: number;
  readonly values: ReadonlyMap<string, string>;
  readonly archived: boolean;
}

export interface StoredRecord {
  readonly type: HubSpotObjectType;
  readonly id: string;
  /** Values that are set; blank ones are absent. */
  readonly values: Map<string, string>;
  /** Newest first. */
  readonly history: Map<string, HistoryEntry[]>;
  readonly createdAt: number;
  updatedAt: number;
  archivedAt: number | null;
  /** Activity the stand-in was told of and keeps no records of; roll-ups add to it. */
  readonly earlier: {
    num_notes: number;
    notes_last_updated: string;
    notes_next_activity_date: string;
  };
  versions: IndexedVersion[];
}

export class RecordStore {
  readonly #records = new Map<HubSpotObjectType, Map<string, StoredRecord>>();
  readonly #nextId = new Map<HubSpotObjectType, number>();
  /** `type/id` of merged records to the id they live on under. */
  readonly #mergedInto = new Map<string, string>();
  /** `type/property/value` of unique properties to the id that holds it. */
  readonly #unique = new Map<string, string>();
  readonly #isUnique: (type: HubSpotObjectType, property: string) => boolean;

  constructor(isUnique: (type: HubSpotObjectType, property: string) => boolean) {
    this.#isUnique = isUnique;
  }

  create(type: HubSpotObjectType, at: number, fixedId?: string): StoredRecord {
    const id = fixedId ?? this.#freeId(type);
    const record: StoredRecord = {
      type,
      id,
      values: new Map(),
      history: new Map(),
      createdAt: at,
      updatedAt: at,
      archivedAt: null,
      earlier: { num_notes: 0, notes_last_updated: '', notes_next_activity_date: '' },
      versions: [],
    };
    this.#all(type).set(id, record);
    return record;
  }

  /** The record, archived or not; a merged one by the record it lives on in. */
  find(type: HubSpotObjectType, id: string): StoredRecord | undefined {
    return this.#all(type).get(this.#mergedInto.get(`${type}/${id}`) ?? id);
  }

  /** From now on one record answers to another's id too. */
  redirect(type: HubSpotObjectType, id: string, survivorId: string): void {
    for (const [from, to] of this.#mergedInto) {
      if (from.startsWith(`${type}/`) && to === id) this.#mergedInto.set(from, survivorId);
    }
    this.#mergedInto.set(`${type}/${id}`, survivorId);
  }

  /** The live record; undefined when it does not exist or is archived. */
  live(type: HubSpotObjectType, id: string): StoredRecord | undefined {
    const record = this.find(type, id);
    return record?.archivedAt === null ? record : undefined;
  }

  /** By ascending id, archived ones included. */
  all(type: HubSpotObjectType): StoredRecord[] {
    return [...this.#all(type).values()].sort((a, b) => Number(a.id) - Number(b.id));
  }

  /** Id of the live record that holds this unique value. Compared without case, as HubSpot does. */
  holder(type: HubSpotObjectType, property: string, value: string): string | undefined {
    return this.#unique.get(uniqueKey(type, property, value));
  }

  /** Sets values and keeps history, modification date and unique index. Blank clears. */
  set(
    record: StoredRecord,
    changes: ReadonlyMap<string, string>,
    at: number,
    source: ChangeSource,
  ): void {
    for (const [name, value] of changes) {
      const before = record.values.get(name) ?? '';
      if (before === value) continue;
      this.#index(record, name, before, value);
      if (value === '') record.values.delete(name);
      else record.values.set(name, value);
      const history = record.history.get(name) ?? [];
      record.history.set(name, [{ value, timestamp: at, sourceType: source }, ...history]);
    }
    this.touch(record, at);
  }

  touch(record: StoredRecord, at: number): void {
    record.updatedAt = at;
    record.values.set(info(record.type).modifiedProperty, new Date(at).toISOString());
  }

  archive(record: StoredRecord, at: number): void {
    record.archivedAt = at;
    for (const [name, value] of record.values) this.#index(record, name, value, '');
  }

  restore(record: StoredRecord): void {
    record.archivedAt = null;
    for (const [name, value] of record.values) this.#index(record, name, '', value);
  }

  /** Forgets the record for good. */
  purge(record: StoredRecord): void {
    for (const [name, value] of record.values) this.#index(record, name, value, '');
    this.#all(record.type).delete(record.id);
  }

  /** Notes the record's present state for search. */
  publish(record: StoredRecord, at: number, lagMs: number): void {
    const visible = record.versions.findLastIndex((version) => version.at + lagMs <= at);
    record.versions = record.versions.slice(Math.max(visible, 0));
    record.versions.push({
      at,
      values: new Map(record.values),
      archived: record.archivedAt !== null,
    });
  }

  #index(record: StoredRecord, name: string, before: string, after: string): void {
    if (!this.#isUnique(record.type, name)) return;
    if (before !== '') this.#unique.delete(uniqueKey(record.type, name, before));
    if (after !== '') this.#unique.set(uniqueKey(record.type, name, after), record.id);
  }

  #all(type: HubSpotObjectType): Map<string, StoredRecord> {
    const records = this.#records.get(type) ?? new Map<string, StoredRecord>();
    this.#records.set(type, records);
    return records;
  }

  #freeId(type: HubSpotObjectType): string {
    let id = this.#nextId.get(type) ?? info(type).firstId;
    while (this.#all(type).has(String(id))) id += 1;
    this.#nextId.set(type, id + 1);
    return String(id);
  }
}

/** The version search sees at a time; undefined before the first one got through. */
export function indexedVersion(
  record: StoredRecord,
  at: number,
  lagMs: number,
): ReadonlyMap<string, string> | undefined {
  const version = record.versions.findLast((candidate) => candidate.at + lagMs <= at);
  return version && !version.archived ? version.values : undefined;
}

function uniqueKey(type: HubSpotObjectType, property: string, value: string): string {
  return `${type}/${property}/${value.toLowerCase()}`;
}
