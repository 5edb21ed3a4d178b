import { z } from 'zod';

/** Path parameters of everything below one enrichment. */
export const enrichmentParams = z.strictObject({
  enrichmentId: z
    .string()
    .regex(/^[A-Za-z0-9_-]{1,64}$/, 'Expected the id of an enrichment')
    .meta({ description: 'The id of an enrichment.' }),
});
