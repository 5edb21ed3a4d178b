/**
 * HubSpot's failures as the connector's errors. Sentences are for a rep or an administrator and say
 * what to do next. https://developers.hubspot.com/docs/api-reference/error-handling
 */

import { table } from '../../../shared/table.ts';
import { isAppError } from '../../errors.ts';
import { CrmError, type CrmErrorKind, isCrmError } from '../errors.ts';
import { refusals, shorten } from '../wording.ts';
import { type HubSpotErrorBody, readErrorBody } from './error-body.ts';
import { DeadlineExceeded } from './transport.ts';

/** What one exchange has shown so far; `status` is null while there is no answer. */
export interface Exchange {
  status: number | null;
  headers: Readonly<Record<string, string>>;
  body: string;
}

/** An hour: the daily limit resets at midnight in the account's own time zone. */
const dailyLimitPauseMs = 3_600_000;
const lockedPauseMs = 2_000;
/** HubSpot's longest limit is the day's; a longer pause is somebody's mistake. */
const longestPauseMs = 86_400_000;

const kindByStatus: Readonly<Record<number, CrmErrorKind>> = {
  401: 'needs_reauthorisation',
  403: 'missing_scope',
  404: 'not_found',
  409: 'conflict',
  423: 'transient',
  429: 'rate_limited',
  477: 'transient',
};

/** Only the category tells parts of a batch apart: they carry no status of their own. */
const kindByCategory = table<CrmErrorKind>({
  VALIDATION_ERROR: 'validation',
  CONFLICT: 'conflict',
  OBJECT_ALREADY_EXISTS: 'conflict',
  OBJECT_NOT_FOUND: 'not_found',
  MISSING_SCOPES: 'missing_scope',
  EXPIRED_AUTHENTICATION: 'needs_reauthorisation',
  INVALID_AUTHENTICATION: 'needs_reauthorisation',
  RATE_LIMIT: 'rate_limited',
  RATE_LIMITS: 'rate_limited',
});

function kindOf(status: number | null, body: HubSpotErrorBody): CrmErrorKind {
  const byCategory = body.isTaken ? 'conflict' : kindByCategory[body.category];
  if (status === null) return byCategory ?? 'unexpected';
  if (status >= 500) return 'transient';
  const byStatus = kindByStatus[status];
  if (byStatus) return byStatus;
  return byCategory ?? (body.fields.length > 0 ? 'validation' : 'unexpected');
}

export interface ErrorAnswer {
  /** Null for a part of a batch. */
  readonly status: number | null;
  readonly headers?: Readonly<Record<string, string>>;
  /** Parsed JSON, or text when it is none. */
  readonly body: unknown;
  /** It was a write, so that an answer of 5xx leaves open whether it was carried out. */
  readonly write?: boolean;
  readonly cause?: unknown;
}

/** The typed error for an answer that is not a success, or for a part of a batch (status null). */
export function hubspotError(answer: ErrorAnswer): CrmError {
  const { status, headers = {} } = answer;
  const body = readErrorBody(answer.body);
  const kind = kindOf(status, body);
  return new CrmError(kind, sentence(kind, status, body), {
    crmStatus: status,
    correlationId: body.correlationId ?? headers['x-hubspot-correlation-id'] ?? null,
    retryAfterMs: retryAfter(status, headers['retry-after'], body),
    existingId: body.existingId,
    fields: body.fields,
    missingScopes: body.missingScopes,
    outcomeUnknown: Boolean(answer.write) && status !== null && (status >= 500 || status < 300),
    cause: answer.cause,
  });
}

/** Retry-After is in seconds on the CRM API (in workflow actions it is milliseconds). */
function retryAfter(
  status: number | null,
  header: string | undefined,
  body: HubSpotErrorBody,
): number | null {
  const seconds = Number(header);
  if (header && Number.isFinite(seconds) && seconds >= 0)
    return Math.min(seconds * 1000, longestPauseMs);
  if (status === 423) return lockedPauseMs;
  if (status === 429 && body.policyName === 'DAILY') return dailyLimitPauseMs;
  return null;
}

function sentence(kind: CrmErrorKind, status: number | null, body: HubSpotErrorBody): string {
  const said = body.message ? ` HubSpot says: “${shorten(body.message)}”.` : '';
  switch (kind) {
    case 'needs_reauthorisation':
      return 'HubSpot no longer accepts this connection. An administrator has to connect HubSpot again.';
    case 'missing_scope':
      return body.missingScopes.length > 0
        ? `The HubSpot connection lacks a permission (${body.missingScopes.join(', ')}). An administrator has to reconnect HubSpot and grant it.`
        : `HubSpot does not allow this with the permissions of the connection. An administrator has to check them and reconnect.${said}`;
    case 'rate_limited':
      return body.policyName === 'DAILY'
        ? 'The HubSpot account has used up its API calls for today. Try again tomorrow.'
        : 'HubSpot asks us to slow down. Try again in a few seconds.';
    case 'validation':
      return body.fields.length > 0
        ? `HubSpot refused ${refusals(body.fields)}. Correct the value or the field mapping and try again.`
        : `HubSpot refused the values. Correct them or the field mapping and try again.${said}`;
    case 'not_found':
      return 'HubSpot does not have this record, or it was deleted. Check the record and try again.';
    case 'conflict':
      return body.existingId
        ? `HubSpot already holds this value on record ${body.existingId}. Use that record or change the value.`
        : `HubSpot already holds this value on another record. Use that record or change the value.${said}`;
    case 'transient':
      return transientSentence(status);
    case 'unexpected':
      return `HubSpot gave an answer we do not understand${status === null ? '' : ` (status ${status})`}. Tell support if it happens again.${said}`;
  }
}

function transientSentence(status: number | null): string {
  if (status === 423) return 'HubSpot has locked this record for a moment. Try again shortly.';
  if (status === 477)
    return 'HubSpot is moving this account to another data centre. Try again later.';
  return 'HubSpot is not available at the moment. Try again shortly.';
}

/** The request cannot have reached HubSpot. */
const neverSent = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'ERR_TLS_CERT_ALTNAME_INVALID',
]);

function networkCode(failure: unknown): string | null {
  if (!(failure instanceof Error) || !('code' in failure)) return null;
  return typeof failure.code === 'string' ? failure.code : null;
}

function networkError(failure: unknown, write: boolean): CrmError {
  const code = networkCode(failure);
  const sent =
    failure instanceof DeadlineExceeded ? failure.sent : code === null || !neverSent.has(code);
  const message =
    code === 'ETIMEDOUT'
      ? 'HubSpot did not answer in time. Try again shortly.'
      : 'HubSpot cannot be reached at the moment. Try again shortly.';
  return new CrmError('transient', message, {
    crmStatus: null,
    outcomeUnknown: write && sent,
    cause: failure,
  });
}

/** JSON, or the text when it is none. */
export function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return body;
  }
}

/**
 * The typed error for whatever the client threw. An answer that arrived counts before the exception:
 * the client also throws on a body or a success code it does not expect, and then the work is done.
 */
export function exchangeError(failure: unknown, exchange: Exchange, write: boolean): CrmError {
  if (isCrmError(failure)) return failure;
  if (exchange.status !== null) {
    const { status, headers, body } = exchange;
    if (isTornOff(status, body)) return tornOff(status, write, failure);
    return hubspotError({ status, headers, body: parsed(body), write, cause: failure });
  }
  if (networkCode(failure) !== null) return networkError(failure, write);
  return internalError(failure);
}

/** A success that says something, and not to its end. */
function isTornOff(status: number, body: string): boolean {
  return status < 300 && body !== '' && typeof parsed(body) === 'string';
}

function tornOff(status: number, write: boolean, cause: unknown): CrmError {
  return new CrmError('transient', 'HubSpot’s answer did not arrive whole. Try again shortly.', {
    crmStatus: status,
    outcomeUnknown: write,
    cause,
  });
}

/** Any failure as a typed error; what is no CRM's answer is ours and was not sent. */
export function internalError(failure: unknown): CrmError {
  if (isCrmError(failure)) return failure;
  if (isAppError(failure)) {
    // Whoever keeps the tokens has said it already, in words for the reader.
    const kind = failure.retryable ? 'transient' : 'unexpected';
    return new CrmError(kind, failure.message, {
      crmStatus: null,
      retryAfterMs: failure.retryAfterMs,
      cause: failure,
    });
  }
  return new CrmError(
    'unexpected',
    'The HubSpot connection failed on our side. Tell support if it happens again.',
    { crmStatus: null, cause: failure },
  );
}
