/** Reading a JSON API: status, syntax and shape are checked, and a mismatch is the source's failure. */
import type { z } from 'zod';
import type { Fetcher, GetOptions } from '../fetcher/fetcher.ts';
import { SourceFailure, sourceFailure } from './failure.ts';

export interface JsonAnswer<T> {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Null for any status but 2xx. */
  readonly body: T | null;
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
    if (status < 200 || status > 299) return { status, headers, body: null };
    return { status, headers, body: shaped(answer.text, shape, label) };
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
  const result = shape.safeParse(parsed);
  if (!result.success) {
    throw new SourceFailure(`${label} sent an answer of an unexpected shape.`, {
      cause: result.error,
    });
  }
  return result.data;
}
