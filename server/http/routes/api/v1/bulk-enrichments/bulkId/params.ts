import { z } from 'zod';

/** Path parameters of everything below one bulk enrichment. */
export const bulkParams = z.strictObject({
  bulkId: z.uuid().meta({ description: 'The id of a bulk enrichment.' }),
});
