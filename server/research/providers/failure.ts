/** A source could not be asked or answered with something unusable; `message` is for a rep. */
import { isFetchError, isFetchTimeout } from '../fetcher/errors.ts';

export class SourceFailure extends Error {
  override readonly name = 'SourceFailure';
  /** It did not answer in time, as opposed to answering wrongly. */
  readonly late: boolean;
  /** It answered, if only to refuse: so it exists. */
  readonly answered: boolean;

  constructor(
    message: string,
    options: { late?: boolean; answered?: boolean; cause?: unknown } = {},
  ) {
    super(message, { cause: options.cause });
    this.late = options.late ?? false;
    this.answered = options.answered ?? false;
  }
}

export function isSourceFailure(error: unknown): error is SourceFailure {
  return error instanceof Error && error.name === 'SourceFailure';
}

/** What a failed fetch of the source is to a rep; other errors are ours and pass through. */
export function sourceFailure(error: unknown, label: string): unknown {
  if (isSourceFailure(error) || !isFetchError(error)) return error;
  if (isFetchTimeout(error)) {
    return new SourceFailure(`${label} did not answer in time.`, { late: true, cause: error });
  }
  return new SourceFailure(`${label} could not be read: ${lowerFirst(error.message)}`, {
    cause: error,
  });
}

const lowerFirst = (text: string) =>
  /^[A-Z][a-z]/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;
