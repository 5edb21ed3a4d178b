/**
 * What a card on a CRM record asks and is told. One answer holds everything the card shows, so that
 * it paints once. Fields may be added; none is renamed or removed within a version.
 */
import { z } from 'zod';
import { isoDateTime } from '../evidence/evidence.ts';
import { recordRef } from '../plan/plan.ts';
import { cardError } from './answer.ts';
import { progressStep } from './api.ts';
import { contractVersion, enrichment, enrichmentStatus, enrichRequest, undoReport } from './v1.ts';

/** What a person starts from the card. The key makes HubSpot's own repetition of a call harmless. */
export const cardEnrichRequest = z.strictObject({
  mode: enrichRequest.shape.mode,
  refresh: enrichRequest.shape.refresh,
  pick: enrichRequest.shape.pick,
  idempotencyKey: enrichRequest.shape.idempotencyKey.unwrap().unwrap(),
});
export type CardEnrichRequest = z.input<typeof cardEnrichRequest>;

/** Asks for a follow-up task for one of the suggested next actions. */
export const cardTaskRequest = z.strictObject({ actionId: z.string().min(1).max(200) });

export const runStep = z.strictObject({
  step: progressStep,
  /** A provider's id while `step` is `research`. */
  provider: z.string().nullable(),
  state: z.enum(['started', 'done', 'failed']),
  /** What a person reads: "Reading from HubSpot", or the provider's name. */
  message: z.string(),
});
export type RunStep = z.infer<typeof runStep>;

/** Something under way on the record. */
export const runProgress = z.strictObject({
  runId: z.string(),
  operation: z.enum(['enrich', 'preview', 'apply', 'undo', 'task']),
  startedAt: isoDateTime,
  /** Every step so far with its latest state, in the order they began. Empty when another process works on it. */
  steps: z.array(runStep),
  /** Sent along with the next question, which is answered as soon as there is more than this. */
  seen: z.int().min(0),
  /** Milliseconds to wait before asking again; 0 where the server holds the question itself. */
  pollAfterMs: z.int().min(0),
});
export type RunProgress = z.infer<typeof runProgress>;

/** A task that a person created from a next action. */
export const actionTask = z.strictObject({
  /** The run that wrote it; names it for undo. */
  runId: z.string(),
  actionId: z.string(),
  status: z.enum(['written', 'pending', 'failed', 'undone']),
  taskId: z.string().nullable(),
  subject: z.string(),
  url: z.string().nullable(),
  /** Why it failed; null otherwise. */
  error: z.string().nullable(),
});
export type ActionTask = z.infer<typeof actionTask>;

export const scorePoint = z.strictObject({
  enrichmentId: z.string(),
  at: isoDateTime,
  /** 0–100; null when it was unknown then. */
  score: z.int().min(0).max(100).nullable(),
  status: enrichmentStatus,
});
export type ScorePoint = z.infer<typeof scorePoint>;

export const cardState = z.strictObject({
  contractVersion: z.literal(contractVersion),
  record: recordRef,
  connection: z.strictObject({
    status: z.enum(['connected', 'needs_reauthorisation']),
    /** What an admin has to do; null while all is well. */
    message: z.string().nullable(),
  }),
  /** The newest run that was meant to be written and stands; the newest of all where each was undone; null before the first. */
  latest: enrichment.nullable(),
  /** A preview that waits to be applied or discarded, newer than `latest`. */
  preview: enrichment.nullable(),
  /** What became of the newest undo of `latest` or of a run after it; null while none was undone. */
  undo: undoReport.nullable(),
  /** Why the newest run decided nothing; null when it did. */
  failure: z.strictObject({ error: cardError, at: isoDateTime }).nullable(),
  /** How old `latest` is, in whole days, and whether the tenant calls that stale; null without `latest`. */
  freshness: z
    .strictObject({
      ageDays: z.int().min(0),
      staleAfterDays: z.int().min(1),
      isStale: z.boolean(),
    })
    .nullable(),
  /** Scores of runs that were written, oldest first; the newest thirty. */
  history: z.array(scorePoint).max(30),
  /** Tasks created from the next actions of `latest`. */
  tasks: z.array(actionTask),
  /** What the tenant or the connection keeps from working, in sentences; empty when nothing. */
  limits: z.array(z.strictObject({ code: z.string(), message: z.string() })),
  /** What is under way on this record, whoever started it; null when nothing is. */
  running: runProgress.nullable(),
});
export type CardState = z.infer<typeof cardState>;

/** Who may own records, for names in place of ids. */
export const cardOwners = z.strictObject({
  owners: z.array(z.strictObject({ id: z.string(), name: z.string() })),
});
export type CardOwners = z.infer<typeof cardOwners>;

/** The answer to everything that starts or watches a run. */
export const runAnswer = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('running'), progress: runProgress }),
  z.strictObject({ state: z.literal('ended'), card: cardState }),
]);
export type RunAnswer = z.infer<typeof runAnswer>;
