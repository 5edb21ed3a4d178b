/** What Salesforce checks of a write before it is one. */
import { type FieldDescribe, isRequired, isUpsertKey } from '../catalogue/describe.ts';
import type { ObjectType } from '../catalogue/index.ts';
import {
  entityIsDeleted,
  noSuchColumn,
  notWritable,
  type Problem,
  refuse,
  SalesforceError,
} from '../http/errors.ts';
import type { Json } from '../http/input.ts';
import type { Access } from './access.ts';
import type { Org } from './org.ts';
import type { StoredRecord } from './records.ts';
import { type Locate, storedValue, type Value } from './values.ts';

export interface WriteContext {
  readonly access: Access;
  readonly locate: Locate;
  /** `Sforce-Duplicate-Rule-Header: allowSave=true`. */
  readonly allowDuplicates: boolean;
  /** API version of the call, e.g. `68.0`. */
  readonly version: string;
  /** API version and client, as change events tell it. */
  readonly origin: string;
  /** The org itself or a test writes: read-only fields too, without administrators' rules. */
  readonly asSystem: boolean;
}

/** The values a write sets, by the fields' own names. Throws for the first kind of fault found. */
export function checkedValues(
  org: Org,
  type: ObjectType,
  body: Json,
  before: StoredRecord | undefined,
  context: WriteContext,
): Map<string, Value> {
  const given = named(type, body, context.access);
  if (!context.asSystem) requireWritable(type, given, before, context.access);
  const values = new Map<string, Value>();
  const problems: Problem[] = [];
  for (const { field, sent } of given) {
    try {
      values.set(field.name, givenValue(org, field, sent, context.locate));
    } catch (error) {
      const goesOn = error instanceof SalesforceError && !isUnreadable(error);
      if (!goesOn) throw error;
      problems.push(...error.problems);
    }
  }
  if (problems.length > 0) throw new SalesforceError(400, ...problems);
  requireFilled(type, values, before);
  requireLookups(org, type, values, context);
  return values;
}

interface Given {
  readonly field: FieldDescribe;
  readonly sent: unknown;
}

/** Keys of the body as fields; a relationship name stands for its lookup, by the parent's key. */
function named(type: ObjectType, body: Json, access: Access): Given[] {
  return Object.entries(body)
    .filter(([key]) => key !== 'attributes' && key.toLowerCase() !== 'id')
    .map(([key, sent]) => {
      const parent = typeof sent === 'object' && sent !== null ? type.parents : undefined;
      const field = type.fields.get(key.toLowerCase()) ?? parent?.get(key.toLowerCase());
      if (!field || !access.sees(type.name, field.name)) throw noSuchColumn(key, type.name);
      return { field, sent };
    });
}

function requireWritable(
  type: ObjectType,
  given: readonly Given[],
  before: StoredRecord | undefined,
  access: Access,
): void {
  const refused = given.filter(({ field }) => {
    const writable = before ? field.updateable : field.createable;
    return !writable || !access.maySet(type.name, field.name);
  });
  if (refused.length > 0) throw notWritable(refused.map(({ field }) => field.name));
}

function givenValue(org: Org, field: FieldDescribe, sent: unknown, locate: Locate): Value {
  const byKey = field.type === 'reference' && typeof sent === 'object' && sent !== null;
  return byKey ? parentByKey(org, field, sent as Json) : storedValue(field, sent, locate);
}

/** `"Account": {"Key__c": "x"}` names the parent by one of its keys. */
function parentByKey(org: Org, lookup: FieldDescribe, named: Json): Value {
  const [key, wanted] = Object.entries(named).find(([name]) => name !== 'attributes') ?? [''];
  for (const target of lookup.referenceTo) {
    const type = org.catalogue.find(target);
    const field = type?.fields.get(key.toLowerCase());
    if (!type || !field || !isUpsertKey(field)) continue;
    const [found] = org.holders(type, field, String(wanted));
    if (found) return found.id;
  }
  throw refuse(
    'INVALID_FIELD',
    `Foreign key external ID: ${String(wanted).toLowerCase()} not found for field ${key} in entity ${lookup.referenceTo[0] ?? ''}`,
  );
}

function isUnreadable({ problems }: SalesforceError): boolean {
  return problems.some(({ code }) => code === 'JSON_PARSER_ERROR');
}

function requireFilled(
  type: ObjectType,
  values: ReadonlyMap<string, Value>,
  before: StoredRecord | undefined,
): void {
  const missing = type.describe.fields.filter((field) => {
    const value = values.get(field.name);
    if (!before) return isRequired(field) && (value ?? null) === null;
    return value === null && !field.nillable;
  });
  if (!before && type.name === 'Event' && !values.has('ActivityDateTime')) {
    const dated = values.has('StartDateTime') || values.has('ActivityDate');
    if (!dated) missing.push(...type.describe.fields.filter(({ name }) => name === 'ActivityDate'));
  }
  if (missing.length === 0) return;
  const names = missing.map(({ name }) => name);
  throw refuse(
    'REQUIRED_FIELD_MISSING',
    `Required fields are missing: [${names.join(', ')}]`,
    names,
  );
}

function requireLookups(
  org: Org,
  type: ObjectType,
  values: ReadonlyMap<string, Value>,
  { asSystem }: WriteContext,
): void {
  for (const [name, value] of values) {
    const field = type.fields.get(name.toLowerCase());
    if (field?.type !== 'reference' || typeof value !== 'string') continue;
    requireTarget(org, field, value);
    if (name === 'OwnerId' && !asSystem) requireActive(org, type, value);
  }
}

function requireTarget(org: Org, field: FieldDescribe, id: string): void {
  const target = org.catalogue.ofId(id);
  if (!target || !field.referenceTo.includes(target.name)) {
    throw refuse('FIELD_INTEGRITY_EXCEPTION', `${field.label}: id value of incorrect type: ${id}`, [
      field.name,
    ]);
  }
  const record = org.records.find(target.name, id);
  if (record?.isDeleted) throw new SalesforceError(400, ...entityIsDeleted().problems);
  if (!record) throw refuse('INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id', []);
}

function requireActive(org: Org, type: ObjectType, ownerId: string): void {
  const owner = org.records.find('User', ownerId);
  if (!owner || owner.values.get('IsActive') === true) return;
  throw refuse(
    'INACTIVE_OWNER_OR_USER',
    `operation performed with inactive user [${ownerId}] as owner of ${type.name.toLowerCase()}`,
    [],
  );
}
