/** What routes, command line and (later) workers may ask of the orchestration. */
import type { EnrichmentSummary, Progress } from '../../shared/contract/api.ts';
import type { ActionTask, CardState, RunProgress } from '../../shared/contract/card.ts';
import type { Enrichment, EnrichRequest, UndoReport } from '../../shared/contract/v1.ts';
import type { Language } from '../../shared/language/language.ts';
import type { ObjectType, RecordRef } from '../../shared/plan/plan.ts';

/** Whose data, and through which connection. Taken from authenticated data, never from a body. */
export interface Tenant {
  readonly organizationId: string;
  readonly integrationId: string;
}

/** Somebody who works in the CRM, as the CRM itself named her. */
export interface Person {
  /** Id of the user account, which is not the owner id. */
  readonly userId: string;
  /** Null where the CRM does not say. */
  readonly email: string | null;
}

export interface WatchOptions {
  /** How many changes the asker knows already. */
  readonly seen: number;
  /** How long to wait for more, in milliseconds. */
  readonly waitMs: number;
}

export type OnProgress = (progress: Progress) => void;

export interface SyncService extends CardService {
  /**
   * Enriches one record and answers with everything the card shows. Simultaneous requests for one
   * record share one run.
   * @throws AppError
   */
  enrich(tenant: Tenant, request: EnrichRequest, onProgress?: OnProgress): Promise<Enrichment>;

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
  apply(tenant: Tenant, enrichmentId: string, onProgress?: OnProgress): Promise<Enrichment>;

  /** Drops a preview. */
  discard(tenant: Tenant, enrichmentId: string): Promise<Enrichment>;

  /** Restores what this run wrote where nobody changed it since. Repeating it is harmless. */
  undo(tenant: Tenant, enrichmentId: string, onProgress?: OnProgress): Promise<UndoReport>;
}

/** What a card on a record asks besides. None of it but `createActionTask` calls the CRM. */
export interface CardService {
  /**
   * Everything the card on a record shows.
   * @param language of who looks at it; without one, the words are those that stand in the CRM
   */
  card(tenant: Tenant, record: RecordRef, language?: Language | null): Promise<CardState>;

  /**
   * How far a run of the record is, as soon as there is more than was seen; null once it has ended.
   * @throws AppError `enrichment_not_found` when it is no run of this record; what an undo, a task or
   *   an apply failed with before it changed anything
   */
  watch(
    tenant: Tenant,
    record: RecordRef,
    runId: string,
    options: WatchOptions,
  ): Promise<RunProgress | null>;

  /** What is under way on the record, whoever started it; null when nothing is. */
  underWay(tenant: Tenant, record: RecordRef): Promise<RunProgress | null>;

  /** @throws AppError `enrichment_not_found` unless the run is one of this record */
  requireRun(tenant: Tenant, record: RecordRef, runId: string): Promise<void>;

  /**
   * Creates the task for a next action of an enrichment of the record, or finds it created already.
   * @throws AppError
   */
  createActionTask(
    tenant: Tenant,
    record: RecordRef,
    asked: ActionTaskRequest,
    onProgress?: OnProgress,
  ): Promise<ActionTask>;
}

export interface ActionTaskRequest {
  readonly enrichmentId: string;
  readonly actionId: string;
  /** Who asks; gets the task when the record belongs to nobody. */
  readonly person: Person | null;
}
