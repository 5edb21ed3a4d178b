/** Values as a JSON schema describes them, nearly as it describes them, and nothing like it. */
import fc from 'fast-check';
import { hostileValue } from './hostile.ts';
import type { JsonSchema } from './operations.ts';

export interface Hints {
  /** What `#/components/schemas/…` points to. */
  readonly schemas: Readonly<Record<string, JsonSchema>>;
  /** Values that exist, by the name of the property: random ones would never get past a look-up. */
  readonly known: Readonly<Record<string, fc.Arbitrary<unknown>>>;
}

const deepest = 6;
/** What the generator of whole numbers can draw. */
const largest = 2 ** 31 - 1;

/** Whatever the schema accepts; a known value where there is one, most of the time. */
export function valid(
  schema: JsonSchema,
  hints: Hints,
  name = '',
  depth = 0,
): fc.Arbitrary<unknown> {
  const drawn = fromSchema(schema, hints, depth);
  // The same name may stand for an object elsewhere.
  const known = schema.type === 'object' ? undefined : hints.known[name];
  return known ? fc.oneof({ arbitrary: known, weight: 15 }, drawn) : drawn;
}

/** A valid value with one or two places of it taken away, replaced, or given company. */
export function nearlyValid(value: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  const change = fc.record({
    place: fc.nat(),
    kind: fc.constantFrom('replace', 'replace', 'replace', 'remove', 'add', 'wrap', 'repeat'),
    hostile: hostileValue,
  });
  return fc
    .tuple(value, fc.array(change, { minLength: 1, maxLength: 2 }))
    .map(([good, changes]) => changes.reduce(changed, good));
}

interface Change {
  readonly place: number;
  readonly kind: string;
  readonly hostile: unknown;
}

function changed(value: unknown, change: Change): unknown {
  const places = placesIn(value);
  const path = places[change.place % places.length] ?? [];
  return at(value, path, change);
}

/** Every place of a value, the whole one first. */
function placesIn(value: unknown, path: readonly string[] = []): (readonly string[])[] {
  if (typeof value !== 'object' || value === null || path.length > deepest) return [path];
  return [path, ...Object.entries(value).flatMap(([key, part]) => placesIn(part, [...path, key]))];
}

function at(value: unknown, [key, ...rest]: readonly string[], change: Change): unknown {
  if (key === undefined) return transformed(value, change);
  if (typeof value !== 'object' || value === null) return value;
  const copy = structuredClone(value) as Record<string, unknown>;
  if (rest.length === 0 && change.kind === 'remove') {
    if (Array.isArray(copy)) copy.splice(Number(key), 1);
    else delete copy[key];
    return copy;
  }
  copy[key] = at(copy[key], rest, change);
  return copy;
}

function transformed(value: unknown, { kind, hostile }: Change): unknown {
  switch (kind) {
    case 'wrap':
      return [value];
    case 'repeat':
      return Array.isArray(value)
        ? Array.from({ length: 60 }, () => value[0])
        : String(JSON.stringify(value)).repeat(40);
    case 'add':
      return typeof value === 'object' && value !== null && !Array.isArray(value)
        ? { ...value, [typeof hostile === 'string' ? hostile : 'extra']: hostile }
        : hostile;
    default:
      return hostile;
  }
}

function fromSchema(schema: JsonSchema, hints: Hints, depth: number): fc.Arbitrary<unknown> {
  const reference = schema.$ref;
  if (typeof reference === 'string') {
    const named = hints.schemas[reference.replace('#/components/schemas/', '')];
    if (!named) throw new Error(`The description has no ${reference}.`);
    return fromSchema(named, hints, depth);
  }
  if (depth > deepest) return fc.constant(null);
  if ('const' in schema) return fc.constant(schema.const);
  if (Array.isArray(schema.enum)) return fc.constantFrom(...(schema.enum as unknown[]));
  const alternatives = schema.anyOf ?? schema.oneOf;
  if (Array.isArray(alternatives)) {
    return fc.oneof(...(alternatives as JsonSchema[]).map((one) => fromSchema(one, hints, depth)));
  }
  if (Array.isArray(schema.allOf)) {
    return fc
      .tuple(...(schema.allOf as JsonSchema[]).map((one) => fromSchema(one, hints, depth)))
      .map((parts) => Object.assign({}, ...parts));
  }
  if (Array.isArray(schema.type)) {
    const types = schema.type as string[];
    return fc.oneof(...types.map((type) => fromSchema({ ...schema, type }, hints, depth)));
  }
  switch (schema.type) {
    case 'string':
      return text(schema);
    case 'integer':
      return wholeNumber(schema);
    case 'number':
      return fc.double({
        min: numberIn(schema, 'minimum') ?? -1e6,
        max: numberIn(schema, 'maximum') ?? 1e6,
        noNaN: true,
      });
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    case 'array':
      return fc.array(fromSchema((schema.items ?? {}) as JsonSchema, hints, depth + 1), {
        minLength: Math.min(numberIn(schema, 'minItems') ?? 0, 5),
        maxLength: Math.min(numberIn(schema, 'maxItems') ?? 4, 5),
      });
    case 'object':
      return object(schema, hints, depth);
    default:
      return fc.jsonValue({ maxDepth: 1 });
  }
}

function object(schema: JsonSchema, hints: Hints, depth: number): fc.Arbitrary<unknown> {
  const properties = (schema.properties ?? {}) as Record<string, JsonSchema>;
  const required = (schema.required ?? []) as string[];
  const model = Object.fromEntries(
    Object.entries(properties).map(([name, one]) => [name, valid(one, hints, name, depth + 1)]),
  );
  const known = fc.record(model, { requiredKeys: required.filter((name) => name in model) });
  const more = schema.additionalProperties;
  if (typeof more !== 'object' || more === null) return known;
  const names =
    typeof schema.propertyNames === 'object'
      ? fromSchema(schema.propertyNames as JsonSchema, hints, depth + 1).map(String)
      : fc.string({ minLength: 1, maxLength: 12 });
  const others = fc.dictionary(names, fromSchema(more as JsonSchema, hints, depth + 1), {
    maxKeys: 3,
  });
  return fc.tuple(known, others).map(([one, two]) => ({ ...two, ...(one as object) }));
}

const formats: Readonly<Record<string, fc.Arbitrary<string>>> = {
  uuid: fc.uuid(),
  email: fc.emailAddress(),
  uri: fc.webUrl(),
  'date-time': fc
    .date({ noInvalidDate: true, min: new Date(0), max: new Date(4e12) })
    .map((date) => date.toISOString()),
  date: fc
    .date({ noInvalidDate: true, min: new Date(0), max: new Date(4e12) })
    .map((date) => date.toISOString().slice(0, 10)),
};

function text(schema: JsonSchema): fc.Arbitrary<string> {
  const format = formats[String(schema.format)];
  if (format) return format;
  const pattern = typeof schema.pattern === 'string' ? matching(schema.pattern) : null;
  if (pattern) return pattern;
  const minLength = numberIn(schema, 'minLength') ?? 0;
  const maxLength = Math.min(numberIn(schema, 'maxLength') ?? 60, 60);
  return fc.string({ unit: 'grapheme', minLength: Math.min(minLength, maxLength), maxLength });
}

/** Null for an expression that cannot be run backwards. */
function matching(pattern: string): fc.Arbitrary<string> | null {
  try {
    const made = fc.stringMatching(new RegExp(pattern, 'u'));
    fc.sample(made, 1);
    return made;
  } catch {
    return null;
  }
}

function numberIn(schema: JsonSchema, key: string): number | null {
  const value = schema[key];
  return typeof value === 'number' ? value : null;
}

function wholeNumber(schema: JsonSchema): fc.Arbitrary<number> {
  const above = numberIn(schema, 'exclusiveMinimum');
  const below = numberIn(schema, 'exclusiveMaximum');
  const min = numberIn(schema, 'minimum') ?? (above === null ? null : above + 1);
  const max = numberIn(schema, 'maximum') ?? (below === null ? null : below - 1);
  return fc.integer({
    min: Math.max(min ?? -largest, -largest),
    max: Math.min(max ?? largest, largest),
  });
}
