/** Names of a query as fields of an org, as one user sees them. */
import { defineField } from '../catalogue/definition.ts';
import type { FieldDescribe } from '../catalogue/describe.ts';
import type { ObjectType } from '../catalogue/index.ts';
import type { Access } from '../org/access.ts';
import { type Address, addressOf } from '../org/compound.ts';
import type { Org } from '../org/org.ts';
import type { StoredRecord } from '../org/records.ts';
import type { Value } from '../org/values.ts';
import type { FieldRef } from './ast.ts';
import { queryError } from './tokens.ts';

/** What a query is asked of and by whom. */
export interface Scope {
  readonly org: Org;
  readonly access: Access;
  readonly type: ObjectType;
  /** The query's text, to show the place of an error. */
  readonly text: string;
  readonly alias: string | null;
}

export interface ResolvedField {
  /** Relationship names from the queried object, without the field. */
  readonly via: readonly string[];
  readonly field: FieldDescribe;
  read(record: StoredRecord): Value | Address;
  /** The record the field stands on; undefined behind an empty lookup. */
  holder(record: StoredRecord): StoredRecord | undefined;
}

export function visibleField(
  type: ObjectType,
  access: Access,
  name: string,
): FieldDescribe | undefined {
  const field = type.fields.get(name.toLowerCase());
  return field && access.sees(type.name, field.name) ? field : undefined;
}

export function visibleType(org: Org, access: Access, name: string): ObjectType | undefined {
  const type = org.catalogue.find(name);
  return type && access.may(type.name, 'read') ? type : undefined;
}

/** Throws Salesforce's INVALID_FIELD for what the user does not see. */
export function resolveField(scope: Scope, ref: FieldRef): ResolvedField {
  const segments = ref.path.split('.');
  const own = [scope.type.name.toLowerCase(), scope.alias?.toLowerCase()];
  if (segments.length > 1 && own.includes(segments[0]?.toLowerCase())) segments.shift();
  const name = segments.pop() ?? '';
  let types: readonly ObjectType[] = [scope.type];
  const lookups: FieldDescribe[] = [];
  for (const segment of segments) {
    const lookup = types
      .map((type) => type.parents.get(segment.toLowerCase()))
      .find((field) => field && types.some((type) => scope.access.sees(type.name, field.name)));
    if (!lookup) throw unknownRelationship(scope, ref, segment);
    lookups.push(lookup);
    types = targets(scope, lookup);
  }
  const via = lookups.map(({ relationshipName }) => relationshipName ?? '');
  const holder = (record: StoredRecord) => follow(scope.org, record, lookups);
  if ((lookups.at(-1)?.referenceTo.length ?? 0) > 1 && name.toLowerCase() === 'type') {
    return { via, field: objectName, holder, read: (record) => holder(record)?.type ?? null };
  }
  const field = types.map((type) => visibleField(type, scope.access, name)).find(Boolean);
  if (!field) throw unknownColumn(scope, ref, name, types.at(0) ?? scope.type);
  return {
    via,
    field,
    holder,
    read: (record) => {
      const at = holder(record);
      return at ? fieldValue(scope.org, at, field) : null;
    },
  };
}

/** Behind a lookup to several objects, `Type` is the name of the object it leads to. */
const objectName = defineField({ name: 'Type', label: 'Type', type: 'string', length: 80 });

/** A value as it is kept; an address is put together. */
export function fieldValue(org: Org, record: StoredRecord, field: FieldDescribe): Value | Address {
  if (field.type !== 'address') return record.values.get(field.name) ?? null;
  const type = org.catalogue.find(record.type);
  return type ? addressOf(type, record, field.name) : null;
}

function targets({ org, access }: Scope, lookup: FieldDescribe): ObjectType[] {
  return lookup.referenceTo
    .map((name) => visibleType(org, access, name))
    .filter((type) => type !== undefined);
}

function follow(
  org: Org,
  record: StoredRecord,
  lookups: readonly FieldDescribe[],
): StoredRecord | undefined {
  let at: StoredRecord | undefined = record;
  for (const { name } of lookups) {
    const id: Value | undefined = at?.values.get(name);
    at = typeof id === 'string' ? org.records.get(id) : undefined;
  }
  return at;
}

const reference = 'Please reference your WSDL or the describe call for the appropriate names.';

function unknownRelationship({ text }: Scope, { at }: FieldRef, segment: string) {
  return queryError(
    'INVALID_FIELD',
    text,
    at,
    `Didn't understand relationship '${segment}' in field path. If you are attempting to use a custom relationship, be sure to append the '__r' after the custom relationship name. ${reference}`,
  );
}

function unknownColumn({ text }: Scope, { at }: FieldRef, name: string, type: ObjectType) {
  return queryError(
    'INVALID_FIELD',
    text,
    at,
    `No such column '${name}' on entity '${type.name}'. If you are attempting to use a custom field, be sure to append the '__c' after the custom field name. ${reference}`,
  );
}

export function unknownObject(text: string, { path, at }: FieldRef) {
  return queryError(
    'INVALID_TYPE',
    text,
    at,
    `sObject type '${path}' is not supported. If you are attempting to use a custom object, be sure to append the '__c' after the entity name. ${reference}`,
  );
}

export function unknownChildren(text: string, { path, at }: FieldRef) {
  return queryError(
    'INVALID_TYPE',
    text,
    at,
    `Didn't understand relationship '${path}' in FROM part of query call. If you are attempting to use a custom relationship, be sure to append the '__r' after the custom relationship name. ${reference}`,
  );
}
