import type { ScoringChange, ScoringState } from '../../shared/contract/scoring-model.ts';
import type { Actor } from '../audit/actor.ts';
import type { Tenant } from '../sync/service.ts';

/** How a tenant's records are scored, as its administrators see and decide it. */
export interface ScoringService {
  /** @throws AppError `integration_not_found` */
  read(tenant: Tenant): Promise<ScoringState>;
  /**
   * @returns the state after it
   * @throws AppError `integration_not_found`, `model_not_found`, `model_not_better`, `model_unreadable`
   */
  change(tenant: Tenant, actor: Actor, change: ScoringChange): Promise<ScoringState>;
}
