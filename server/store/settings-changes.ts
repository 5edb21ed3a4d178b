/** Who changed an organisation's settings, and how. Rows are added and never changed. */
import type { TenantTransaction } from './database.ts';
import { toJsonb } from './json.ts';

export interface SettingsChange {
  readonly id: string;
  readonly organizationId: string;
  readonly integrationId: string;
  readonly crmUserId: string;
  readonly changedAt: Date;
  /** Only what differs, without anything personal. */
  readonly before: object;
  readonly after: object;
}

export async function addSettingsChange(
  trx: TenantTransaction,
  change: SettingsChange,
): Promise<void> {
  await trx
    .insertInto('settings_changes')
    .values({
      id: change.id,
      organization_id: change.organizationId,
      integration_id: change.integrationId,
      crm_user_id: change.crmUserId,
      changed_at: change.changedAt,
      before: toJsonb(change.before),
      after: toJsonb(change.after),
    })
    .execute();
}
