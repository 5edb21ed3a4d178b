/** Reading a JSON API: status, syntax and shape are checked, and a mismatch is the source's failure. */
import { z } from 'zod';
import type { Fetcher, GetOptions } from '../fetcher/fetcher.ts';
import { conditional, type Seen, type Validators, validatorsOf } from '../marks.ts';
import type { SourceGate } from '../source-gate.ts';
import { SourceFailure, sourceFailure } from './failure.ts';

/**
 * Members of lists and objects in one answer. The largest honest ones, a thousand job posts, have a
 * quarter of it; checking the shape of millions would hold the process up and fill its memory.
 */
const maxMembers = 200_000;
/** Of a shape that is wrong a few places say enough. */
const maxIssues = 5;

export interface JsonAnswer<T> {
  readonly status: number;
  /** Where the answer came from, after redirects. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Null for any status but 2xx. */
  readonly body: T | null;
}

/** A source of which all processes together ask only so much. */
export interface LimitedJsonSource {
  readonly fetcher: Fetcher;
  readonly gate: SourceGate;
  readonly label: string;
}

/** How long nobody asks a source that had enough and does not say until when. */
const pauseMs = 60_000;
const longestPauseMs = 300_000;

/**
 * One question in its turn; null when the source has nothing under that address.
 * @throws SourceFailure when the source refuses, cannot be reached or answers with another shape
 */
export async function askJson<T>(
  { fetcher, gate, label }: LimitedJsonSource,
  url: string,
  shape: z.ZodType<T>,
  options: GetOptions,
): Promise<T | null> {
  const answer = await gate.ask(() => getJson(fetcher, label, url, shape, options), options.signal);
  return bodyOf(answer, gate, label);
}

/**
 * The same question, only if the answer is another; a source that does not support that answers in full.
 * @param digest of the answer; null where there is none under that address
 * @throws SourceFailure as above
 */
export async function lookAtJson<T>(
  { fetcher, gate, label }: LimitedJsonSource,
  url: string,
  shape: z.ZodType<T>,
  options: GetOptions,
  known: Validators | null,
  digest: (answer: T | null) => string,
): Promise<Seen | 'same'> {
  const headers = { ...options.headers, ...conditional(known) };
  const call = () => getJson(fetcher, label, url, shape, { ...options, headers });
  const answer = await gate.ask(call, options.signal);
  if (answer.status === 304) return 'same';
  const body = bodyOf(answer, gate, label);
  return { digest: digest(body), validators: validatorsOf(answer) };
}

function bodyOf<T>(answer: JsonAnswer<T>, gate: SourceGate, label: string): T | null {
  if (answer.body !== null) return answer.body;
  switch (answer.status) {
    case 404:
      return null;
    case 403:
    case 429:
    case 503: {
      const retryMs = Number(answer.headers['retry-after']) * 1000;
      gate.pause(Math.min(retryMs > 0 ? retryMs : pauseMs, longestPauseMs));
      throw new SourceFailure(`${label} takes no more requests for the moment.`, {
        answered: true,
      });
    }
    default:
      throw new SourceFailure(`${label} answered with status ${answer.status}.`, {
        answered: true,
      });
  }
}

/** @throws SourceFailure when the source cannot be reached or its answer has another shape */
export async function getJson<T>(
  fetcher: Fetcher,
  label: string,
  url: string,
  shape: z.ZodType<T>,
  options: GetOptions,
): Promise<JsonAnswer<T>> {
  try {
    const answer = await fetcher.get(url, { ...options, accept: 'json' });
    const { status, headers } = answer;
    const from = { status, headers, url: answer.url };
    if (status < 200 || status > 299) return { ...from, body: null };
    return { ...from, body: shaped(answer.text, shape, label) };
  } catch (error) {
    throw sourceFailure(error, label);
  }
}

function shaped<T>(text: string, shape: z.ZodType<T>, label: string): T {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (cause) {
    throw new SourceFailure(`${label} sent an answer that is not JSON.`, { cause });
  }
  if (hasTooManyMembers(parsed)) {
    throw new SourceFailure(`${label} sent an answer with too many parts to be read.`);
  }
  const result = shape.safeParse(parsed);
  if (!result.success) {
    throw new SourceFailure(`${label} sent an answer of an unexpected shape.`, {
      cause: new z.ZodError(result.error.issues.slice(0, maxIssues)),
    });
  }
  return result.data;
}

function hasTooManyMembers(value: unknown): boolean {
  let members = 0;
  const left = [value];
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    if (typeof next !== 'object' || next === null) continue;
    const inner: unknown[] = Array.isArray(next) ? next : Object.values(next);
    members += inner.length;
    if (members > maxMembers) return true;
    for (const member of inner) if (typeof member === 'object') left.push(member);
  }
  return false;
}
