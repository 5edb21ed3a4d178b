/** What routes, command line and (later) workers may ask of the orchestration. */
import type { EnrichmentSummary, Progress } from '../../shared/contract/api.ts';
import type { Enrichment, EnrichRequest, UndoReport } from '../../shared/contract/v1.ts';
import type { ObjectType } from '../../shared/plan/plan.ts';

/** Whose data, and through which connection. Taken from authenticated data, never from a body. */
export interface Tenant {
  readonly organizationId: string;
  readonly integrationId: string;
}

export interface SyncService {
  /**
   * Enriches one record and answers with everything the card shows. Simultaneous requests for one
   * record share one run.
   * @throws AppError
   */
  enrich(
    tenant: Tenant,
    request: EnrichRequest,
    onProgress?: (progress: Progress) => void,
  ): Promise<Enrichment>;

  /**
   * @throws AppError `enrichment_not_found`
   * @throws AppError `enrichment_running` while the run has no result yet
   */
  get(tenant: Tenant, enrichmentId: string): Promise<Enrichment>;

  /** Newest first. */
  list(
    tenant: Tenant,
    filter: { object?: ObjectType; recordId?: string; limit: number },
  ): Promise<EnrichmentSummary[]>;

  /**
   * Writes a previewed plan exactly as it was shown.
   * @throws AppError `record_changed` when the record is no longer what the plan was decided on
   */
  apply(tenant: Tenant, enrichmentId: string): Promise<Enrichment>;

  /** Drops a preview. */
  discard(tenant: Tenant, enrichmentId: string): Promise<Enrichment>;

  /** Restores what this run wrote where nobody changed it since. Repeating it is harmless. */
  undo(tenant: Tenant, enrichmentId: string): Promise<UndoReport>;
}
