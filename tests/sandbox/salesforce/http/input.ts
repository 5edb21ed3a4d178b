/** Reading what callers send, with Salesforce's refusals. */
import { refuse, SalesforceError } from './errors.ts';

export type Json = Readonly<Record<string, unknown>>;

/** The body as JSON, or CSV as text; undefined when there was none. */
export function parseBody(raw: Buffer, contentType: string | undefined): unknown {
  if (raw.length === 0) return undefined;
  if (/^text\/csv\b/i.test(contentType ?? '')) return raw.toString('utf8');
  if (!/^application\/json\b/i.test(contentType ?? '')) {
    throw new SalesforceError(415, {
      code: 'UNSUPPORTED_MEDIA_TYPE',
      message: `Content-Type header specified in HTTP request is not supported: ${contentType ?? ''}`,
    });
  }
  try {
    return JSON.parse(raw.toString('utf8')) as unknown;
  } catch (error) {
    throw refuse('JSON_PARSER_ERROR', error instanceof Error ? error.message : 'unreadable');
  }
}

export function object(value: unknown): Json {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw refuse(
      'JSON_PARSER_ERROR',
      'The HTTP entity body is required, but this request has no entity body.',
    );
  }
  return value as Json;
}

/** An array of objects at a key; empty when the key is absent. */
export function objects(parent: Json, key: string): Json[] {
  const value = parent[key] ?? [];
  if (!Array.isArray(value)) {
    throw refuse('JSON_PARSER_ERROR', `Unexpected value for ${key}: expected an array`);
  }
  return value.map(object);
}

export function text(parent: Json, key: string): string {
  const value = parent[key];
  return typeof value === 'string' ? value : '';
}

/** The value of a key in any case: `Id` and `id` are the same to the API. */
export function anyCase(parent: Json, key: string): unknown {
  const name = Object.keys(parent).find((own) => own.toLowerCase() === key.toLowerCase());
  return name === undefined ? undefined : parent[name];
}
