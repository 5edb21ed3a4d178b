import { validationError } from '../http/errors.ts';
import type { HubSpotLimits, HubSpotStandinOptions } from '../options.ts';
import type { HubSpotObjectType, HubSpotSeedOwner } from '../seed.ts';
import { type AssociationType, defaultType, primaryType } from './association-types.ts';
import { AssociationStore, type Reference } from './associations.ts';
import { CallbackBoard } from './callbacks.ts';
import type { PortalChange } from './changes.ts';
import { ListStore } from './lists.ts';
import { info } from './object-types.ts';
import { type Pipeline, salesPipeline } from './pipelines.ts';
import { PropertyCatalogue } from './properties.ts';
import { type ChangeSource, RecordStore, type StoredRecord } from './records.ts';
import { rollUps } from './roll-ups.ts';
import { checkValues, requireWritable, type WireProperties } from './write-rules.ts';

export interface PlannedLink {
  readonly to: Reference;
  readonly type: AssociationType;
}

interface WriteContext {
  readonly at: number;
  readonly source?: ChangeSource;
  /** 2026-09 paths enforce what administrators made mandatory. */
  readonly enforceMandatory?: boolean;
  /** The portal itself or a test writes, so read-only values may be set. */
  readonly mayWriteReadOnly?: boolean;
}

/** One HubSpot account: records, associations, definitions, owners and pipelines, kept consistent. */
export class Portal {
  readonly id: number;
  readonly limits: HubSpotLimits;
  readonly properties: PropertyCatalogue;
  readonly records: RecordStore;
  readonly associations = new AssociationStore();
  readonly pipelines: Pipeline[] = [salesPipeline];
  readonly owners: HubSpotSeedOwner[] = [];
  readonly lists = new ListStore();
  readonly callbacks = new CallbackBoard();
  /** Told of every change of a record, whoever made it; the seed is planted before. */
  onChange: (change: PortalChange) => void = () => {};
  readonly bornAt: number;
  /** Host of the account's pages. */
  uiDomain = 'app.hubspot.com';
  readonly #mandatory: NonNullable<HubSpotStandinOptions['requiredProperties']>;

  constructor(
    id: number,
    limits: HubSpotLimits,
    mandatory: NonNullable<HubSpotStandinOptions['requiredProperties']>,
    at: number,
  ) {
    this.id = id;
    this.limits = limits;
    this.bornAt = at;
    this.properties = new PropertyCatalogue(limits, at);
    this.records = new RecordStore((type, name) => this.properties.isUnique(type, name));
    this.#mandatory = mandatory;
  }

  /** Checks as a create would, and writes nothing. Returns the values in stored form. */
  checkCreate(
    type: HubSpotObjectType,
    properties: WireProperties,
    context: WriteContext,
  ): Map<string, string> {
    const checked = checkValues(this, type, properties, undefined, context.mayWriteReadOnly);
    const mandatory = context.enforceMandatory ? (this.#mandatory[type] ?? []) : [];
    requireWritable(this, type, checked, undefined, mandatory);
    return checked.values;
  }

  /** Creates a record with its links, or throws and has done nothing. */
  create(
    type: HubSpotObjectType,
    properties: WireProperties,
    links: readonly PlannedLink[],
    context: WriteContext,
    fixed: { id?: string; createdAt?: number } = {},
  ): StoredRecord {
    const values = this.checkCreate(type, properties, context);
    for (const { to } of links) this.requireLive(to);
    const source = context.source ?? 'INTEGRATION';
    const createdAt = fixed.createdAt ?? context.at;
    const record = this.records.create(type, createdAt, fixed.id);
    const created = new Date(createdAt).toISOString();
    const own = new Map([
      ['hs_object_id', record.id],
      [info(type).createdProperty, created],
      ...(type === 'deals' ? [['hs_createdate', created] as const] : []),
      ['hs_object_source', source],
      ['hs_object_source_label', source],
      ...(type === 'tasks' ? taskDefaults : []),
    ]);
    const assigned = ownerAssigned(undefined, values, context.at);
    this.records.set(record, new Map([...own, ...assigned, ...values]), context.at, source);
    if (context.mayWriteReadOnly) this.#noteEarlierActivity(record, values);
    for (const { to, type: linkType } of links) this.associations.link(record, to, linkType);
    this.#followAssociatedCompany(record, values);
    this.refresh(record, context.at);
    for (const neighbour of this.#neighbours(record)) this.refresh(neighbour, context.at);
    const told = { type, id: record.id, at: context.at, source };
    this.onChange({ ...told, kind: 'creation' });
    this.#tellValues(told, values);
    return record;
  }

  /** Checks as an update would, and writes nothing. */
  checkUpdate(
    record: StoredRecord,
    properties: WireProperties,
    context: WriteContext,
  ): Map<string, string> {
    const checked = checkValues(this, record.type, properties, record, context.mayWriteReadOnly);
    requireWritable(this, record.type, checked, record, []);
    return checked.values;
  }

  update(record: StoredRecord, properties: WireProperties, context: WriteContext): StoredRecord {
    const values = this.checkUpdate(record, properties, context);
    const assigned = ownerAssigned(record, values, context.at);
    const changes = new Map([...assigned, ...values]);
    const source = context.source ?? 'INTEGRATION';
    const differing = [...changes].filter(
      ([name, value]) => (record.values.get(name) ?? '') !== value,
    );
    this.records.set(record, changes, context.at, source);
    if (context.mayWriteReadOnly) this.#noteEarlierActivity(record, values);
    const left = this.#followAssociatedCompany(record, values);
    this.refresh(record, context.at);
    for (const neighbour of [...this.#neighbours(record), ...left]) {
      this.refresh(neighbour, context.at);
    }
    const { type, id } = record;
    this.#tellValues({ type, id, at: context.at, source }, new Map(differing));
    return record;
  }

  archive(record: StoredRecord, at: number): void {
    this.records.archive(record, at);
    this.records.publish(record, at, this.limits.searchIndexLagMs);
    for (const neighbour of this.#neighbours(record)) this.refresh(neighbour, at);
    this.#tell(record, 'deletion', at);
  }

  /** Takes a record out of the recycling bin. */
  restore(record: StoredRecord, at: number): void {
    this.records.restore(record);
    this.refresh(record, at);
    this.#tell(record, 'restore', at);
  }

  /**
   * Merges records as a person does: the first one's values stand, gaps are filled from the others,
   * and it answers to their ids from now on.
   */
  merge(survivor: StoredRecord, others: readonly StoredRecord[], at: number): void {
    const { type } = survivor;
    for (const other of others) {
      const gaps = [...other.values].filter(([name]) => !survivor.values.has(name));
      const links = this.associations.neighbours(other);
      this.#purgeQuietly(other, at);
      this.records.set(survivor, new Map(gaps), at, 'CRM_UI');
      for (const reference of links) {
        const linkType = defaultType(type, reference.type);
        if (linkType) this.associations.link(survivor, reference, linkType);
      }
      this.records.redirect(type, other.id, survivor.id);
    }
    const merged = [survivor.values.get('hs_merged_object_ids'), ...others.map(({ id }) => id)];
    const ids = merged.filter((id) => id !== undefined).join(';');
    this.records.set(survivor, new Map([['hs_merged_object_ids', ids]]), at, 'CALCULATED');
    this.refresh(survivor, at);
    this.onChange({
      kind: 'merge',
      type,
      id: survivor.id,
      at,
      source: 'CRM_UI',
      mergedIds: others.map(({ id }) => id),
    });
  }

  /** Deletes a contact as privacy law demands: nothing is kept. */
  purge(record: StoredRecord, at: number): void {
    this.#purgeQuietly(record, at);
    this.#tell(record, 'privacyDeletion', at);
  }

  #purgeQuietly(record: StoredRecord, at: number): void {
    const neighbours = this.#neighbours(record);
    for (const reference of this.associations.neighbours(record)) {
      this.associations.unlink(record, reference);
    }
    this.records.purge(record);
    for (const neighbour of neighbours) this.refresh(neighbour, at);
  }

  link(from: Reference, to: Reference, type: AssociationType, at: number): void {
    const ends = [this.requireLive(from), this.requireLive(to)];
    const before = this.associations.of(from, 'companies');
    this.associations.link(from, to, type);
    for (const end of ends) this.refresh(end, at);
    for (const { id } of before) this.#refreshId({ type: 'companies', id }, at);
  }

  unlink(from: Reference, to: Reference, at: number, typeIds?: readonly number[]): void {
    this.associations.unlink(from, to, typeIds);
    this.#refreshId(from, at);
    this.#refreshId(to, at);
  }

  /** The record an association names. Throws HubSpot's 400 when there is none. */
  requireLive(reference: Reference): StoredRecord {
    const record = this.records.live(reference.type, reference.id);
    if (!record) {
      throw validationError(`${reference.id} is not a valid ID`, {
        context: { id: [reference.id] },
        subCategory: 'crm.associations.INVALID_IDENTIFIER',
      });
    }
    return record;
  }

  /** The record a caller names by id or by a unique property; undefined when there is none. */
  locate(
    type: HubSpotObjectType,
    value: string,
    idProperty: string | null,
    archived = false,
  ): StoredRecord | undefined {
    if (idProperty !== null && idProperty !== 'hs_object_id') {
      if (!this.properties.isUnique(type, idProperty)) {
        throw validationError(`Property '${idProperty}' is not a unique identifier property.`, {
          context: { idProperty: [idProperty] },
        });
      }
      const holder = this.records.holder(type, idProperty, value);
      return holder === undefined ? undefined : this.records.live(type, holder);
    }
    const record = this.records.find(type, value);
    return record && (record.archivedAt !== null) === archived ? record : undefined;
  }

  /** Brings the computed values of a record up to date. */
  refresh(record: StoredRecord, at: number): void {
    const computed = rollUps(record, this, at);
    const changed = [...computed].filter(
      ([name, value]) => (record.values.get(name) ?? '') !== value,
    );
    if (changed.length > 0) this.records.set(record, new Map(changed), at, 'CALCULATED');
    this.records.publish(record, at, this.limits.searchIndexLagMs);
  }

  /** Activity that is told and not kept as records: roll-ups start from it. */
  #noteEarlierActivity(record: StoredRecord, values: ReadonlyMap<string, string>): void {
    const { earlier } = record;
    const told = values.get('num_notes');
    if (told !== undefined) {
      const kept = this.#neighbours(record).filter(
        ({ type }) => type === 'tasks' || type === 'notes',
      );
      earlier.num_notes = Math.max(0, Number(told) - kept.length);
    }
    earlier.notes_last_updated = values.get('notes_last_updated') ?? earlier.notes_last_updated;
    earlier.notes_next_activity_date =
      values.get('notes_next_activity_date') ?? earlier.notes_next_activity_date;
  }

  /** Setting a contact's company id is another way of linking it. Returns companies it left. */
  #followAssociatedCompany(record: StoredRecord, values: ReadonlyMap<string, string>) {
    const companyId = record.type === 'contacts' ? values.get('associatedcompanyid') : undefined;
    if (companyId === undefined) return [];
    const before = this.associations.primary(record, 'companies');
    const type = primaryType('contacts', 'companies');
    if (companyId !== '' && type) {
      this.associations.link(record, { type: 'companies', id: companyId }, type);
    } else if (before !== undefined) {
      this.associations.unlink(record, { type: 'companies', id: before });
    }
    const left = before === undefined ? undefined : this.records.live('companies', before);
    return left ? [left] : [];
  }

  #tell({ type, id }: StoredRecord, kind: 'deletion' | 'restore' | 'privacyDeletion', at: number) {
    this.onChange({ kind, type, id, at, source: 'CRM_UI' });
  }

  #tellValues(
    told: Pick<PortalChange, 'type' | 'id' | 'at' | 'source'>,
    values: ReadonlyMap<string, string>,
  ): void {
    for (const [property, value] of values) {
      this.onChange({ ...told, kind: 'propertyChange', property, value });
    }
  }

  #neighbours(record: StoredRecord): StoredRecord[] {
    return this.associations
      .neighbours(record)
      .map(({ type, id }) => this.records.live(type, id))
      .filter((neighbour) => neighbour !== undefined);
  }

  #refreshId({ type, id }: Reference, at: number): void {
    const record = this.records.live(type, id);
    if (record) this.refresh(record, at);
  }
}

/** The portal notes when a record got its present owner. */
function ownerAssigned(
  record: StoredRecord | undefined,
  values: ReadonlyMap<string, string>,
  at: number,
): (readonly [string, string])[] {
  const owner = values.get('hubspot_owner_id');
  if (owner === undefined || owner === (record?.values.get('hubspot_owner_id') ?? '')) return [];
  return [['hubspot_owner_assigneddate', owner === '' ? '' : new Date(at).toISOString()]];
}

const taskDefaults: readonly (readonly [string, string])[] = [
  ['hs_task_status', 'NOT_STARTED'],
  ['hs_task_priority', 'NONE'],
  ['hs_task_type', 'TODO'],
];

/** The link a caller means who names no type. Throws when HubSpot does not link such records. */
export function requireDefaultType(
  from: HubSpotObjectType,
  to: HubSpotObjectType,
): AssociationType {
  const type = defaultType(from, to);
  if (!type) {
    throw validationError(`No default association type between ${from} and ${to}`, {
      subCategory: 'crm.associations.INVALID_ASSOCIATION_TYPE',
    });
  }
  return type;
}
