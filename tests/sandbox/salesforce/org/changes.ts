/**
 * Change events of an org, as a Pub/Sub subscriber gets them decoded.
 * https://developer.salesforce.com/docs/atlas.en-us.change_data_capture.meta/change_data_capture/cdc_event_fields_header.htm
 */
import type { ObjectType } from '../catalogue/index.ts';
import { type Body, bodyOf } from './change-body.ts';
import type { Change, StoredRecord } from './records.ts';

/** What happened where the event itself could not be made. */
export type GapType =
  | 'GAP_CREATE'
  | 'GAP_UPDATE'
  | 'GAP_DELETE'
  | 'GAP_UNDELETE'
  /** More than 100,000 changes in one transaction: which records is not told. */
  | 'GAP_OVERFLOW';

export interface ChangeEventHeader {
  readonly entityName: string;
  readonly recordIds: readonly string[];
  readonly changeType: Body['changeType'] | GapType;
  /** Names the client that wrote: how an app knows its own echo. */
  readonly changeOrigin: string;
  readonly transactionKey: string;
  readonly sequenceNumber: number;
  /** Milliseconds. */
  readonly commitTimestamp: number;
  /** Larger than a JavaScript number can tell apart. */
  readonly commitNumber: bigint;
  readonly commitUser: string;
  readonly nulledFields: readonly string[];
  readonly diffFields: readonly string[];
  readonly changedFields: readonly string[];
}

export interface ChangeEvent {
  readonly replayId: number;
  readonly event: Readonly<Record<string, unknown>> & {
    readonly ChangeEventHeader: ChangeEventHeader;
  };
}

export type ChangeListener = (event: ChangeEvent) => void;

interface Commit {
  readonly origin: string;
  readonly userId: string;
  readonly at: number;
}

/** Tell everything still kept, or only what comes. */
const replayFrom = { earliest: -2, latest: -1 } as const;

const keptMs = 72 * 3_600_000;

/** What an overflow has in place of ids. */
const emptyId = '000000000000000AAA';

export class ChangeFeed {
  readonly #chosen: ReadonlySet<string>;
  readonly #now: () => number;
  readonly #listeners = new Set<{ channel: string; listener: ChangeListener }>();
  /** By ascending replay id and time. */
  readonly #kept: Told[] = [];
  #lastReplayId = 1_000;
  #commits = 0;

  constructor(chosen: readonly string[], now: () => number) {
    this.#chosen = new Set(chosen);
    this.#now = now;
  }

  /**
   * Listens to `/data/ContactChangeEvent` or to `/data/ChangeEvents`, from the event after `replayId`.
   * Throws when that event is no longer kept. Returns what ends it.
   */
  subscribe(channel: string, replayId: number, listener: ChangeListener): () => void {
    this.#forget();
    const oldest = this.#kept[0]?.replayId ?? this.#lastReplayId + 1;
    if (replayId >= 0 && (replayId < oldest - 1 || replayId > this.#lastReplayId)) {
      throw new Error(
        `The Replay ID validation failed. Ensure that the Replay ID is valid: ${replayId}`,
      );
    }
    const from = replayId === replayFrom.latest ? this.#lastReplayId : replayId;
    for (const told of this.#kept) {
      if (told.replayId > from && isOn(channel, told.header)) listener(eventOf(told));
    }
    const entry = { channel, listener };
    this.#listeners.add(entry);
    return () => {
      this.#listeners.delete(entry);
    };
  }

  /** Events of one committed transaction. */
  publish(
    changes: readonly Change[],
    current: (id: string) => StoredRecord | undefined,
    typeOf: (name: string) => ObjectType | undefined,
    commit: Commit,
  ): void {
    this.#commits += 1;
    let sequenceNumber = 0;
    for (const { id, before } of changes) {
      const after = current(id);
      const type = after && typeOf(after.type);
      if (!type || !this.#chosen.has(type.name)) continue;
      const body = bodyOf(type, before, after);
      if (!body) continue;
      sequenceNumber += 1;
      const about = { entityName: type.name, recordIds: [after.id], ...body };
      this.#tell(about, sequenceNumber, commit);
    }
  }

  /** Tells of a change to records without its event; an overflow names none. */
  publishGap(changeType: GapType, entityName: string, ids: readonly string[]): void {
    this.#commits += 1;
    const recordIds = changeType === 'GAP_OVERFLOW' ? [emptyId] : ids;
    const body = { changeType, fields: () => ({}), changed: [], nulled: [] };
    const commit = { origin: '', userId: '', at: this.#now() };
    this.#tell({ entityName, recordIds, ...body }, 1, commit);
  }

  /** Whether an administrator chose the object. */
  tells(entityName: string): boolean {
    return this.#chosen.has(entityName);
  }

  get lastReplayId(): number {
    return this.#lastReplayId;
  }

  /** The org moves to another instance: what it kept is gone, and no place in it is good any more. */
  moveInstance(): void {
    this.#kept.splice(0);
    this.#lastReplayId += 1_000;
  }

  #tell(
    { entityName, recordIds, changeType, fields, changed, nulled }: About,
    sequenceNumber: number,
    commit: Commit,
  ): void {
    const header: ChangeEventHeader = {
      entityName,
      recordIds,
      changeType,
      changeOrigin: commit.origin,
      transactionKey: `00000000-0000-4000-8000-${String(this.#commits).padStart(12, '0')}`,
      sequenceNumber,
      commitTimestamp: commit.at,
      commitNumber: BigInt(commit.at) * 1_000_000n + BigInt(this.#commits),
      commitUser: commit.userId,
      nulledFields: nulled,
      diffFields: [],
      changedFields: changed,
    };
    this.#lastReplayId += 1;
    const told = { replayId: this.#lastReplayId, header, fields };
    this.#forget();
    this.#kept.push(told);
    for (const { channel, listener } of this.#listeners) {
      if (isOn(channel, header)) listener(eventOf(told));
    }
  }

  #forget(): void {
    const since = this.#now() - keptMs;
    const gone = this.#kept.findIndex(({ header }) => header.commitTimestamp > since);
    this.#kept.splice(0, gone === -1 ? this.#kept.length : gone);
  }
}

interface About extends Omit<Body, 'changeType'> {
  readonly entityName: string;
  readonly recordIds: readonly string[];
  readonly changeType: ChangeEventHeader['changeType'];
}

/** An event before somebody listens: most are never heard. */
interface Told {
  readonly replayId: number;
  readonly header: ChangeEventHeader;
  readonly fields: Body['fields'];
}

function eventOf({ replayId, header, fields }: Told): ChangeEvent {
  return { replayId, event: { ChangeEventHeader: header, ...fields() } };
}

function isOn(channel: string, { entityName }: ChangeEventHeader): boolean {
  const own = entityName.replace(/__c$/, '__');
  return channel === '/data/ChangeEvents' || channel === `/data/${own}ChangeEvent`;
}
