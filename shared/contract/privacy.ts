/** What we hold on a record, and its erasure. */
import { z } from 'zod';
import { isoDateTime } from '../evidence/evidence.ts';
import { objectType, recordId } from '../plan/plan.ts';

export const privacyRecordParams = z.strictObject({ object: objectType, recordId });
export const privacyRecordQuery = z.strictObject({ integrationId: z.uuid().optional() });

export const heldRecord = z.strictObject({
  object: objectType,
  recordId: z.string(),
  integrationId: z.string(),
  /** `erased`: nothing is left but this fact and, where it was asked for, the suppression hash. */
  state: z.enum(['held', 'nothing', 'erased']),
  suppressed: z.boolean(),
  /** One entry for each kind of thing that we keep. */
  holdings: z.array(
    z.strictObject({
      kind: z.string(),
      /** In plain words. */
      description: z.string(),
      count: z.int(),
      oldest: isoDateTime.nullable(),
      newest: isoDateTime.nullable(),
      /** Where it comes from: the CRM, a public source by name, a person by what she did. */
      sources: z.array(z.string()),
      /** When it is deleted at the latest, in words. */
      retention: z.string(),
      content: z.unknown(),
    }),
  ),
});
export type HeldRecord = z.infer<typeof heldRecord>;

export const eraseRequest = z.strictObject({
  integrationId: z.uuid().optional(),
  /** Also puts the person's address on the suppression list, as its hash. */
  suppress: z.boolean().default(true),
});
export const eraseResult = z.strictObject({
  erased: z.boolean(),
  suppressed: z.boolean(),
  /** What stays, and why. */
  kept: z.array(z.string()),
});
