export type SecretErrorCode =
  /** The key ring text is not `id:base64` pairs of 32-byte keys. */
  | 'invalid_key_ring'
  /** The record names a key that the ring does not hold (any more). */
  | 'unknown_key'
  /** Altered, cut short, or sealed for another place. */
  | 'cannot_open'
  /** Sealed by a version of the format that this program does not know. */
  | 'unknown_format'
  /** The server that has the embedded database open did not take up a request to rotate. */
  | 'rotation_unanswered'
  /** It did, and could not. */
  | 'rotation_failed';

/** Why a secret could not be sealed, opened or wrapped again. Messages name keys and places, never contents. */
export class SecretError extends Error {
  override readonly name = 'SecretError';
  readonly code: SecretErrorCode;

  constructor(code: SecretErrorCode, message: string, cause?: unknown) {
    super(message, { cause });
    this.code = code;
  }
}

export function isSecretError(error: unknown): error is SecretError {
  return error instanceof SecretError;
}
