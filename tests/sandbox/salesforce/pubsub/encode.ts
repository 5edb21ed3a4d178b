/** Change events as bytes: Avro, with bitmaps in place of the names of changed fields. */
import avsc from 'avsc';
import type { ChangeEvent } from '../org/changes.ts';
import type { ChangeEventSchema } from './schema.ts';

/** Longs as big integers: `commitNumber` is larger than a JavaScript number can tell apart. */
const long = avsc.types.LongType.__with({
  fromBuffer: (buffer: Buffer) => buffer.readBigInt64LE(),
  toBuffer: (value: bigint) => {
    const buffer = Buffer.alloc(8);
    buffer.writeBigInt64LE(value);
    return buffer;
  },
  fromJSON: BigInt,
  toJSON: Number,
  isValid: (value: unknown) => typeof value === 'bigint',
  compare: (one: bigint, other: bigint) => (one === other ? 0 : one < other ? -1 : 1),
});

const types = new WeakMap<ChangeEventSchema, avsc.Type>();

function typeOf(schema: ChangeEventSchema): avsc.Type {
  const known = types.get(schema);
  if (known) return known;
  const type = avsc.Type.forSchema(JSON.parse(schema.json), { registry: { long } });
  types.set(schema, type);
  return type;
}

export function encodeEvent(schema: ChangeEventSchema, { event }: ChangeEvent): Buffer {
  const { ChangeEventHeader: header, ...fields } = event;
  const values: Record<string, unknown> = {};
  for (const { name, parts } of schema.fields.slice(1)) {
    const value = fields[name] ?? null;
    values[name] =
      parts.length > 0 ? compound(schema, name, parts, value) : plain(schema, name, value);
  }
  return typeOf(schema).toBuffer({
    ...values,
    ChangeEventHeader: {
      ...header,
      commitTimestamp: BigInt(header.commitTimestamp),
      nulledFields: bitmaps(schema, header.nulledFields),
      diffFields: bitmaps(schema, header.diffFields),
      changedFields: bitmaps(schema, header.changedFields),
    },
  });
}

function compound(
  schema: ChangeEventSchema,
  name: string,
  parts: readonly string[],
  value: unknown,
) {
  if (typeof value !== 'object' || value === null) return null;
  const given = value as Readonly<Record<string, unknown>>;
  return Object.fromEntries(
    parts.map((part) => [part, plain(schema, `${name}.${part}`, given[part] ?? null)]),
  );
}

function plain({ longs }: ChangeEventSchema, path: string, value: unknown): unknown {
  if (value === null || !longs.has(path)) return value;
  return BigInt(typeof value === 'string' ? Date.parse(value) : Number(value));
}

/** `0x400800` over the fields; `4-0x2` over the parts of a compound one. */
function bitmaps({ fields }: ChangeEventSchema, paths: readonly string[]): string[] {
  const whole: number[] = [];
  const within = new Map<number, number[]>();
  for (const path of paths) {
    const [name, part] = path.split('.');
    const place = fields.findIndex((field) => field.name === name);
    if (place < 0) continue;
    if (part === undefined) whole.push(place);
    else {
      const inner = fields[place]?.parts.indexOf(part) ?? -1;
      within.set(place, [...(within.get(place) ?? []), inner]);
    }
  }
  const parts = [...within].map(([place, inner]) => `${place}-${bitmap(inner)}`);
  return whole.length > 0 ? [bitmap(whole), ...parts] : parts;
}

function bitmap(places: readonly number[]): string {
  const bits = places.reduce((sum, place) => sum | (1n << BigInt(place)), 0n);
  return `0x${bits.toString(16).toUpperCase()}`;
}
