/** Why a fetch gave nothing. Guards compare the name, so they hold across module copies. */

/** We decline to ask: address, scheme, port or redirect is not allowed. Never worth a retry. */
export class FetchRefused extends Error {
  override readonly name = 'FetchRefused';
}

/** The body, decoded, is larger than the cap. */
export class FetchTooLarge extends Error {
  override readonly name = 'FetchTooLarge';
}

/** No complete answer before the deadline, or the caller gave up. */
export class FetchTimeout extends Error {
  override readonly name = 'FetchTimeout';
}

export type FetchFailureReason =
  /** The name has no address. */
  | 'unknown-host'
  /** No connection, or it broke. */
  | 'network'
  /** An answer that is not what was asked for: content type, encoding, redirect without target. */
  | 'answer';

/** The other side could not be asked or answered with something unusable. */
export class FetchFailed extends Error {
  override readonly name = 'FetchFailed';
  readonly reason: FetchFailureReason;

  constructor(message: string, reason: FetchFailureReason, options?: ErrorOptions) {
    super(message, options);
    this.reason = reason;
  }
}

const named = (error: unknown, name: string) => error instanceof Error && error.name === name;

const isFetchRefused = (error: unknown): error is FetchRefused => named(error, 'FetchRefused');
const isFetchTooLarge = (error: unknown): error is FetchTooLarge => named(error, 'FetchTooLarge');
export const isFetchTimeout = (error: unknown): error is FetchTimeout =>
  named(error, 'FetchTimeout');
export const isFetchFailed = (error: unknown): error is FetchFailed => named(error, 'FetchFailed');

export function isFetchError(
  error: unknown,
): error is FetchRefused | FetchTooLarge | FetchTimeout | FetchFailed {
  return (
    isFetchRefused(error) || isFetchTooLarge(error) || isFetchTimeout(error) || isFetchFailed(error)
  );
}
