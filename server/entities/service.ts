/** Contacts and companies that integrators send by data, and the history of all that was synchronised. */
import type {
  SyncEntity,
  SyncHistory,
  SyncHistoryQuery,
  SyncResult,
} from '../../shared/contract/integrations.ts';
import type { Actor } from '../audit/actor.ts';
import type { Tenant } from '../sync/service.ts';

export interface EntitiesService {
  /**
   * Creates or updates the CRM record of each entity, and takes it in for enrichment unless that is to
   * be skipped. The same entity is the same record for ever; sending it again makes no second one,
   * whatever happened to the first attempt.
   * @returns one for each entity, in the same order
   * @throws AppError when the connection cannot be used, or nothing could be kept: then what the CRM
   *   did is found when it is sent again
   */
  sync(tenant: Tenant, actor: Actor, entities: readonly SyncEntity[]): Promise<SyncResult[]>;

  /** Newest first, over all connections or one. @throws AppError `cursor_unusable` */
  history(organizationId: string, query: SyncHistoryQuery): Promise<SyncHistory>;
}
