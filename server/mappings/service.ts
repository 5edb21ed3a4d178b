/** Where an organisation's oppSpot fields go in its CRM, for the administrators who decide it. */
import type { z } from 'zod';
import type {
  CrmField,
  MappingsPreview,
  MappingsState,
  MappingsUpdate,
  mappingsPreviewRequest,
} from '../../shared/contract/mappings.ts';
import type { ObjectType } from '../../shared/plan/plan.ts';
import type { Actor } from '../audit/actor.ts';
import type { Tenant } from '../sync/service.ts';

export type MappingsPreviewRequest = z.output<typeof mappingsPreviewRequest>;

export interface MappingsService {
  /**
   * The fields that a mapping may name, of one object or of all, by object and label.
   * @throws AppError `not_connected`
   * @throws CrmError when the CRM does not tell
   */
  fields(tenant: Tenant, object?: ObjectType): Promise<CrmField[]>;

  /** @throws AppError `not_connected` */
  read(tenant: Tenant): Promise<MappingsState>;

  /**
   * Replaces all mappings; the next enrichment works with them, in every process. Saving what is
   * already saved is no conflict.
   * @param actor who saves, for the history
   * @throws InvalidInput `invalid_mappings`, with every fault
   * @throws AppError `mappings_changed` when somebody saved since `update.version` was read
   * @throws CrmError when the CRM does not tell its fields
   */
  save(tenant: Tenant, actor: Actor, update: MappingsUpdate): Promise<MappingsState>;

  /**
   * What these mappings would write to a record as it is now, from what its last enrichment found.
   * Mappings of other objects are checked and not shown.
   * @throws InvalidInput `invalid_mappings`, with every fault
   * @throws AppError `never_enriched`
   * @throws CrmError when the record or the fields cannot be read
   */
  preview(tenant: Tenant, request: MappingsPreviewRequest): Promise<MappingsPreview>;
}
