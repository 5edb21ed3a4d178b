/** The records behind single calls and collections alike. */
import { type FieldDescribe, isUpsertKey } from '../catalogue/describe.ts';
import type { ObjectType } from '../catalogue/index.ts';
import type { Call } from '../http/call.ts';
import { noSuchColumn, notFound, refuse } from '../http/errors.ts';
import type { Json } from '../http/input.ts';
import { toId18 } from '../ids.ts';
import type { StoredRecord } from '../org/records.ts';
import { attributesOf, rendered } from '../org/render.ts';
import { fieldValue, visibleField } from '../soql/resolve.ts';

/** A record with the fields asked for, or with all the user sees. */
export function renderRecord(
  { org, access, version }: Call,
  type: ObjectType,
  record: StoredRecord,
  names: readonly string[] | null,
): Json {
  const wanted = names ?? type.describe.fields.map(({ name }) => name);
  const fields = wanted
    .map((name) => {
      const field = visibleField(type, access, name);
      if (!field && names) throw noSuchColumn(name, type.name);
      return field;
    })
    .filter((field) => field !== undefined);
  const values = fields.map((field) => [
    field.name,
    rendered(fieldValue(org, record, field), field),
  ]);
  return { attributes: attributesOf(record, version), ...Object.fromEntries(values) };
}

/** The field an upsert keys on. Throws NOT_FOUND for one that is no key or hidden. */
export function upsertKey({ access }: Call, type: ObjectType, name: string): FieldDescribe {
  const field = visibleField(type, access, name);
  if (field && isUpsertKey(field)) return field;
  throw notFound(`Provided external ID field does not exist or is not accessible: ${name}`);
}

/** Live records with this key; at most one by id. */
export function withKey(
  { org }: Call,
  type: ObjectType,
  field: FieldDescribe,
  value: string,
): StoredRecord[] {
  if (field.type !== 'id') return org.holders(type, field, value);
  const record = org.records.live(type.name, value);
  return record ? [record] : [];
}

/** An id in a row of a collection. Throws when it is none, or another object's. */
export function requireId(type: ObjectType, sent: string): string {
  const id = toId18(sent);
  if (id?.startsWith(type.describe.keyPrefix)) return id;
  const label = `${type.describe.label} ID`;
  throw refuse('MALFORMED_ID', `${label}: id value of incorrect type: ${sent}`, ['Id']);
}
