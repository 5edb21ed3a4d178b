/** What a command needs of the place where it works. */
import type { Progress } from '../../shared/contract/api.ts';
import type {
  BulkEnrichment,
  BulkRequestInput,
  QueueItemView,
  QueuePage,
  QueueQuery,
} from '../../shared/contract/bulk.ts';
import type { Enrichment, EnrichRequestInput, UndoReport } from '../../shared/contract/v1.ts';

export interface CommandTarget {
  enrich(
    request: EnrichRequestInput,
    onProgress: (progress: Progress) => void,
  ): Promise<Enrichment>;
  undo(enrichmentId: string): Promise<UndoReport>;
  readonly bulk: BulkTarget;
  close(): Promise<void>;
}

/** Many records at once, and the queue they go through. */
export interface BulkTarget {
  start(request: BulkRequestInput): Promise<BulkEnrichment>;
  get(bulkId: string): Promise<BulkEnrichment>;
  /** Tells how it stands now and whenever that has changed, until it has ended or nobody listens. */
  watch(bulkId: string, signal: AbortSignal): AsyncIterable<BulkEnrichment>;
  /**
   * Stops following it. Null where it goes on without us; otherwise it is cancelled, what is under way
   * ends, and how it stands then is the answer.
   */
  leave(bulkId: string): Promise<BulkEnrichment | null>;
  cancel(bulkId: string): Promise<BulkEnrichment>;
  /** Puts its dead letters back. */
  retry(bulkId: string): Promise<BulkEnrichment>;
  undo(bulkId: string): Promise<BulkEnrichment>;
  queue(query: QueueQuery): Promise<QueuePage>;
  retryItem(itemId: string): Promise<QueueItemView>;
  cancelItem(itemId: string): Promise<QueueItemView>;
}
