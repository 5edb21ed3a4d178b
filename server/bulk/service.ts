/** What routes, the command line and settings pages may ask about many records at once. */
import type {
  BulkEnrichment,
  BulkRequest,
  QueueItemView,
  QueuePage,
  QueueQuery,
} from '../../shared/contract/bulk.ts';
import type { BulkOrigin } from '../store/tables/queue.ts';
import type { Tenant } from '../sync/service.ts';

/** Whose queue is looked at: one connection's, or with null all of the organisation's. */
export interface BulkOwner {
  readonly organizationId: string;
  readonly integrationId: string | null;
}

export interface StartOptions {
  readonly origin: BulkOrigin;
  /** The same key again finds what was started. */
  readonly idempotencyKey: string | null;
}

export interface BulkService {
  /**
   * Accepts it; its records are looked up and enriched afterwards.
   * @throws AppError `integration_not_found`, `not_connected`, `bulk_not_found` (that its
   *   selection names), `idempotency_key_reused`
   */
  start(
    tenant: Tenant,
    request: Omit<BulkRequest, 'integrationId'>,
    options: StartOptions,
  ): Promise<BulkEnrichment>;

  /** @throws AppError `bulk_not_found` */
  get(owner: BulkOwner, bulkId: string): Promise<BulkEnrichment>;

  /** Newest first. */
  list(owner: BulkOwner, limit: number): Promise<BulkEnrichment[]>;

  /**
   * Tells how it stands now and whenever that has changed, until it has ended or nobody listens.
   * @throws AppError `bulk_not_found`
   */
  watch(owner: BulkOwner, bulkId: string, signal: AbortSignal): AsyncGenerator<BulkEnrichment>;

  /**
   * Takes what nobody works on yet out of the queue; what is under way ends.
   * @throws AppError `bulk_not_found`
   */
  cancel(owner: BulkOwner, bulkId: string): Promise<BulkEnrichment>;

  /** Puts its dead letters back into the queue. @throws AppError `bulk_not_found` */
  retry(owner: BulkOwner, bulkId: string): Promise<BulkEnrichment>;

  /**
   * Starts to take back what it wrote; asking again finds the same undo.
   * @throws AppError `bulk_not_found`, `bulk_running`, `nothing_to_undo`
   */
  undo(owner: BulkOwner, bulkId: string): Promise<BulkEnrichment>;

  /** A page of the queue, newest first. @throws AppError `cursor_unusable` */
  queue(owner: BulkOwner, query: QueueQuery): Promise<QueuePage>;

  /** Puts one dead letter back. @throws AppError `queue_item_not_found`, `not_dead` */
  retryItem(owner: BulkOwner, itemId: string): Promise<QueueItemView>;

  /** @throws AppError `queue_item_not_found`, `not_waiting` */
  cancelItem(owner: BulkOwner, itemId: string): Promise<QueueItemView>;
}
