/** Requests to a running server, and its problems as errors. */
import { problemDocument } from '../../shared/contract/api.ts';
import { AppError } from '../errors.ts';

export interface ServerAddress {
  readonly url: string;
  readonly token: string;
}

export interface ApiCall {
  readonly method: 'GET' | 'POST';
  /** With its query. */
  readonly path: string;
  readonly body?: unknown;
  readonly accept?: 'application/json' | 'text/event-stream';
  readonly signal?: AbortSignal;
}

/** Sends one request. @throws AppError with the server's own words, or `unreachable` */
export type SendCall = (call: ApiCall) => Promise<Response>;

export function apiClient({ url, token }: ServerAddress): SendCall {
  return async ({ method, path, body, accept = 'application/json', signal }) => {
    let response: Response;
    try {
      response = await fetch(new URL(path, url), {
        method,
        signal,
        headers: {
          authorization: `Bearer ${token}`,
          accept,
          ...(body !== undefined && { 'content-type': 'application/json' }),
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
    } catch (error) {
      throw new AppError(`Nothing answers at ${url}. Is the server running?`, {
        code: 'unreachable',
        status: 503,
        retryable: true,
        cause: error,
      });
    }
    if (!response.ok) {
      throw problemError(await response.json().catch(() => null), response.status);
    }
    return response;
  };
}

/** A problem document as an error. */
export function problemError(body: unknown, status = 500): AppError {
  const parsed = problemDocument.safeParse(body);
  if (!parsed.success) {
    return new AppError(`The server answered with status ${status}.`, {
      code: 'http',
      status,
      retryable: status >= 500,
    });
  }
  const { detail, code, retryable, errors } = parsed.data;
  const faults = errors.map((error) => `${error.field ?? error.in}: ${error.message}`);
  return new AppError([detail, ...faults].join(' '), {
    code,
    status: parsed.data.status,
    retryable,
  });
}
