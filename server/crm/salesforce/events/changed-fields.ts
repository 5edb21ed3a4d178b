/**
 * Which fields an event says were changed: a bitmap over the schema's fields, and one over the parts of
 * each compound field, behind the field's place: `0x400800`, `4-0x02`. Bit 0 is the first field.
 * https://developer.salesforce.com/docs/platform/pub-sub-api/guide/event-deserialization-considerations.html
 */
import type { Type, types } from 'avsc';

/** `Email`, `Name.LastName`. @throws Error when a bitmap is none */
export function changedFields(
  schema: types.RecordType,
  bitmaps: readonly string[],
): readonly string[] {
  return bitmaps.flatMap((text) => {
    const parts = /^(?:(\d+)-)?0x([0-9a-f]+)$/i.exec(text);
    if (!parts) throw new Error(`${text} is no bitmap of fields.`);
    const [, place, hex] = parts;
    if (place === undefined) return named(schema, `0x${hex}`);
    const compound = schema.fields[Number(place)];
    const inner = compound && recordIn(compound.type);
    return inner ? named(inner, `0x${hex}`).map((name) => `${compound.name}.${name}`) : [];
  });
}

function named({ fields }: types.RecordType, hex: string): string[] {
  const bits = BigInt(hex);
  return fields.filter((_, place) => (bits >> BigInt(place)) & 1n).map(({ name }) => name);
}

/** Compound fields may be null, or a plain text instead. */
function recordIn(type: Type): types.RecordType | null {
  if (isRecord(type)) return type;
  return 'types' in type ? ((type.types as Type[]).find(isRecord) ?? null) : null;
}

const isRecord = (type: Type): type is types.RecordType => type.typeName === 'record';
