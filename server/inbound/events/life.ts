/** What becomes of our data when a record is deleted, restored, merged or erased in the CRM. */
import type { RecordRef } from '../../../shared/plan/plan.ts';
import { forgetRecord } from '../../privacy/forget.ts';
import type { Runtime } from '../../runtime.ts';
import type { TenantTransaction } from '../../store/database.ts';
import { discardPreviews, recordMemories, setLife } from '../../store/record-life.ts';
import { anyActive, mergeRecords, survivorOf } from '../../store/record-merge.ts';
import type { StoredEvent } from '../../store/webhook-events.ts';
import { enrichmentInProgress } from '../../sync/errors.ts';
import type { Tenant } from '../../sync/service.ts';

export function isAboutLife({ kind }: StoredEvent): boolean {
  return kind !== 'created' && kind !== 'changed';
}

/**
 * In any order, and again and again: the end is the same.
 * @throws AppError `enrichment_in_progress` when a merge has to wait for a run to end
 */
export async function followLife(
  trx: TenantTransaction,
  runtime: Runtime,
  tenant: Tenant,
  event: StoredEvent,
): Promise<void> {
  const { kind, record, occurredAt } = event;
  if (kind === 'erased') await forget(trx, runtime, tenant, record, occurredAt);
  if (kind === 'merged') await followMerge(trx, runtime, tenant, event);
  if (kind === 'restored') await setLife(trx, tenant, record, 'live', occurredAt);
  if (kind === 'deleted') {
    const isNews = await setLife(trx, tenant, record, 'deleted', occurredAt);
    if (isNews) await discardPreviews(trx, tenant, record.object, [record.id]);
  }
}

/** The CRM keeps an erased person from coming back by her address, and so do we. */
async function forget(
  trx: TenantTransaction,
  runtime: Runtime,
  tenant: Tenant,
  record: RecordRef,
  at: Date,
): Promise<void> {
  await forgetRecord(trx, runtime, tenant, { record, at, suppress: true, emailHash: null });
}

async function followMerge(
  trx: TenantTransaction,
  runtime: Runtime,
  tenant: Tenant,
  { record, absorbedIds, occurredAt }: StoredEvent,
): Promise<void> {
  const { object } = record;
  const survivor = await survivorOf(trx, tenant, record);
  const memories = await recordMemories(trx, tenant, object, absorbedIds);
  // What was merged before lives on elsewhere already, and of the erased there is nothing to move.
  const moving = absorbedIds.filter((id) => {
    const life = memories.get(id)?.life;
    return id !== survivor.record.id && life !== 'merged' && life !== 'erased';
  });
  if (moving.length === 0) return;
  if (survivor.life === 'erased') {
    for (const id of moving) await forget(trx, runtime, tenant, { object, id }, occurredAt);
    return;
  }
  if (await anyActive(trx, tenant, object, [survivor.record.id, ...moving])) {
    throw enrichmentInProgress();
  }
  await mergeRecords(trx, tenant, survivor.record, moving, occurredAt);
}
