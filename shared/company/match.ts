/** Which company a record belongs to, how sure we are, and why. */
import { z } from 'zod';

export const companyCandidate = z.strictObject({
  /** The registrable domain, when known. */
  domain: z.string().nullable(),
  name: z.string(),
  /** Register and number, when known. */
  registration: z.strictObject({ registry: z.string(), number: z.string() }).nullable(),
  locality: z.string().nullable(),
  /** 0–1. */
  confidence: z.number().min(0).max(1),
  reasons: z.array(z.string()).min(1),
});
export type CompanyCandidate = z.infer<typeof companyCandidate>;

export const companyMatch = z.discriminatedUnion('status', [
  /** One company, sure enough: facts about it may be written. */
  z.strictObject({ status: z.literal('matched'), company: companyCandidate }),
  /** Below the threshold or too close to call: candidates are shown, no company fact is written. */
  z.strictObject({
    status: z.literal('ambiguous'),
    candidates: z.array(companyCandidate).min(1).max(5),
    reason: z.string(),
  }),
  /** Nothing to look for or nothing found; `reason` says which, in a sentence for a rep. */
  z.strictObject({
    status: z.literal('none'),
    code: z.enum(['no-company', 'free-mail-domain', 'invalid-domain', 'not-found', 'suppressed']),
    reason: z.string(),
  }),
]);
export type CompanyMatch = z.infer<typeof companyMatch>;
