/** Reading what callers send, with HubSpot's refusals. */
import { invalidJson, missingFields, validationError } from './errors.ts';

export type Json = Readonly<Record<string, unknown>>;

export function object(value: unknown, where = 'body'): Json {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    const token = Array.isArray(value)
      ? 'Array value (token `JsonToken.START_ARRAY`)'
      : typeof value;
    throw invalidJson(`Cannot deserialize the ${where} from ${token}`);
  }
  return value as Json;
}

/** An array of objects at a key; empty when the key is absent and `required` is false. */
export function objects(parent: Json, key: string, required = true): Json[] {
  const value = parent[key];
  if (value === undefined || value === null) {
    if (required) throw missingFields([key]);
    return [];
  }
  if (!Array.isArray(value)) throw invalidJson(`Cannot deserialize ${key}: expected an array`);
  return value.map((entry) => object(entry, `entry of ${key}`));
}

export function strings(parent: Json, key: string): string[] {
  const value = parent[key];
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value) || value.some((entry) => typeof entry !== 'string')) {
    throw invalidJson(`Cannot deserialize ${key}: expected an array of strings`);
  }
  return value as string[];
}

/** A string or number at a key, as a string. */
export function text(parent: Json, key: string): string | undefined {
  const value = parent[key];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'string' && typeof value !== 'number') {
    throw invalidJson(`Cannot deserialize value of type \`java.lang.String\` for ${key}`);
  }
  return String(value);
}

export function requireText(parent: Json, ...keys: readonly string[]): string[] {
  const missing = keys.filter((key) => (text(parent, key) ?? '') === '');
  if (missing.length > 0) throw missingFields(missing);
  return keys.map((key) => text(parent, key) ?? '');
}

export function bool(parent: Json, key: string): boolean | undefined {
  const value = parent[key];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'boolean') {
    throw invalidJson(`Cannot deserialize value of type \`boolean\` for ${key}`);
  }
  return value;
}

/** A list in a query, comma-separated or repeated. */
export function queryList(query: URLSearchParams, name: string): string[] {
  return query
    .getAll(name)
    .flatMap((value) => value.split(','))
    .filter((value) => value !== '');
}

export function queryLimit(query: URLSearchParams, fallback: number, max: number): number {
  const raw = query.get('limit');
  return raw === null ? fallback : limitOf(raw, max);
}

/** A page size in 1..max. Throws HubSpot's 400 outside. */
export function limitOf(raw: unknown, max: number): number {
  const limit = Number(raw);
  if (!Number.isInteger(limit) || limit < 1 || limit > max) {
    throw validationError(`limit must be between 1 and ${max}: ${String(raw)}`);
  }
  return limit;
}
