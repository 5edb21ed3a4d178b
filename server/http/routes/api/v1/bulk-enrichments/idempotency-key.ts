import type { Request } from 'express';
import { z } from 'zod';
import { enrichRequest } from '../../../../../../shared/contract/v1.ts';
import { HttpError } from '../../../../problem/http-error.ts';

const header = 'Idempotency-Key';

/** As the header is documented. */
export const idempotencyHeaders = z.object({
  [header]: z
    .string()
    .optional()
    .meta({
      description:
        'Chosen by the client, 8 to 128 printable characters without spaces: a request that is repeated ' +
        'with the same key starts nothing new and is answered with what the first one started.',
    }),
});

/**
 * The key of a request; null when it has none.
 * @throws HttpError `invalid_request`
 */
export function idempotencyKeyOf(request: Request): string | null {
  const parsed = enrichRequest.shape.idempotencyKey.safeParse(request.get(header) ?? null);
  if (!parsed.success) {
    throw new HttpError(`The ${header} header is not valid: ${parsed.error.issues[0]?.message}`, {
      code: 'invalid_request',
      status: 400,
    });
  }
  // Undos are found again by keys of our own, which no client can name.
  return parsed.data === null ? null : `client-${parsed.data}`;
}
