/** What a bulk enrichment looks like that nobody ran. */
import type { BulkEnrichment } from '../../shared/contract/bulk.ts';

/** One that a fake service could tell of. */
export function bulkFor(over: Partial<BulkEnrichment> = {}): BulkEnrichment {
  const at = '2026-11-27T08:00:00.000Z';
  return {
    id: '6f1d8a4e-0c8e-4f5c-9d7a-3b2f1c0a9e11',
    integrationId: '6f1d8a4e-0c8e-4f5c-9d7a-3b2f1c0a9e12',
    kind: 'enrich',
    object: 'contact',
    selection: { kind: 'records', recordIds: ['1001'] },
    mode: 'write',
    state: 'collecting',
    priority: 3,
    scheduledFor: at,
    createdAt: at,
    finishedAt: null,
    undoOf: null,
    error: null,
    progress: {
      total: 1,
      expected: 1,
      waiting: 1,
      processing: 0,
      done: 0,
      perMinute: null,
      secondsLeft: null,
      pausedUntil: null,
    },
    result: {
      written: 0,
      unchanged: 0,
      fields: 0,
      tasks: 0,
      deals: 0,
      skipped: 0,
      failed: 0,
      cancelled: 0,
      skippedBecause: [],
      failedBecause: [],
    },
    ...over,
  };
}
