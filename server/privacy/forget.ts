/** Erasing a record: one transaction for everything in the database, and the mark that it is done. */
import type { RecordRef } from '../../shared/plan/plan.ts';
import type { Runtime } from '../runtime.ts';
import { recordAudit } from '../store/audit-events.ts';
import type { TenantTransaction } from '../store/database.ts';
import { lockSettings, updateSettings } from '../store/organizations.ts';
import { type ErasedRecord, eraseRecord } from '../store/record-erasure.ts';
import type { Tenant } from '../sync/service.ts';

export interface Forgetting {
  readonly record: RecordRef;
  /** When the CRM erased it, or it was asked for. */
  readonly at: Date;
  /** Also keeps the hash of the person's address, so that she is not researched under another record. */
  readonly suppress: boolean;
  /** Hash of the address as the CRM tells it now; null takes the one that it told last. */
  readonly emailHash: string | null;
}

export interface Forgotten extends ErasedRecord {
  readonly suppressed: boolean;
}

/** Erases a record and notes in the history that it was done, naming nobody. Repeating it is harmless. */
export async function forgetRecord(
  trx: TenantTransaction,
  runtime: Runtime,
  tenant: Tenant,
  { record, at, suppress, emailHash }: Forgetting,
): Promise<Forgotten> {
  // First of all: whoever adds to the history holds the organisation a little, too.
  const settings = await lockSettings(trx, tenant.organizationId);
  const erased = await eraseRecord(trx, tenant, record, at);
  const hash = emailHash ?? erased.emailHash;
  const { emailHashes } = settings.suppression;
  const isListed = hash !== null && emailHashes.includes(hash);
  if (suppress && hash !== null && !isListed) {
    const suppression = { ...settings.suppression, emailHashes: [...emailHashes, hash] };
    await updateSettings(trx, tenant.organizationId, { ...settings, suppression });
  }
  const suppressed = isListed || (suppress && hash !== null);
  if (erased.found) {
    await recordAudit(trx, {
      id: runtime.newId(),
      at: runtime.now(),
      ...tenant,
      action: 'record.erased',
      record: { object: record.object, id: null },
      after: { suppressed },
    });
  }
  return { ...erased, suppressed };
}
