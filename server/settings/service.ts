/** What an administrator may see and change of the organisation's enrichment. */
import type { CompleteSettingsUpdate, SettingsState } from '../../shared/contract/settings.ts';
import type { Tenant } from '../sync/service.ts';

export interface SettingsService {
  /**
   * Everything the settings page shows. What the CRM does not tell is left out with a reason.
   * @throws AppError `not_connected`
   */
  read(tenant: Tenant): Promise<SettingsState>;

  /**
   * Replaces the settings; the next enrichment works with them, in every process. Saving what is
   * already saved is no conflict, so a request that HubSpot repeats is answered as the first was.
   * @param crmUserId who saves, as the CRM knows the person
   * @throws InvalidInput `invalid_settings`, with every fault
   * @throws AppError `administrators_only`
   * @throws AppError `settings_changed` when somebody saved since `update.version` was read
   */
  save(tenant: Tenant, crmUserId: string, update: CompleteSettingsUpdate): Promise<SettingsState>;

  /**
   * The account's active owners; none where the CRM does not tell.
   * @throws AppError `not_connected`
   */
  owners(tenant: Tenant): Promise<readonly { readonly id: string; readonly name: string }[]>;

  /**
   * Creates the fields of ours that are missing in the CRM. Simultaneous requests share one repair.
   * @throws AppError `administrators_only`
   * @throws CrmError when the CRM refuses altogether; a single field's refusal stands in the state
   */
  repair(tenant: Tenant, crmUserId: string): Promise<SettingsState>;

  /**
   * For what only administrators may see or do. Where the CRM does not let us know who they are, or
   * takes nothing from us any more, its own door has to do: leaving must be possible then too.
   * @throws AppError `administrators_only`
   * @throws CrmError when the CRM cannot be asked at this moment
   */
  requireAdministrator(tenant: Tenant, crmUserId: string): Promise<void>;
}
