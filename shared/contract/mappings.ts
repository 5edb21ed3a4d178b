/** Where an organisation's oppSpot fields go in its CRM, and what is done to a value on the way. */
import { z } from 'zod';
import { writableFields } from '../fields/registry.ts';
import { mappingTransform } from '../mapping/transform.ts';
import { crmValue, objectType, recordId } from '../plan/plan.ts';
import { fieldPolicy } from '../plan/policy.ts';

/** What a CRM says of one of its fields. */
export const crmField = z.strictObject({
  /** The CRM's own name, as in its API. */
  name: z.string(),
  label: z.string(),
  object: objectType,
  type: z.enum([
    'text',
    'long-text',
    'number',
    'boolean',
    'date',
    'datetime',
    'choice',
    'multi-choice',
    'reference',
    'other',
  ]),
  /** In characters; null where it has no limit or none is told. */
  maxLength: z.number().nullable(),
  /** Values that may be written; null where anything may. */
  options: z.array(z.strictObject({ value: z.string(), label: z.string() })).nullable(),
  /** False for what the CRM computes or the connection may not write. */
  writable: z.boolean(),
  /** One of ours. */
  isOwn: z.boolean(),
});
export type CrmField = z.infer<typeof crmField>;

export const crmFieldList = z.strictObject({ items: z.array(crmField) });
export type CrmFieldList = z.infer<typeof crmFieldList>;
export const fieldsQuery = z.strictObject({ object: objectType.optional() });

const names = writableFields.map(({ name }) => name) as [string, ...string[]];

export const fieldMapping = z.strictObject({
  object: objectType,
  oppspotField: z.enum(names),
  crmField: z
    .string()
    .regex(/^[A-Za-z][A-Za-z0-9_]{0,254}$/, 'Choose a field from the list of the CRM’s fields.'),
  /**
   * `write`: from oppSpot into the CRM. `read`: the CRM's value is what oppSpot works with in place of
   * the field it would take the fact from (see `readableFacts`), and nothing is written. `both`: read,
   * unless the value is the one oppSpot wrote there, and written. Steps are taken on the way in for
   * `read`, else on the way out.
   */
  direction: z.enum(['write', 'read', 'both']).default('write'),
  /** Null takes the policy of the settings. */
  policy: fieldPolicy.nullable().default(null),
  /** Where this value is missing, nothing is written to the record. */
  required: z.boolean().default(false),
  /** Written where oppSpot has no value. */
  defaultValue: z.string().max(1_000).nullable().default(null),
  /** Applied in this order. */
  transforms: z.array(mappingTransform).max(10).default([]),
});
export type FieldMapping = z.output<typeof fieldMapping>;

export const mappingsState = z.strictObject({
  /** Sent back when saving. */
  version: z.string(),
  items: z.array(fieldMapping),
  /** Where the fields go that have no mapping of their own. */
  defaults: z.array(
    z.strictObject({ object: objectType, oppspotField: z.string(), crmField: z.string() }),
  ),
});
export type MappingsState = z.infer<typeof mappingsState>;

export const mappingsUpdate = z.strictObject({
  version: z.string(),
  items: z.array(fieldMapping).max(200),
});
export type MappingsUpdate = z.output<typeof mappingsUpdate>;

/** What these mappings would write to a record; nothing is saved and nothing is written. */
export const mappingsPreviewRequest = z.strictObject({
  object: objectType,
  recordId,
  items: z.array(fieldMapping).max(200),
});
export type MappingsPreviewRequest = z.output<typeof mappingsPreviewRequest>;
export const mappingsPreview = z.strictObject({
  items: z.array(
    z.strictObject({
      oppspotField: z.string(),
      crmField: z.string(),
      /** What oppSpot has for the field, from the record's last enrichment. */
      value: crmValue,
      /** What stands in the CRM. */
      before: crmValue,
      /** What would stand there. */
      after: crmValue,
      decision: z.enum(['write', 'skip', 'unchanged']),
      reason: z.string(),
    }),
  ),
});
export type MappingsPreview = z.infer<typeof mappingsPreview>;
