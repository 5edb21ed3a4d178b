/** The write plan: what would change in the CRM and why, as data. Nothing is written that is not in it. */
import { z } from 'zod';
import { isoDateTime } from '../evidence/evidence.ts';
import { level } from '../evidence/signal.ts';
import { fieldPolicy } from './policy.ts';

export const objectType = z.enum(['contact', 'company', 'lead']);
export type ObjectType = z.infer<typeof objectType>;

/** A record's id as its CRM gives it: digits in HubSpot, 15 or 18 letters and digits in Salesforce. */
export const recordId = z
  .string()
  .regex(/^[A-Za-z0-9_-]{1,64}$/, 'This is not a record id. Copy it from the record in your CRM.');

export const recordRef = z.strictObject({ object: objectType, id: recordId });
export type RecordRef = z.infer<typeof recordRef>;

/** A value as the CRM's API carries it. HubSpot: strings or null. Salesforce: typed. */
export const crmValue = z.union([z.string(), z.number(), z.boolean(), z.null()]);
export type CrmValue = z.infer<typeof crmValue>;

export const fieldChange = z.strictObject({
  record: recordRef,
  /** The CRM's own field name. */
  field: z.string().min(1),
  label: z.string().min(1),
  /** The oppSpot field it carries. */
  oppspotField: z.string().min(1),
  before: crmValue,
  after: crmValue,
  policy: fieldPolicy,
  decision: z.enum(['write', 'skip']),
  reason: z.string().min(1),
  /** Where the value comes from. Empty for values that are not facts (the time of enrichment). */
  evidenceIds: z.array(z.string()),
});
export type FieldChange = z.infer<typeof fieldChange>;

export const plannedTask = z.strictObject({
  /** Unique per tenant while it stands: the same key is never written twice. */
  key: z.string().min(1),
  subject: z.string().min(1).max(255),
  body: z.string().max(4000),
  dueAt: isoDateTime,
  priority: level,
  ownerId: z.string().nullable(),
  associations: z.array(recordRef).min(1),
  reason: z.string().min(1),
});
export type PlannedTask = z.infer<typeof plannedTask>;

export const plannedDeal = z.strictObject({
  key: z.string().min(1),
  name: z.string().min(1).max(120),
  pipeline: z.string().nullable(),
  stage: z.string().nullable(),
  ownerId: z.string().nullable(),
  closeDate: z.iso.date().nullable(),
  associations: z.array(recordRef).min(1),
  reason: z.string().min(1),
});
export type PlannedDeal = z.infer<typeof plannedDeal>;

/** Something automation considered and left undone, with the reason a rep reads. */
export const skippedAction = z.strictObject({
  action: z.enum(['task', 'deal', 'assignment', 'fields']),
  code: z.string().min(1),
  reason: z.string().min(1),
});
export type SkippedAction = z.infer<typeof skippedAction>;

export const writePlan = z.strictObject({
  record: recordRef,
  /** Digest of everything the plan was decided on; apply refuses when the record's differs. */
  recordVersion: z.string().min(1),
  changes: z.array(fieldChange),
  task: plannedTask.nullable(),
  deal: plannedDeal.nullable(),
  skipped: z.array(skippedAction),
});
export type WritePlan = z.infer<typeof writePlan>;
