/**
 * What may be done to a value between oppSpot and a CRM field: a fixed set of named steps with
 * arguments. They are data: nothing in them is ever run as code.
 */
import { z } from 'zod';

const shortText = z.string().max(1_000);

export const mappingTransform = z.discriminatedUnion('name', [
  /** White space at both ends goes, and runs of it become one space. Numbers stay as they are. */
  z.strictObject({ name: z.literal('trim') }),
  z.strictObject({ name: z.literal('case'), to: z.enum(['upper', 'lower', 'title']) }),
  /** Rounded to so many decimals, half away from zero. */
  z.strictObject({
    name: z.literal('number'),
    decimals: z.int().min(0).max(6).default(0),
    multiply: z.number().min(-1e9).max(1e9).default(1),
  }),
  /** In UTC. A year and milliseconds since 1970 are numbers, the other forms text. */
  z.strictObject({
    name: z.literal('date'),
    format: z.enum(['iso-date', 'iso-datetime', 'dd/mm/yyyy', 'mm/dd/yyyy', 'yyyy', 'epoch-ms']),
  }),
  z.strictObject({
    name: z.literal('truncate'),
    length: z.int().min(1).max(100_000),
    ellipsis: z.boolean().default(true),
  }),
  /** Exact values to others; what is not in the list becomes `otherwise`, or stays where that is null. */
  z.strictObject({
    name: z.literal('map'),
    values: z
      .array(z.strictObject({ from: shortText, to: shortText }))
      .min(1)
      .max(200),
    otherwise: shortText.nullable().default(null),
  }),
  /** This value and those of other oppSpot fields, without the empty ones. */
  z.strictObject({
    name: z.literal('join'),
    fields: z.array(z.string().max(64)).min(1).max(10),
    separator: z.string().max(20).default(', '),
  }),
  /** `{field}` stands for an oppSpot field, `{value}` for this one; no value where one of them has none. */
  z.strictObject({ name: z.literal('template'), text: shortText }),
  /** This value, or the first of the other fields that has one. */
  z.strictObject({
    name: z.literal('first-of'),
    fields: z.array(z.string().max(64)).min(1).max(10),
  }),
]);
export type MappingTransform = z.output<typeof mappingTransform>;
