/** What we hold on a record, and its erasure. */
import type { HeldRecord } from '../../shared/contract/privacy.ts';
import type { RecordRef } from '../../shared/plan/plan.ts';
import type { Actor } from '../audit/actor.ts';
import type { Tenant } from '../sync/service.ts';

export interface EraseOptions {
  /** Also keeps the hash of the person's address, so that she is not researched under another record. */
  readonly suppress: boolean;
}

export interface Erased {
  /** False when there was nothing; the record stays barred all the same. */
  readonly erased: boolean;
  /** Whether the hash of the person's address is on the suppression list now. */
  readonly suppressed: boolean;
  /** What stays, and why: sentences. */
  readonly kept: readonly string[];
}

export interface PrivacyService {
  /**
   * Everything that we keep on a record and where it came from.
   * @throws AppError `integration_not_found`
   */
  held(tenant: Tenant, record: RecordRef): Promise<HeldRecord>;

  /**
   * Erases every copy and every text made of it, also where the CRM cannot be asked any more. Runs of
   * the record that are under way write nothing more. Repeating it is harmless.
   * @throws AppError `integration_not_found`
   */
  erase(tenant: Tenant, actor: Actor, record: RecordRef, options: EraseOptions): Promise<Erased>;
}
