/**
 * How routes answer what HubSpot calls on behalf of a card or the settings page: HTTP 200 with `ok`,
 * because HubSpot wraps other statuses in an envelope of its own and repeats a call after a 5xx.
 */
import { z } from 'zod';

export const cardError = z.strictObject({
  /** Stable, for programs. */
  code: z.string(),
  /** A plain sentence: what happened and what to do next. */
  message: z.string(),
  /** The same question may succeed later without anybody changing anything. */
  retryable: z.boolean(),
  /** Milliseconds after which asking again makes sense; null when there is no such time. */
  retryAfterMs: z.int().min(0).nullable(),
  /** Every fault of the input: dotted path of the field, or null when the whole is meant. */
  faults: z.array(z.strictObject({ field: z.string().nullable(), message: z.string() })),
  /** What support asks for. */
  requestId: z.string(),
});
export type CardError = z.infer<typeof cardError>;

/** The two shapes of an answer, for a kind of data. */
export function cardAnswer<Data extends z.ZodType>(data: Data) {
  return z.discriminatedUnion('ok', [
    z.strictObject({ ok: z.literal(true), data }),
    z.strictObject({ ok: z.literal(false), error: cardError }),
  ]);
}
export type CardAnswer<Data> =
  | { readonly ok: true; readonly data: Data }
  | { readonly ok: false; readonly error: CardError };
