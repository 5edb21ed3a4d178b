import { STATUS_CODES } from 'node:http';
import type { ProblemDocument } from '../../../shared/contract/api.ts';
import { isCrmError } from '../../crm/errors.ts';
import { type AppError, InvalidInput, isAppError } from '../../errors.ts';
import { HttpError, type InputFault } from './http-error.ts';

export const problemMediaType = 'application/problem+json';

export interface ProblemResponse {
  readonly document: ProblemDocument;
  readonly headers: Readonly<Record<string, string>>;
  /** Milliseconds after which a retry makes sense; null when there is no such time. */
  readonly retryAfterMs: number | null;
  /** Not foreseen: to be logged with its stack. */
  readonly unexpected: boolean;
}

/** Any thrown value as the answer a client gets. Unforeseen errors say nothing of our inside. */
export function toProblem(thrown: unknown, requestId: string): ProblemResponse {
  const known = isAppError(thrown) ? thrown : parserError(thrown);
  if (!known) {
    return {
      document: {
        type: 'about:blank',
        title: titleOf(500),
        status: 500,
        detail:
          'Something went wrong on our side. Try again; if it stays, give support the request id.',
        code: 'internal_error',
        retryable: true,
        requestId,
        errors: [],
      },
      headers: {},
      retryAfterMs: null,
      unexpected: true,
    };
  }
  return {
    document: {
      type: 'about:blank',
      title: titleOf(known.status),
      status: known.status,
      detail: known.message,
      code: known.code,
      retryable: known.retryable,
      requestId,
      errors: [...faultsOf(known)],
    },
    headers: {
      ...(known instanceof HttpError ? known.headers : {}),
      ...(known.retryAfterMs === null
        ? {}
        : { 'Retry-After': String(Math.max(1, Math.ceil(known.retryAfterMs / 1000))) }),
    },
    retryAfterMs: known.retryAfterMs,
    unexpected: false,
  };
}

function titleOf(status: number): string {
  return STATUS_CODES[status] ?? 'Error';
}

function faultsOf(error: AppError): readonly InputFault[] {
  if (error instanceof HttpError) return error.faults;
  if (error instanceof InvalidInput) {
    return error.faults.map((fault) => ({ in: 'body', ...fault }));
  }
  if (isCrmError(error)) {
    return error.fields.map(({ field, message }) => ({ in: 'crm', field, message }));
  }
  return error.field === null ? [] : [{ in: 'body', field: error.field, message: error.message }];
}

/**
 * What body-parser and the router throw, by their `type` and `status`
 * (https://github.com/expressjs/body-parser#errors). Their messages quote the input, so ours are said.
 */
function parserError(thrown: unknown): HttpError | null {
  if (!(thrown instanceof Error)) return null;
  const { status, type, limit } = thrown as Error & Record<'status' | 'type' | 'limit', unknown>;
  if (typeof status !== 'number' || status < 400 || status > 499) return null;
  if (status === 413) {
    const most = typeof limit === 'number' ? `: at most ${limit / 1_024} kB are taken` : '';
    return new HttpError(`The request body is too large${most}.`, {
      code: 'body_too_large',
      status,
    });
  }
  if (status === 415) {
    return new HttpError(
      'Send the body as JSON in UTF-8, plain or, to the API, compressed with gzip.',
      {
        code: 'unsupported_media_type',
        status,
      },
    );
  }
  if (type === 'entity.parse.failed') {
    return new HttpError('The request body is not valid JSON.', { code: 'invalid_json', status });
  }
  return new HttpError('The request could not be read.', { code: 'bad_request', status });
}
