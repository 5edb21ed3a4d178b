/** A bulk enrichment and items of the queue as people are told of them. */
import type { BulkEnrichment, QueueItemView } from '../../shared/contract/bulk.ts';
import type { Bulk, BulkCounts } from '../store/bulk-enrichments.ts';
import type { QueueRow } from '../store/queue-list.ts';

const iso = (at: Date | null) => at?.toISOString() ?? null;

/** @param pausedUntil nothing of its connection is worked on before */
export function bulkView(
  bulk: Bulk,
  counts: BulkCounts,
  pausedUntil: Date | null,
  now: Date,
): BulkEnrichment {
  const isOpen = bulk.finishedAt === null;
  const perMinute = isOpen ? rateOf(bulk, counts, now) : null;
  const left = counts.waiting + counts.processing + uncollected(bulk);
  const because = (wanted: 'skipped' | 'failed') =>
    counts.reasons.flatMap(({ status, reason, records }) =>
      status === wanted ? [{ reason, records }] : [],
    );
  return {
    id: bulk.id,
    integrationId: bulk.integrationId,
    kind: bulk.kind,
    object: bulk.object,
    selection: bulk.selection,
    mode: bulk.mode,
    state: bulk.state,
    priority: bulk.priority,
    scheduledFor: bulk.scheduledFor.toISOString(),
    createdAt: bulk.createdAt.toISOString(),
    finishedAt: iso(bulk.finishedAt),
    undoOf: bulk.undoOf,
    error: bulk.error,
    progress: {
      total: bulk.total,
      expected: bulk.expected,
      waiting: counts.waiting,
      processing: counts.processing,
      done: counts.done,
      perMinute,
      secondsLeft: perMinute ? Math.ceil((left / perMinute) * 60) : null,
      pausedUntil: isOpen && pausedUntil && pausedUntil > now ? iso(pausedUntil) : null,
    },
    result: {
      written: counts.written,
      unchanged: counts.unchanged,
      fields: counts.fields,
      tasks: counts.tasks,
      deals: counts.deals,
      skipped: counts.skipped,
      failed: counts.failed,
      cancelled: counts.cancelled,
      skippedBecause: because('skipped'),
      failedBecause: because('failed'),
    },
  };
}

const uncollected = ({ state, expected, total }: Bulk) =>
  state === 'collecting' ? Math.max(0, (expected ?? total) - total) : 0;

/** Of the last minute, or of as much of it as there was. */
function rateOf(bulk: Bulk, { doneLastMinute }: BulkCounts, now: Date): number | null {
  const begun = Math.max(bulk.createdAt.getTime(), bulk.scheduledFor.getTime());
  const minutes = Math.min(1, (now.getTime() - begun) / 60_000);
  if (doneLastMinute === 0 || minutes <= 0) return null;
  return Math.round(doneLastMinute / minutes);
}

export function itemView(row: QueueRow): QueueItemView {
  return {
    id: row.id,
    integrationId: row.integration_id,
    kind: row.kind,
    origin: row.origin,
    object: row.object_type,
    recordId: row.record_id,
    state: row.state,
    mode: row.mode,
    priority: row.priority,
    bulkId: row.bulk_id,
    enrichmentId: row.enrichment_id,
    attempts: row.attempts,
    maxAttempts: row.max_attempts,
    receivedAt: row.received_at.toISOString(),
    nextAt: row.done_at === null && row.worker === null ? row.due_at.toISOString() : null,
    finishedAt: iso(row.done_at),
    error:
      row.error_code === null ? null : { code: row.error_code, message: row.error_message ?? '' },
    report: row.report,
  };
}
