/** What a route answers when it refuses. */
import type { CardError } from '../../../shared/contract/answer.ts';

export function refusal(error: Partial<CardError>): { ok: false; error: CardError } {
  return {
    ok: false,
    error: {
      code: 'failed',
      message: 'It failed.',
      retryable: false,
      retryAfterMs: null,
      faults: [],
      requestId: 'request-1',
      ...error,
    },
  };
}
