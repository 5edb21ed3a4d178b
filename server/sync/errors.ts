import { table } from '../../shared/table.ts';
import { AppError, isAppError } from '../errors.ts';
import type { StoredError } from '../store/tables/sync.ts';

export const enrichmentNotFound = () =>
  new AppError('There is no enrichment with this id. Enrich the record again.', {
    code: 'enrichment_not_found',
    status: 404,
  });

export const notConnected = () =>
  new AppError('The CRM is not connected. Ask an admin to connect it in the oppSpot settings.', {
    code: 'not_connected',
    status: 409,
  });

export const recordChanged = () =>
  new AppError(
    'The record changed after this preview was made, so nothing was written. Preview it again.',
    { code: 'record_changed', status: 409 },
  );

export const enrichmentInProgress = () =>
  new AppError('This record is being enriched right now. Look again in a few seconds.', {
    code: 'enrichment_in_progress',
    status: 409,
    retryable: true,
    retryAfterMs: 2_000,
  });

export const notAPreview = (status: string) =>
  new AppError(
    status === 'discarded'
      ? 'This preview was discarded. Preview the record again.'
      : 'This enrichment is not a preview that waits to be applied.',
    { code: 'not_a_preview', status: 409 },
  );

export const nothingToUndo = () =>
  new AppError('This run wrote nothing, so there is nothing to undo.', {
    code: 'nothing_to_undo',
    status: 409,
  });

export const actionNotFound = () =>
  new AppError('This enrichment does not suggest that step any more. Open the record again.', {
    code: 'action_not_found',
    status: 404,
  });

export const previewNotApplied = () =>
  new AppError('This is only a preview. Apply it first, then create its tasks.', {
    code: 'preview_not_applied',
    status: 409,
  });

export const idempotencyKeyReused = () =>
  new AppError(
    'This idempotency key was used for another request. Send a new key for a new request.',
    { code: 'idempotency_key_reused', status: 422, field: 'idempotencyKey' },
  );

export const suppressed = () =>
  new AppError(
    'This record is on your suppression list. Nothing was researched and nothing was written.',
    { code: 'suppressed', status: 422 },
  );

export const optedOut = () =>
  new AppError(
    'This person objected to being profiled. Nothing was researched and nothing was written.',
    { code: 'opted_out', status: 422 },
  );

export const recordErased = () =>
  new AppError(
    'This person’s data was erased, as the person had asked. Nothing more was written.',
    {
      code: 'record_erased',
      status: 409,
    },
  );

/** The run was taken over by another process while we worked on it. */
export class LeaseLost extends Error {
  override readonly name = 'LeaseLost';
}

/** What the run's row keeps of an error. Messages of unexpected errors stay in the log. */
export function storedError(error: unknown): StoredError {
  return isAppError(error)
    ? { code: error.code, message: error.message }
    : {
        code: 'internal_error',
        message: 'Something went wrong on our side. Try again; support can find the run by its id.',
      };
}

/** As the errors themselves say it; every other failure of a run is a conflict with its state. */
const storedStatuses = table<{ status: number; retryable: boolean }>({
  crm_not_found: { status: 404, retryable: false },
  crm_missing_scope: { status: 403, retryable: false },
  crm_rate_limited: { status: 429, retryable: true },
  crm_transient: { status: 503, retryable: true },
  database_unavailable: { status: 503, retryable: true },
  internal_error: { status: 500, retryable: false },
  enrichment_expired: { status: 404, retryable: false },
  opted_out: { status: 422, retryable: false },
  suppressed: { status: 422, retryable: false },
});

/** The error of a failed run, for callers that only waited for it. */
export function errorFromStored(code: string | null, message: string | null): AppError {
  const { status, retryable } = storedStatuses[code ?? ''] ?? { status: 409, retryable: false };
  return new AppError(message ?? 'The enrichment failed. Try again.', {
    code: code ?? 'enrichment_failed',
    status,
    retryable,
  });
}
