/**
 * What we read of GLEIF's answers; everything else is ignored.
 * https://documenter.getpostman.com/view/7679680/SVYrrxuU (GLEIF API, version 1)
 */
import { z } from 'zod';

const text = z.string().nullish();

const leiRecord = z.object({
  id: z.string(),
  attributes: z.object({
    lei: z.string().regex(/^[0-9A-Z]{18}[0-9]{2}$/),
    entity: z.object({
      legalName: z.object({ name: z.string() }),
      otherNames: z.array(z.object({ name: z.string(), type: text })).nullish(),
      legalAddress: z.object({ city: text, country: text, postalCode: text }).nullish(),
      headquartersAddress: z.object({ city: text, country: text, postalCode: text }).nullish(),
      registeredAs: text,
      jurisdiction: text,
      /** ACTIVE or INACTIVE. */
      status: text,
      /** GENERAL, BRANCH, FUND, … */
      category: text,
    }),
    registration: z.object({ lastUpdateDate: text, status: text }).nullish(),
  }),
  relationships: z
    .object({
      'direct-parent': z.object({ links: z.record(z.string(), z.unknown()) }).nullish(),
      'ultimate-parent': z.object({ links: z.record(z.string(), z.unknown()) }).nullish(),
    })
    .nullish(),
});
export type LeiRecord = z.infer<typeof leiRecord>;

export const leiRecords = z.object({ data: z.array(leiRecord) });
/** A parent; `data` is null where there is none to name. */
export const oneLeiRecord = z.object({ data: leiRecord.nullable() });
