/**
 * Salesforce's failures as the connector's errors. Sentences are for a rep or an administrator and
 * say what to do next.
 */
import type { z } from 'zod';
import { isAppError } from '../../errors.ts';
import { usedUpSentence } from '../../limits/errors.ts';
import { CrmError, type CrmErrorKind, isCrmError } from '../errors.ts';
import { refusals, shorten } from '../wording.ts';
import { type Problem, readErrorBody, type SalesforceErrorBody } from './error-body.ts';
import { fieldLevelCodes, kindByCode, kindByStatus } from './error-kinds.ts';
import type { HttpAnswer } from './transport.ts';

/** An hour: calls are counted over the last 24 hours, so some are free again before that. */
const usedUpPauseMs = 3_600_000;
/** Too many long calls at once: one of them ends within seconds. */
const crowdedPauseMs = 2_000;
/** A longer pause is somebody's mistake. */
const longestPauseMs = 86_400_000;

export interface ErrorAnswer {
  /** Null for a row of a collection. */
  readonly status: number | null;
  readonly headers?: Readonly<Record<string, string>>;
  /** Parsed JSON, or text when it is none. */
  readonly body: unknown;
  /** It was a write, so that an answer of 5xx leaves open whether it was carried out. */
  readonly write?: boolean;
  readonly cause?: unknown;
}

/** The typed error for an answer that is not a success, or for a row of a collection (status null). */
export function salesforceError(answer: ErrorAnswer): CrmError {
  const { status, headers = {} } = answer;
  const body = readErrorBody(answer.body);
  const kind = kindOf(status, body.problems);
  return new CrmError(kind, sentence(kind, status, body), {
    crmStatus: status,
    correlationId: headers['x-request-id'] ?? null,
    retryAfterMs: retryAfter(kind, headers['retry-after'], body),
    existingId: body.existingId,
    fields: kind === 'validation' ? body.fields : [],
    outcomeUnknown: Boolean(answer.write) && status !== null && (status >= 500 || status < 300),
    cause: answer.cause,
  });
}

function kindOf(status: number | null, problems: readonly Problem[]): CrmErrorKind {
  const kinds = problems.map(({ code }) => kindByCode[code]).filter((kind) => kind !== undefined);
  // Of several the one that no correction of values would cure comes first.
  const known = kinds.find((kind) => kind !== 'validation') ?? kinds[0];
  if (status === null) return known ?? (problems.length > 0 ? 'validation' : 'unexpected');
  if (status >= 500) return 'transient';
  if (status === 401) return 'needs_reauthorisation';
  return known ?? kindByStatus[status] ?? 'unexpected';
}

function has(body: SalesforceErrorBody, code: string): boolean {
  return body.problems.some((problem) => problem.code === code);
}

/** Many calls at once end by themselves; only the daily total takes hours. */
export function isUsedUp(body: SalesforceErrorBody): boolean {
  return body.problems.some(
    ({ code, message }) => code === 'REQUEST_LIMIT_EXCEEDED' && !/concurrent/i.test(message),
  );
}

function retryAfter(
  kind: CrmErrorKind,
  header: string | undefined,
  body: SalesforceErrorBody,
): number | null {
  const seconds = Number(header);
  if (header && Number.isFinite(seconds) && seconds >= 0) {
    return Math.min(seconds * 1000, longestPauseMs);
  }
  if (kind !== 'rate_limited') return null;
  return isUsedUp(body) ? usedUpPauseMs : crowdedPauseMs;
}

function sentence(kind: CrmErrorKind, status: number | null, body: SalesforceErrorBody): string {
  const said = saying(body);
  switch (kind) {
    case 'needs_reauthorisation':
      return 'Salesforce no longer accepts this connection. An administrator has to connect Salesforce again.';
    case 'missing_scope':
      return missingRightSentence(body, said);
    case 'rate_limited':
      return isUsedUp(body)
        ? usedUpSentence('salesforce')
        : 'Salesforce is handling too many calls at once. Try again in a few seconds.';
    case 'validation':
      return validationSentence(body, said);
    case 'not_found':
      return 'Salesforce does not have this record, or it was deleted. Check the record and try again.';
    case 'conflict':
      return conflictSentence(body, said);
    case 'transient':
      return has(body, 'UNABLE_TO_LOCK_ROW')
        ? 'Somebody else is saving this record in Salesforce. Try again shortly.'
        : 'Salesforce is not available at the moment. Try again shortly.';
    case 'unexpected':
      return `Salesforce gave an answer we do not understand${status === null ? '' : ` (status ${status})`}. Tell support if it happens again.${said}`;
  }
}

function missingRightSentence(body: SalesforceErrorBody, said: string): string {
  if (has(body, 'API_DISABLED_FOR_ORG') || has(body, 'API_CURRENTLY_DISABLED')) {
    return 'This Salesforce edition, or the connected user, has no access to the API. An administrator has to enable it.';
  }
  if (has(body, 'TXN_SECURITY_METERING_ERROR')) {
    return 'A transaction security policy of the Salesforce org stops oppSpot. An administrator has to exempt the connected user.';
  }
  return `Salesforce does not allow this to the connected user. An administrator has to assign the oppSpot permission set and check the user’s access.${said}`;
}

function validationSentence(body: SalesforceErrorBody, said: string): string {
  if (has(body, 'STORAGE_LIMIT_EXCEEDED')) {
    return 'The Salesforce org has no storage left. An administrator has to free some or buy more.';
  }
  if (has(body, 'INACTIVE_OWNER_OR_USER')) {
    return `The owner is no longer active in Salesforce. Choose another owner and try again.${said}`;
  }
  if (body.problems.some(({ code }) => fieldLevelCodes.has(code))) {
    const names = body.fields.map(({ field }) => field).join(', ');
    return `Salesforce does not let the connected user write ${names || 'a field'}: it does not exist, is hidden or is read-only. An administrator has to check field-level security.`;
  }
  if (body.fields.length > 0) {
    return `Salesforce refused ${refusals(body.fields)}. Correct the value or the field mapping and try again.`;
  }
  return `Salesforce refused the values. Correct them or the field mapping and try again.${said}`;
}

function conflictSentence(body: SalesforceErrorBody, said: string): string {
  if (has(body, 'CANNOT_UPDATE_CONVERTED_LEAD')) return convertedSentence;
  const at = body.existingId ? ` (record ${body.existingId})` : '';
  return has(body, 'DUPLICATES_DETECTED')
    ? `A duplicate rule of the Salesforce org found a record like this${at}. Use that record or merge them.${said}`
    : `Salesforce already holds this value on another record${at}. Use that record or change the value.${said}`;
}

const convertedSentence =
  'This lead was converted in Salesforce. Enrich the contact or the account it became.';

/** @param contactId what the lead became; null when the connected user may not see it */
export function convertedLead(contactId: string | null): CrmError {
  return new CrmError('conflict', convertedSentence, { crmStatus: null, existingId: contactId });
}

export function notFound(): CrmError {
  return new CrmError('not_found', sentence('not_found', null, readErrorBody(null)), {
    crmStatus: null,
  });
}

function saying({ problems }: SalesforceErrorBody): string {
  const said = problems.find(({ message }) => message.trim() !== '')?.message.trim();
  return said ? ` Salesforce says: “${shorten(said)}”.` : '';
}

/** No connection was made: nothing can have arrived. */
const neverSent =
  /^(?:ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT|ERR_TLS_.*|CERT_.*|.*SELF_SIGNED_CERT.*|UNABLE_TO_VERIFY_.*)$/;

/** Whether a request that brought no answer may have reached Salesforce. */
export function perhapsSent(failure: unknown): boolean {
  const cause = failure instanceof Error ? failure.cause : null;
  const code = cause instanceof Error && 'code' in cause ? cause.code : null;
  return typeof code !== 'string' || !neverSent.test(code);
}

/**
 * The typed error for whatever was thrown while a call was made. An answer that arrived counts before
 * the exception: a body that breaks off is an exception, too, and then the work is done.
 */
export function callError(failure: unknown, answer: HttpAnswer | null, write: boolean): CrmError {
  if (isCrmError(failure)) return failure;
  if (answer) {
    const { statusCode: status, headers, body } = answer;
    return status < 300
      ? unreadable(status, write, failure)
      : salesforceError({ status, headers, body: parsed(body), write, cause: failure });
  }
  if (!isNetworkFailure(failure)) return internalError(failure);
  const timedOut = failure.name === 'TimeoutError';
  const message = timedOut
    ? 'Salesforce did not answer in time. Try again shortly.'
    : 'Salesforce cannot be reached at the moment. Try again shortly.';
  const outcomeUnknown = write && perhapsSent(failure);
  return new CrmError('transient', message, { crmStatus: null, outcomeUnknown, cause: failure });
}

/** `fetch` throws a TypeError with a cause when there is no answer, and a TimeoutError at the deadline. */
function isNetworkFailure(failure: unknown): failure is Error {
  if (!(failure instanceof Error)) return false;
  return failure.name === 'TimeoutError' || (failure.name === 'TypeError' && 'cause' in failure);
}

/** A body in the form it must have. @throws CrmError when it has another: then it is not all there */
export function readBody<T>(type: z.ZodType<T>, body: unknown): T {
  const read = type.safeParse(body);
  if (!read.success) throw unreadable(200, false, read.error);
  return read.data;
}

function unreadable(status: number, write: boolean, cause: unknown): CrmError {
  return new CrmError('transient', 'Salesforce’s answer did not arrive whole. Try again shortly.', {
    crmStatus: status,
    outcomeUnknown: write,
    cause,
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

/** Any failure as a typed error; what is no CRM's answer is ours and was not sent. */
export function internalError(failure: unknown): CrmError {
  if (isCrmError(failure)) return failure;
  const told = isAppError(failure);
  return new CrmError(
    told && failure.retryable ? 'transient' : 'unexpected',
    told
      ? failure.message
      : 'The Salesforce connection failed on our side. Tell support if it happens again.',
    { crmStatus: null, retryAfterMs: told ? failure.retryAfterMs : null, cause: failure },
  );
}
