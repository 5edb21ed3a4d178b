/**
 * Errors a caller is told about. `message` is a plain sentence for a rep that says what to do next;
 * `code` is stable and for programs. Anything else that is thrown is our fault and answered as such.
 */
export interface AppErrorOptions {
  readonly code: string;
  /** HTTP status of the API's answer. */
  readonly status: number;
  /** True when the same request may succeed later without anybody changing anything. */
  readonly retryable?: boolean;
  /** Milliseconds after which a retry makes sense. */
  readonly retryAfterMs?: number;
  /** The input field it concerns. */
  readonly field?: string;
  readonly cause?: unknown;
}

export class AppError extends Error {
  override readonly name: string = 'AppError';
  readonly code: string;
  readonly status: number;
  readonly retryable: boolean;
  readonly retryAfterMs: number | null;
  readonly field: string | null;

  constructor(message: string, options: AppErrorOptions) {
    super(message, { cause: options.cause });
    this.code = options.code;
    this.status = options.status;
    this.retryable = options.retryable ?? false;
    this.retryAfterMs = options.retryAfterMs ?? null;
    this.field = options.field ?? null;
  }
}

/** Input that reads well and means nothing good: every fault with the dotted path of its field. */
export class InvalidInput extends AppError {
  override readonly name = 'InvalidInput';
  readonly faults: readonly FieldFault[];

  constructor(message: string, code: string, faults: readonly FieldFault[]) {
    super(message, { code, status: 400 });
    this.faults = faults;
  }
}

export interface FieldFault {
  /** Null when the whole is meant. */
  readonly field: string | null;
  /** Says what to do; never repeats the value where that may be a secret or personal. */
  readonly message: string;
}

export function isAppError(error: unknown): error is AppError {
  return error instanceof AppError;
}
