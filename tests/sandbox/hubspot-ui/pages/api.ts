/** The pages' own endpoints. */
import type { Refusal } from '../contract.ts';

/** The server refused; `message` is for the person at the page. */
export class RequestError extends Error {
  override readonly name = 'RequestError';
  readonly status: number;
  readonly field: string | null;

  constructor(status: number, { message, field }: Refusal) {
    super(message);
    this.status = status;
    this.field = field;
  }
}

/** @throws RequestError when the server refuses, TypeError when it is not there */
export async function request<T>(
  path: string,
  options: { method?: string; body?: unknown; signal?: AbortSignal } = {},
): Promise<T> {
  const response = await fetch(path, {
    method: options.method ?? 'GET',
    ...(options.body === undefined
      ? {}
      : {
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(options.body),
        }),
    signal: options.signal,
  });
  if (response.status === 204) return undefined as T;
  const answer: unknown = await response.json();
  if (!response.ok) throw new RequestError(response.status, answer as Refusal);
  return answer as T;
}

/** What to tell a person about anything that was thrown. */
export function explain(error: unknown): string {
  if (error instanceof RequestError) return error.message;
  return 'The sandbox does not answer. Is it still running in its terminal?';
}
