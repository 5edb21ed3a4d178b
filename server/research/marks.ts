/**
 * Marks: what a source's answer came to when it was read, so that a later look can tell whether it is
 * another. A mark belongs to a subject, which is the key of the question that was answered.
 */
import { createHash } from 'node:crypto';

/** What the source itself gives to ask "only if it is another". */
export interface Validators {
  /** The address that answered, after redirects. */
  readonly url: string;
  readonly etag: string | null;
  readonly lastModified: string | null;
}

/** What a look found. */
export interface Seen {
  readonly digest: string;
  readonly validators: Validators | null;
}

/** A provider's cheap way to see whether the answer to one of its questions is another by now. */
export interface Look {
  /** What the keys of the questions begin with. */
  readonly prefix: string;
  /**
   * @param rest what stands behind the prefix
   * @param known from the look before
   * @returns `same` where the source says so itself
   * @throws SourceFailure when it did not answer: that says nothing
   */
  look(rest: string, known: Validators | null, signal: AbortSignal): Promise<Seen | 'same'>;
}

/** Marks by subject: what an enrichment rests on. */
export type Marks = Readonly<Record<string, string>>;

/** Differs from every digest: the source was not read, so whatever it says is news. */
export const unread = '';

/** The same for equal JSON, whatever the order of its keys: a database may have changed it. */
export function digestOf(value: unknown): string {
  return createHash('sha256')
    .update(JSON.stringify(ordered(value)))
    .digest('base64url')
    .slice(0, 22);
}

function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered);
  if (typeof value !== 'object' || value === null) return value ?? null;
  return Object.entries(value)
    .filter(([, inner]) => inner !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, inner]) => [key, ordered(inner)]);
}

/** Headers that let a source answer 304. @see https://www.rfc-editor.org/rfc/rfc9110#section-13.1 */
export function conditional(known: Validators | null): Record<string, string> {
  return {
    ...(known?.etag && { 'if-none-match': known.etag }),
    ...(known?.lastModified && { 'if-modified-since': known.lastModified }),
  };
}

/** Null where the answer has neither. */
export function validatorsOf(answer: {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}): Validators | null {
  const etag = answer.headers.etag ?? null;
  const lastModified = answer.headers['last-modified'] ?? null;
  return etag || lastModified ? { url: answer.url, etag, lastModified } : null;
}

const sources: Readonly<Record<string, string>> = { board: 'job-boards' };

/** The source that a subject belongs to, as coverage names it. */
export function sourceOfSubject(subject: string): string {
  const name = subject.split(':', 1)[0] ?? '';
  return sources[name] ?? name;
}
