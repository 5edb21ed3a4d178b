/**
 * Many records at once: a bulk enrichment, the queue that its records go through, and what became of
 * them. Fields may be added; none is renamed or removed within a version.
 */
import { z } from 'zod';
import { isoDateTime } from '../evidence/evidence.ts';
import { objectType, recordRef } from '../plan/plan.ts';

/** Records that one request may name; more are selected by a list or by conditions. */
export const maxRecordsNamed = 10_000;
const maxConditions = 18;

/** As the CRM names the field. */
const field = z.string().trim().min(1).max(255);

const fieldCondition = z.discriminatedUnion('operator', [
  z.strictObject({
    field,
    operator: z.enum(['eq', 'neq', 'gt', 'gte', 'lt', 'lte']),
    value: z.string().max(1_000),
  }),
  /** Whether there is a value at all. */
  z.strictObject({ field, operator: z.enum(['has', 'lacks']) }),
]);

export const bulkSelection = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('records'),
    recordIds: z.array(recordRef.shape.id).min(1).max(maxRecordsNamed),
  }),
  /** A list or a list view of the CRM, by its id there. */
  z.strictObject({ kind: z.literal('list'), listId: z.string().trim().min(1).max(100) }),
  /** Every record that meets all conditions; without conditions every record. */
  z.strictObject({
    kind: z.literal('filter'),
    conditions: z.array(fieldCondition).max(maxConditions),
  }),
  /** What another bulk enrichment wrote. */
  z.strictObject({ kind: z.literal('bulk'), bulkId: z.uuid() }),
]);
export type BulkSelection = z.infer<typeof bulkSelection>;

const priority = z.int().min(1).max(10);

export const bulkRequest = z.strictObject({
  /** May be left out by a token that is bound to one integration. */
  integrationId: z.uuid().optional(),
  object: objectType,
  selection: bulkSelection,
  /** `preview` writes nothing and reports what would be written. */
  mode: z.enum(['write', 'preview']).default('write'),
  /** Researches companies anew although what was found is still fresh. */
  refresh: z.boolean().default(false),
  /** 10 is worked on first, of what one account waits for. */
  priority: priority.default(3),
  /** Not before; at once when absent. */
  scheduledFor: isoDateTime.optional(),
  /** After so many tries a record is a dead letter. */
  maxAttempts: z.int().min(1).max(100).default(10),
});
export type BulkRequest = z.infer<typeof bulkRequest>;
export type BulkRequestInput = z.input<typeof bulkRequest>;

const bulkState = z.enum(['collecting', 'running', 'completed', 'cancelled', 'failed']);

/** What one record's enrichment wrote, or would write. */
export const queueReport = z.strictObject({
  fields: z.int(),
  task: z.boolean(),
  deal: z.boolean(),
});
export type QueueReport = z.infer<typeof queueReport>;

const reasonCount = z.strictObject({ reason: z.string(), records: z.int() });

export const bulkEnrichment = z.strictObject({
  id: z.uuid(),
  integrationId: z.uuid(),
  kind: z.enum(['enrich', 'undo']),
  object: objectType,
  selection: bulkSelection,
  mode: z.enum(['write', 'preview']),
  state: bulkState,
  priority,
  scheduledFor: isoDateTime,
  createdAt: isoDateTime,
  finishedAt: isoDateTime.nullable(),
  /** The bulk enrichment that this one takes back. */
  undoOf: z.uuid().nullable(),
  /** Why it failed as a whole: its records could not be listed. */
  error: z.strictObject({ code: z.string(), message: z.string() }).nullable(),
  progress: z.strictObject({
    /** Records known so far; with `expected` null and the state `collecting` more may come. */
    total: z.int(),
    expected: z.int().nullable(),
    waiting: z.int(),
    processing: z.int(),
    done: z.int(),
    /** Of the last minute; null before there is one to tell of. */
    perMinute: z.number().nullable(),
    /** Null while nobody can know. */
    secondsLeft: z.number().nullable(),
    /** The CRM has no calls left for us until then. */
    pausedUntil: isoDateTime.nullable(),
  }),
  result: z.strictObject({
    /** Records with something written (for a preview: to be written). */
    written: z.int(),
    /** Records where nothing had to be written. */
    unchanged: z.int(),
    fields: z.int(),
    tasks: z.int(),
    deals: z.int(),
    skipped: z.int(),
    failed: z.int(),
    cancelled: z.int(),
    /** The most frequent first. */
    skippedBecause: z.array(reasonCount),
    failedBecause: z.array(reasonCount),
  }),
});
export type BulkEnrichment = z.infer<typeof bulkEnrichment>;

export const bulkList = z.strictObject({ items: z.array(bulkEnrichment) });

const queueState = z.enum([
  'waiting',
  'processing',
  'retrying',
  'delivering',
  'completed',
  'dead',
  'cancelled',
]);

export const queueItem = z.strictObject({
  id: z.uuid(),
  integrationId: z.uuid(),
  kind: z.enum(['enrich', 'undo']),
  origin: z.string(),
  object: objectType,
  recordId: recordRef.shape.id,
  state: queueState,
  mode: z.enum(['write', 'preview']),
  priority,
  bulkId: z.uuid().nullable(),
  enrichmentId: z.uuid().nullable(),
  attempts: z.int(),
  maxAttempts: z.int(),
  receivedAt: isoDateTime,
  /** When it is worked on next; null when it is over. */
  nextAt: isoDateTime.nullable(),
  finishedAt: isoDateTime.nullable(),
  /** What was in the way last. */
  error: z.strictObject({ code: z.string(), message: z.string() }).nullable(),
  report: queueReport.nullable(),
});
export type QueueItemView = z.infer<typeof queueItem>;

export const queueQuery = z.strictObject({
  integrationId: z.uuid().optional(),
  state: queueState.optional(),
  bulkId: z.uuid().optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  /** From the page before. */
  cursor: z.string().max(200).optional(),
});
export type QueueQuery = z.infer<typeof queueQuery>;

export const queuePage = z.strictObject({
  items: z.array(queueItem),
  nextCursor: z.string().nullable(),
});
export type QueuePage = z.infer<typeof queuePage>;
