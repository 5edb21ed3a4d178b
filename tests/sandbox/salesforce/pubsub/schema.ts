/**
 * The Avro schema of an object's change events, as the Pub/Sub API gives it.
 * https://developer.salesforce.com/docs/platform/pub-sub-api/guide/event-avro-serialization.html
 */
import { createHash } from 'node:crypto';
import type { FieldDescribe, FieldType } from '../catalogue/describe.ts';
import type { ObjectType } from '../catalogue/index.ts';
import { pathOf, toldFields } from '../org/change-body.ts';

interface AvroField {
  readonly name: string;
  readonly type: unknown;
  readonly doc?: string;
  readonly default?: null;
}

export interface ChangeEventSchema {
  readonly id: string;
  readonly json: string;
  /** Names in the schema's order; the parts of compound ones. */
  readonly fields: readonly { readonly name: string; readonly parts: readonly string[] }[];
  /** Fields of Avro's type long, by path. */
  readonly longs: ReadonlySet<string>;
}

const strings = { type: 'array', items: 'string' };

const header: AvroField = {
  name: 'ChangeEventHeader',
  type: {
    type: 'record',
    name: 'ChangeEventHeader',
    fields: [
      { name: 'entityName', type: 'string' },
      { name: 'recordIds', type: strings },
      {
        name: 'changeType',
        type: {
          type: 'enum',
          name: 'ChangeType',
          symbols: [
            'CREATE',
            'UPDATE',
            'DELETE',
            'UNDELETE',
            'GAP_CREATE',
            'GAP_UPDATE',
            'GAP_DELETE',
            'GAP_UNDELETE',
            'GAP_OVERFLOW',
            'SNAPSHOT',
          ],
        },
      },
      { name: 'changeOrigin', type: 'string' },
      { name: 'transactionKey', type: 'string' },
      { name: 'sequenceNumber', type: 'int' },
      { name: 'commitTimestamp', type: 'long' },
      { name: 'commitNumber', type: 'long' },
      { name: 'commitUser', type: 'string' },
      { name: 'nulledFields', type: strings },
      { name: 'diffFields', type: strings },
      { name: 'changedFields', type: strings },
    ],
  },
};

const avroTypes: Readonly<Partial<Record<FieldType, string>>> = {
  boolean: 'boolean',
  int: 'int',
  double: 'double',
  currency: 'double',
  percent: 'double',
  date: 'long',
  datetime: 'long',
};

const avroType = ({ type }: FieldDescribe) => avroTypes[type] ?? 'string';

export function changeEventSchema(type: ObjectType): ChangeEventSchema {
  const paths = toldFields(type)
    .map((name) => ({ name, field: type.fields.get(name.toLowerCase()) }))
    .filter(({ field }) => field !== undefined && field.type !== 'address')
    .map(({ name, field }) => ({ path: pathOf(type, name), field: field as FieldDescribe }));
  const byField = Map.groupBy(paths, ({ path }) => path.split('.')[0] ?? path);
  const records = new Set<string>();
  const fields = [...byField].map(([name, parts]): AvroField => {
    return { name, type: ['null', ...typesOf(name, parts, records)], default: null };
  });
  const longs = paths.filter(({ field }) => avroType(field) === 'long').map(({ path }) => path);
  const schema = {
    type: 'record',
    name: `${type.name}ChangeEvent`,
    namespace: 'com.sforce.eventbus',
    fields: [header, ...fields],
  };
  const json = JSON.stringify(schema);
  return {
    id: createHash('sha256').update(json).digest('base64url').slice(0, 22),
    json,
    fields: [
      { name: header.name, parts: [] },
      ...[...byField].map(([name, parts]) => ({
        name,
        parts: parts.flatMap(({ path }) => path.split('.')[1] ?? []),
      })),
    ],
    longs: new Set(longs),
  };
}

/** A compound field is a record, which has a name and is defined once. */
function typesOf(
  name: string,
  parts: readonly { readonly path: string; readonly field: FieldDescribe }[],
  records: Set<string>,
): unknown[] {
  const [first] = parts;
  if (!first?.path.includes('.')) return [first ? avroType(first.field) : 'string'];
  const record = name === 'Name' ? 'PersonName' : 'Address';
  if (records.has(record)) return [record];
  records.add(record);
  const inner = parts.map(({ path, field }) => ({
    name: path.split('.')[1],
    type: ['null', avroType(field)],
    default: null,
  }));
  return [{ type: 'record', name: record, fields: inner }];
}
