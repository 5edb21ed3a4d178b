/**
 * Change events of an org, as a Pub/Sub subscriber gets them decoded.
 * https://developer.salesforce.com/docs/atlas.en-us.change_data_capture.meta/change_data_capture/cdc_event_fields_header.htm
 */
import type { ObjectType } from '../catalogue/index.ts';
import { partsOf } from './compound.ts';
import type { Change, StoredRecord } from './records.ts';
import type { Value } from './values.ts';

export interface ChangeEventHeader {
  readonly entityName: string;
  readonly recordIds: readonly string[];
  readonly changeType: 'CREATE' | 'UPDATE' | 'DELETE';
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
export const replayFrom = { earliest: -2, latest: -1 } as const;

const keptMs = 72 * 3_600_000;

export class ChangeFeed {
  readonly #chosen: ReadonlySet<string>;
  readonly #now: () => number;
  readonly #listeners = new Set<{ channel: string; listener: ChangeListener }>();
  #kept: ChangeEvent[] = [];
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
    for (const event of this.#kept) {
      if (event.replayId > from && isOn(channel, event)) listener(event);
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
      this.#tell(after, body, sequenceNumber, commit);
    }
  }

  #tell(record: StoredRecord, body: Body, sequenceNumber: number, commit: Commit): void {
    const header: ChangeEventHeader = {
      entityName: record.type,
      recordIds: [record.id],
      changeType: body.changeType,
      changeOrigin: commit.origin,
      transactionKey: `00000000-0000-4000-8000-${String(this.#commits).padStart(12, '0')}`,
      sequenceNumber,
      commitTimestamp: commit.at,
      commitNumber: BigInt(commit.at) * 1_000_000n + BigInt(this.#commits),
      commitUser: commit.userId,
      nulledFields: body.nulled,
      diffFields: [],
      changedFields: body.changed,
    };
    this.#lastReplayId += 1;
    const event = {
      replayId: this.#lastReplayId,
      event: { ChangeEventHeader: header, ...body.fields },
    };
    this.#forget();
    this.#kept.push(event);
    for (const { channel, listener } of this.#listeners) {
      if (isOn(channel, event)) listener(event);
    }
  }

  #forget(): void {
    const since = this.#now() - keptMs;
    this.#kept = this.#kept.filter(({ event }) => event.ChangeEventHeader.commitTimestamp > since);
  }
}

function isOn(channel: string, { event }: ChangeEvent): boolean {
  const own = event.ChangeEventHeader.entityName.replace(/__c$/, '__');
  return channel === '/data/ChangeEvents' || channel === `/data/${own}ChangeEvent`;
}

interface Body {
  readonly changeType: ChangeEventHeader['changeType'];
  readonly fields: Readonly<Record<string, unknown>>;
  readonly changed: readonly string[];
  readonly nulled: readonly string[];
}

/** Never told: the header says them, or they follow from other fields. */
const untold = ['Id', 'IsDeleted', 'SystemModstamp', 'LastActivityDate'];

/** Undefined when nothing an event tells of has changed. */
function bodyOf(
  type: ObjectType,
  before: StoredRecord | null,
  after: StoredRecord,
): Body | undefined {
  if (after.isDeleted) {
    if (before === null || before.isDeleted) return undefined;
    return { changeType: 'DELETE', fields: {}, changed: [], nulled: [] };
  }
  const told = type.describe.fields
    .map(({ name }) => name)
    .filter((name) => !untold.includes(name) && !isPersonName(type, name));
  if (before === null) {
    const fields = told.map((name) => [name, after.values.get(name) ?? null] as const);
    return { changeType: 'CREATE', fields: tree(type, fields), changed: [], nulled: [] };
  }
  const changed = told.filter(
    (name) => (before.values.get(name) ?? null) !== (after.values.get(name) ?? null),
  );
  if (changed.length === 0) return undefined;
  const fields = changed.map((name) => [name, after.values.get(name) ?? null] as const);
  const paths = new Map(changed.map((name) => [name, pathOf(type, name)]));
  return {
    changeType: 'UPDATE',
    fields: tree(type, fields),
    changed: [...paths.values()],
    nulled: changed
      .filter((name) => (after.values.get(name) ?? null) === null)
      .map((name) => paths.get(name) ?? name),
  };
}

function isPersonName(type: ObjectType, name: string): boolean {
  return name === 'Name' && type.fields.has('lastname');
}

/** `Name.LastName`, `MailingAddress.Street`; plain fields stand for themselves. */
function pathOf(type: ObjectType, name: string): string {
  const compound = type.fields.get(name.toLowerCase())?.compoundFieldName;
  if (typeof compound !== 'string' || compound === name) return name;
  const part = [...partsOf(type, compound)].find(([, field]) => field === name)?.[0];
  return `${compound}.${part ?? name}`;
}

/** Parts of compound fields lie inside them; date-times are milliseconds. */
function tree(type: ObjectType, fields: readonly (readonly [string, Value])[]) {
  const body: Record<string, unknown> = {};
  for (const [name, value] of fields) {
    const field = type.fields.get(name.toLowerCase());
    if (field?.type === 'address') continue;
    const told =
      field?.type === 'datetime' && typeof value === 'string' ? Date.parse(value) : value;
    const [compound, part] = pathOf(type, name).split('.');
    if (compound === undefined) continue;
    if (part === undefined) body[compound] = told;
    else body[compound] = { ...(body[compound] as object | undefined), [part]: told };
  }
  return body;
}
