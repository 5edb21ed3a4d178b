/**
 * What the HTTP API says besides an enrichment: progress, lists, "still running" and problems.
 * Fields may be added; none is renamed or removed within a version.
 */
import { z } from 'zod';
import { isoDateTime } from '../evidence/evidence.ts';
import { objectType, recordRef } from '../plan/plan.ts';
import { contractVersion, enrichmentStatus } from './v1.ts';

export const progressStep = z.enum(['read', 'research', 'decide', 'plan', 'apply', 'journal']);

export const progress = z.strictObject({
  /** The run it belongs to; null only before the run has an id. */
  enrichmentId: z.string().nullable(),
  step: progressStep,
  /** A provider's id while `step` is `research`. */
  provider: z.string().nullable(),
  state: z.enum(['started', 'done', 'failed']),
  message: z.string(),
});
export type Progress = z.infer<typeof progress>;

/** The answer to a caller who did not want to wait any longer: the run goes on. */
export const enrichmentRunning = z.strictObject({
  contractVersion: z.literal(contractVersion),
  id: z.string(),
  status: z.literal('running'),
  /** Where the result will be. */
  url: z.url(),
});
export type EnrichmentRunning = z.infer<typeof enrichmentRunning>;

export const enrichmentSummary = z.strictObject({
  id: z.string(),
  object: objectType,
  recordId: recordRef.shape.id,
  status: enrichmentStatus,
  score: z.number().nullable(),
  startedAt: isoDateTime,
  durationMs: z.number().nullable(),
  errorCode: z.string().nullable(),
});
export type EnrichmentSummary = z.infer<typeof enrichmentSummary>;

export const enrichmentList = z.strictObject({
  contractVersion: z.literal(contractVersion),
  /** Newest first. */
  items: z.array(enrichmentSummary),
});
export type EnrichmentList = z.infer<typeof enrichmentList>;

/** Problem details, media type `application/problem+json` (https://www.rfc-editor.org/rfc/rfc9457). */
export const problemDocument = z.strictObject({
  /** `about:blank`: `code` tells problems of one status apart. */
  type: z.literal('about:blank'),
  /** The HTTP status in words. */
  title: z.string(),
  status: z.int().min(400).max(599),
  /** A plain sentence: what happened and what to do next. */
  detail: z.string(),
  /** Stable, for programs. */
  code: z.string(),
  /** The same request may succeed later without anybody changing anything. */
  retryable: z.boolean(),
  /** What support asks for; the same as the `X-Request-Id` header. */
  requestId: z.string(),
  /** Every fault of the input; empty when it is not about the input. */
  errors: z.array(
    z.strictObject({
      /** Where the value stood; `crm` when the CRM refused it. */
      in: z.enum(['path', 'query', 'body', 'crm']),
      /** Dotted path of the field; null when the whole part is meant. */
      field: z.string().nullable(),
      message: z.string(),
    }),
  ),
});
export type ProblemDocument = z.infer<typeof problemDocument>;
