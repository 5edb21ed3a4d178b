import type { FieldDescribe, ObjectDescribe } from '../catalogue/describe.ts';
import { Catalogue, type ObjectType } from '../catalogue/index.ts';
import { entityIsDeleted, notFound, refuse } from '../http/errors.ts';
import type { Json } from '../http/input.ts';
import { toId18 } from '../ids.ts';
import type { Permissions } from './access.ts';
import {
  RowLocks,
  requireNoDuplicate,
  requireUnique,
  requireUnlocked,
  requireValid,
} from './admin-rules.ts';
import { ChangeFeed } from './changes.ts';
import { derived } from './derived.ts';
import { IngestJobs } from './ingest-jobs.ts';
import { ListViews } from './list-views.ts';
import { defaults, requireRight, stamps, withoutUnset } from './preparation.ts';
import { RecordStore, type StoredRecord } from './records.ts';
import { accountOf, rollUps, touchedBy } from './roll-ups.ts';
import {
  chosenForChangeEvents,
  type DuplicateRule,
  type OrgOptions,
  type ValidationRule,
} from './settings.ts';
import type { Value } from './values.ts';
import { checkedValues, type WriteContext } from './write-rules.ts';

/** What every org of a stand-in shares. */
export interface OrgWorld {
  now(): Date;
  readonly objects: readonly ObjectDescribe[];
  readonly fields: Readonly<Record<string, readonly FieldDescribe[]>>;
  readonly describes: 'recorded' | 'own';
}

/** One Salesforce org: its objects, records, users and rules, kept consistent. */
export class Org {
  /** 18 characters. */
  readonly id: string;
  readonly name: string;
  readonly isSandbox: boolean;
  readonly namespace: string | null;
  readonly catalogue: Catalogue;
  readonly records = new RecordStore();
  readonly locks = new RowLocks();
  readonly listViews = new ListViews();
  readonly ingestJobs = new IngestJobs();
  readonly changes: ChangeFeed;
  readonly validationRules: ValidationRule[];
  readonly duplicateRules: DuplicateRule[];
  /** By user id; users not named may do everything. */
  readonly permissions = new Map<string, Permissions>();
  /** Due dates of activities the org was told of and keeps no records of. */
  readonly earlierActivity = new Map<string, string>();
  readonly #world: OrgWorld;
  #depth = 0;

  constructor(options: OrgOptions & { readonly id: string }, world: OrgWorld) {
    const id = toId18(options.id);
    if (!id?.startsWith('00D')) throw new Error(`${options.id} is not the id of an org`);
    this.id = id;
    this.name = options.name ?? 'Example Org';
    this.isSandbox = options.isSandbox ?? false;
    this.namespace = options.namespace === undefined ? 'oppspot' : options.namespace;
    this.catalogue = new Catalogue({ ...world, namespace: this.namespace });
    this.validationRules = [...(options.validationRules ?? [])];
    this.duplicateRules = [...(options.duplicateRules ?? [])];
    this.#world = world;
    this.changes = new ChangeFeed(options.changeEvents ?? chosenForChangeEvents, () =>
      world.now().getTime(),
    );
  }

  /** ISO 8601. */
  now(): string {
    return this.#world.now().toISOString();
  }

  /** Does all of it or, when it throws, nothing. Nested calls are one transaction. */
  atomically<T>(context: WriteContext, work: () => T): T {
    const savepoint = this.records.savepoint();
    this.#depth += 1;
    try {
      return work();
    } catch (error) {
      this.records.rollback(savepoint);
      throw error;
    } finally {
      this.#depth -= 1;
      if (this.#depth === 0) this.#commit(context);
    }
  }

  /** Creates a record or throws and has done nothing. */
  create(type: ObjectType, body: Json, context: WriteContext, fixedId?: string): StoredRecord {
    if (!context.asSystem) requireRight(type, 'create', context);
    return this.atomically(context, () => {
      const written = checkedValues(this, type, body, undefined, context);
      const id = fixedId ?? this.records.nextId(type.describe.keyPrefix);
      const now = this.now();
      const own = new Map<string, Value>([
        ['Id', id],
        ['IsDeleted', false],
        ...defaults(type),
        ...stamps(type, { CreatedDate: now, CreatedById: context.access.userId }),
        ...(type.fields.has('ownerid') ? [['OwnerId', context.access.userId] as const] : []),
      ]);
      return this.#save(type, undefined, own, withoutUnset(type, written), context);
    });
  }

  /** The record a caller may change. Throws NOT_FOUND or ENTITY_IS_DELETED. */
  forWrite(type: ObjectType, id: string): StoredRecord {
    const record = this.records.find(type.name, id);
    if (!record) throw notFound();
    if (record.isDeleted) throw entityIsDeleted();
    return record;
  }

  update(type: ObjectType, id: string, body: Json, context: WriteContext): StoredRecord {
    const before = this.forWrite(type, id);
    if (!context.asSystem) requireRight(type, 'edit', context);
    if (before.values.get('IsConverted') === true && !context.asSystem) {
      throw refuse('CANNOT_UPDATE_CONVERTED_LEAD', 'cannot reference converted lead', []);
    }
    return this.atomically(context, () => {
      const written = checkedValues(this, type, body, before, context);
      return this.#save(type, before, before.values, written, context);
    });
  }

  delete(type: ObjectType, id: string, context: WriteContext): void {
    const record = this.forWrite(type, id);
    if (!context.asSystem) requireRight(type, 'delete', context);
    this.atomically(context, () => {
      requireUnlocked(this, record);
      this.#remove(type, record, context);
    });
  }

  /** Live records with this value in a field, compared as the field compares. */
  holders(type: ObjectType, field: FieldDescribe, value: string): StoredRecord[] {
    const same = (text: string) => (field.caseSensitive ? text : text.toLowerCase());
    return this.records
      .all(type.name)
      .filter((record) => !record.isDeleted)
      .filter((record) => same(String(record.values.get(field.name) ?? '')) === same(value));
  }

  #save(
    type: ObjectType,
    before: StoredRecord | undefined,
    base: ReadonlyMap<string, Value>,
    written: ReadonlyMap<string, Value>,
    context: WriteContext,
  ): StoredRecord {
    const now = this.now();
    const values = new Map<string, Value>([
      ...base,
      ...stamps(type, {
        LastModifiedDate: now,
        LastModifiedById: context.access.userId,
        SystemModstamp: now,
      }),
      ...written,
    ]);
    const additions = derived(type, values, new Set(written.keys()), now);
    for (const [name, value] of additions) values.set(name, value);
    if (values.has('WhoId') || values.has('WhatId'))
      values.set('AccountId', accountOf(this, values));
    const record = { type: type.name, id: String(values.get('Id')), values, isDeleted: false };
    requireUnlocked(this, record);
    requireUnique(this, type, record);
    if (!context.asSystem) {
      requireNoDuplicate(this, record, before, context);
      requireValid(this, record, context);
    }
    this.records.put(record);
    this.#follow(type, before, record, context);
    return this.records.get(record.id) ?? record;
  }

  /** What else changes with a record. */
  #follow(
    type: ObjectType,
    before: StoredRecord | undefined,
    record: StoredRecord,
    context: WriteContext,
  ): void {
    if (type.name === 'Task' || type.name === 'Event') {
      for (const id of new Set([...touchedBy(record), ...(before ? touchedBy(before) : [])])) {
        this.#refresh(id);
      }
    }
    if (context.asSystem && record.values.get('LastActivityDate')) {
      this.earlierActivity.set(record.id, String(record.values.get('LastActivityDate')));
    }
    if (type.name === 'Opportunity' && !before) this.#firstContactRole(record, context);
    if (type.name === 'OpportunityContactRole' && record.values.get('IsPrimary') === true) {
      this.#onlyPrimary(record);
    }
  }

  /** A contact given on a new opportunity becomes its primary contact role. */
  #firstContactRole({ id, values }: StoredRecord, context: WriteContext): void {
    const contactId = values.get('ContactId');
    const type = this.catalogue.find('OpportunityContactRole');
    if (typeof contactId !== 'string' || !type) return;
    const role = { OpportunityId: id, ContactId: contactId, IsPrimary: true };
    this.create(type, role, { ...context, asSystem: true });
  }

  /** An opportunity has one primary contact. */
  #onlyPrimary(role: StoredRecord): void {
    for (const other of this.records.all('OpportunityContactRole')) {
      const sameDeal = other.values.get('OpportunityId') === role.values.get('OpportunityId');
      if (other.id === role.id || !sameDeal || other.values.get('IsPrimary') !== true) continue;
      this.#set(other, new Map([['IsPrimary', false]]));
    }
  }

  #refresh(id: string): void {
    const record = this.records.get(id);
    if (!record || record.isDeleted || !this.catalogue.find(record.type)) return;
    const values = rollUps(this, record);
    const earlier = this.earlierActivity.get(id) ?? '';
    const latest = values.get('LastActivityDate') ?? '';
    if (earlier > latest) values.set('LastActivityDate', earlier);
    this.#set(record, values);
  }

  #set(record: StoredRecord, changes: ReadonlyMap<string, Value>): void {
    this.records.put({ ...record, values: new Map([...record.values, ...changes]) });
  }

  /** Deletes with everything that hangs on the record; looser lookups are emptied. */
  #remove(type: ObjectType, record: StoredRecord, context: WriteContext): void {
    const now = this.now();
    const stamped = stamps(type, {
      LastModifiedDate: now,
      LastModifiedById: context.access.userId,
      SystemModstamp: now,
    });
    const values = new Map<string, Value>([...record.values, ['IsDeleted', true], ...stamped]);
    this.records.put({ ...record, values, isDeleted: true });
    for (const { childSObject, field, cascadeDelete } of type.describe.childRelationships) {
      const childType = this.catalogue.find(childSObject);
      if (!childType) continue;
      for (const child of this.records.all(childSObject)) {
        if (child.isDeleted || child.values.get(field) !== record.id) continue;
        if (cascadeDelete) this.#remove(childType, child, context);
        else this.#set(child, new Map([[field, null]]));
      }
    }
    if (type.name === 'Task' || type.name === 'Event') {
      for (const id of touchedBy(record)) this.#refresh(id);
    }
  }

  #commit({ access, origin }: WriteContext): void {
    this.changes.publish(
      this.records.commit(),
      (id) => this.records.get(id),
      (name) => this.catalogue.find(name),
      { origin, userId: access.userId, at: this.#world.now().getTime() },
    );
  }
}
