import type { ProblemDocument } from '../../../shared/contract/api.ts';
import { AppError, type AppErrorOptions } from '../../errors.ts';

export type InputFault = ProblemDocument['errors'][number];

export interface HttpErrorOptions extends AppErrorOptions {
  /** Headers the status asks for: `Allow` with 405, `WWW-Authenticate` with 401. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly faults?: readonly InputFault[];
}

/** An error of the HTTP edge itself: who asks, how, and with what input. */
export class HttpError extends AppError {
  override readonly name = 'HttpError';
  readonly headers: Readonly<Record<string, string>>;
  readonly faults: readonly InputFault[];

  constructor(message: string, options: HttpErrorOptions) {
    super(message, options);
    this.headers = options.headers ?? {};
    this.faults = options.faults ?? [];
  }
}
