/** What was written to which record: remembered, so that it may be replaced, and told in the history. */
import type { SyncResult } from '../../shared/contract/integrations.ts';
import type { CrmValue } from '../../shared/plan/plan.ts';
import type { Actor } from '../audit/actor.ts';
import type { UpsertedRecord, WrittenField } from '../crm/upsert/entity.ts';
import type { Runtime } from '../runtime.ts';
import { recordAudit } from '../store/audit-events.ts';
import type { TenantTransaction } from '../store/database.ts';
import { rememberAddresses, rememberWritten } from '../store/entity-mappings.ts';
import { emailHash } from '../sync/refusal.ts';
import type { Tenant } from '../sync/service.ts';
import { nameOf } from './knowledge.ts';
import { readEntity } from './read-entity.ts';
import type { SentEntity, Worked } from './work-item.ts';

interface Written {
  readonly actor: Actor;
  readonly syncId: string;
  readonly upserted: UpsertedRecord;
}

export async function noteWritten(
  trx: TenantTransaction,
  runtime: Runtime,
  tenant: Tenant,
  worked: readonly Worked[],
  results: ReadonlyMap<SentEntity, SyncResult>,
): Promise<void> {
  const at = runtime.now();
  for (const { upserted } of distinct(worked, results)) {
    const values = Object.fromEntries(
      upserted.written.flatMap(({ field, after }) => (field === null ? [] : [[field, after]])),
    );
    const { record } = upserted;
    await rememberWritten(trx, tenant, [{ record, values, enrichmentId: null }], at);
  }
  await rememberAddresses(trx, tenant, 'contact', addressesOf(worked));
  await recordAudit(
    trx,
    ...distinct(worked, results).map(({ actor, syncId, upserted }) => ({
      id: runtime.newId(),
      at,
      ...tenant,
      actor,
      action: 'record.synced' as const,
      record: upserted.record,
      runId: syncId,
      before: named(upserted.written, ({ before }) => before),
      after: named(upserted.written, ({ after }) => after),
    })),
  );
}

/** Records that were written to, each once: many contacts may share a company. In the order of all that write memories. */
function distinct(
  worked: readonly Worked[],
  results: ReadonlyMap<SentEntity, SyncResult>,
): Written[] {
  const found = new Map<string, Written>();
  for (const { outcome, sent } of worked) {
    const [first] = sent;
    const syncId = first && results.get(first)?.syncId;
    if (!('record' in outcome) || !first || !syncId) continue;
    const { company } = outcome;
    const parts = [outcome, ...(company && 'record' in company ? [company] : [])];
    for (const upserted of parts.filter(({ written }) => written.length > 0)) {
      const name = nameOf(upserted.record);
      if (!found.has(name)) found.set(name, { actor: first.actor, syncId, upserted });
    }
  }
  return [...found.values()].sort((a, b) => (a.upserted.record.id < b.upserted.record.id ? -1 : 1));
}

function addressesOf(worked: readonly Worked[]): Map<string, string> {
  return new Map(
    worked.flatMap(({ outcome, sent }) => {
      const [first] = sent;
      if (!('record' in outcome) || outcome.record.object !== 'contact' || !first) return [];
      const { email } = readEntity(first.entity);
      return email === null ? [] : [[outcome.record.id, emailHash(email)]];
    }),
  );
}

function named(
  written: readonly WrittenField[],
  value: (field: WrittenField) => CrmValue,
): Record<string, CrmValue> {
  return Object.fromEntries(written.map((one) => [one.field ?? one.label, value(one)]));
}
