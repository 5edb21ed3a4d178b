import { AppError } from '../errors.ts';

/**
 * What can go wrong at a CRM, the same for every connector:
 * - `needs_reauthorisation`: the grant is gone or expired for good; an admin must reconnect;
 * - `missing_scope`: the connection lacks a permission;
 * - `rate_limited`: wait `retryAfterMs`;
 * - `validation`: the CRM refuses values, `fields` says which and why;
 * - `not_found`: the record does not exist or is deleted;
 * - `conflict`: a unique value is taken, `existingId` says by which record when the CRM tells;
 * - `transient`: the same call may work later;
 * - `unexpected`: an answer we do not understand; never retried.
 */
export type CrmErrorKind =
  | 'needs_reauthorisation'
  | 'missing_scope'
  | 'rate_limited'
  | 'validation'
  | 'not_found'
  | 'conflict'
  | 'transient'
  | 'unexpected';

export interface RejectedField {
  /** CRM field name; null when the CRM does not say which. */
  readonly field: string | null;
  readonly code: string;
  readonly message: string;
}

export interface CrmErrorDetails {
  /** HTTP status of the CRM's answer; null when there was none. */
  readonly crmStatus: number | null;
  /** What the CRM's support asks for. */
  readonly correlationId?: string | null;
  readonly retryAfterMs?: number | null;
  readonly existingId?: string | null;
  readonly fields?: readonly RejectedField[];
  readonly missingScopes?: readonly string[];
  /** The request may have been carried out although it failed (timeout or cut connection after sending). */
  readonly outcomeUnknown?: boolean;
  readonly cause?: unknown;
}

const statusByKind: Record<CrmErrorKind, number> = {
  needs_reauthorisation: 409,
  missing_scope: 403,
  rate_limited: 429,
  validation: 422,
  not_found: 404,
  conflict: 409,
  transient: 503,
  unexpected: 502,
};

export class CrmError extends AppError {
  override readonly name = 'CrmError';
  readonly kind: CrmErrorKind;
  readonly crmStatus: number | null;
  readonly correlationId: string | null;
  readonly existingId: string | null;
  readonly fields: readonly RejectedField[];
  readonly missingScopes: readonly string[];
  readonly outcomeUnknown: boolean;

  constructor(kind: CrmErrorKind, message: string, details: CrmErrorDetails) {
    super(message, {
      code: `crm_${kind}`,
      status: statusByKind[kind],
      retryable: kind === 'rate_limited' || kind === 'transient',
      retryAfterMs: details.retryAfterMs ?? undefined,
      field: details.fields?.[0]?.field ?? undefined,
      cause: details.cause,
    });
    this.kind = kind;
    this.crmStatus = details.crmStatus;
    this.correlationId = details.correlationId ?? null;
    this.existingId = details.existingId ?? null;
    this.fields = details.fields ?? [];
    this.missingScopes = details.missingScopes ?? [];
    this.outcomeUnknown = details.outcomeUnknown ?? false;
  }
}

export function isCrmError(error: unknown): error is CrmError {
  return error instanceof CrmError;
}
