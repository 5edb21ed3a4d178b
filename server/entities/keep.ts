/** Keeps what became of a turn, in one transaction: mapping, memory, history, and work to be done. */
import type { SyncResult } from '../../shared/contract/integrations.ts';
import { actingAs } from '../audit/actor.ts';
import type { UpsertOutcome } from '../crm/upsert/entity.ts';
import { entitiesOfRecords, type KnownEntity, keepEntities } from '../store/crm-entities.ts';
import type { TenantTransaction } from '../store/database.ts';
import { addSyncs } from '../store/sync-history.ts';
import { enqueue } from '../store/sync-queue.ts';
import type { SyncDependencies } from '../sync/dependencies.ts';
import { recordErased } from '../sync/errors.ts';
import type { Tenant } from '../sync/service.ts';
import { memoriesOf, nameOf } from './knowledge.ts';
import { noteWritten } from './note-written.ts';
import { resultOf, tellingOf } from './tell.ts';
import { entityKey, type SentEntity, type Worked } from './work-item.ts';

/** How many other ids of a record its sender is told of. */
const namesakesAtMost = 3;
/** An enrichment that could not be done for a day is given up. */
const expiryMs = 86_400_000;
/** Of the queue's 1 to 10. */
const priorities = { low: 2, normal: 5, high: 8 } as const;

type KeepDependencies = Pick<SyncDependencies, 'database' | 'runtime'>;

export async function keep(
  { database, runtime }: KeepDependencies,
  tenant: Tenant,
  all: readonly Worked[],
): Promise<Map<SentEntity, SyncResult>> {
  const now = runtime.now();
  return database.withOrganization(tenant.organizationId, async (trx) => {
    const erased = await erasedMeanwhile(trx, tenant, all);
    const worked = all.map((one) => (erased.has(recordNameOf(one.outcome)) ? refused(one) : one));
    await keepEntities(trx, tenant, worked.flatMap(entitiesOf), now);
    const namesakes = await namesakesOf(trx, tenant, worked);
    const results = new Map<SentEntity, SyncResult>();
    for (const one of worked) {
      const told = tellingOf(one, namesakes.get(one) ?? []);
      const ids = one.sent.map(() => runtime.newId());
      const record = 'record' in one.outcome ? one.outcome.record : null;
      await addSyncs(
        trx,
        tenant,
        one.sent.map(({ entity, actor, receivedAt }, index) => ({
          id: ids[index] ?? '',
          record: record ?? { object: entity.entityType, id: entity.entityId },
          status: told.status,
          request: {
            entityType: entity.entityType,
            entityId: entity.entityId,
            skipEnrichment: entity.skipEnrichment,
            priority: entity.priority,
          },
          actor,
          error: told.error,
          startedAt: receivedAt,
          finishedAt: now,
        })),
      );
      for (const [index, sent] of one.sent.entries()) {
        results.set(sent, resultOf(one, told, ids[index] ?? '', index));
      }
      await queueEnrichment(trx, tenant, runtime.newId(), one, ids[0] ?? '', now);
    }
    await noteWritten(trx, runtime, tenant, worked, results);
    return results;
  });
}

/** Of somebody who was erased while the CRM was asked, nothing is kept. */
async function erasedMeanwhile(
  trx: TenantTransaction,
  tenant: Tenant,
  all: readonly Worked[],
): Promise<ReadonlySet<string>> {
  const records = all.flatMap(({ outcome }) => ('record' in outcome ? [outcome.record] : []));
  const memories = await memoriesOf(trx, tenant, records);
  return new Set([...memories].flatMap(([name, { life }]) => (life === 'erased' ? [name] : [])));
}

function recordNameOf(outcome: UpsertOutcome): string {
  return 'record' in outcome ? nameOf(outcome.record) : '';
}

function refused(one: Worked): Worked {
  return { ...one, outcome: { status: 'failed', error: recordErased() } };
}

function entitiesOf({ outcome, sent }: Worked): KnownEntity[] {
  const [first] = sent;
  if (!('record' in outcome) || !first) return [];
  const { entityType, entityId } = first.entity;
  return [{ entityType, entityId, record: outcome.record }];
}

async function namesakesOf(
  trx: TenantTransaction,
  tenant: Tenant,
  worked: readonly Worked[],
): Promise<Map<Worked, KnownEntity[]>> {
  const records = worked.flatMap(({ outcome }) => ('record' in outcome ? [outcome.record] : []));
  const byRecord = Map.groupBy(await entitiesOfRecords(trx, tenant, records), ({ record }) =>
    nameOf(record),
  );
  return new Map(
    worked.map((one) => {
      const [self] = entitiesOf(one);
      const same = byRecord.get(recordNameOf(one.outcome)) ?? [];
      const others = same.filter((other) => self && entityKey(other) !== entityKey(self));
      return [one, others.slice(0, namesakesAtMost)];
    }),
  );
}

/** One for all who sent the same, as urgent as the most urgent of them. */
async function queueEnrichment(
  trx: TenantTransaction,
  tenant: Tenant,
  id: string,
  { outcome, sent }: Worked,
  syncId: string,
  now: Date,
): Promise<void> {
  const [first, ...more] = sent.filter(({ entity }) => !entity.skipEnrichment);
  if (!('record' in outcome) || !first) return;
  const priority = Math.max(...[first, ...more].map(({ entity }) => priorities[entity.priority]));
  const execution = {
    id,
    callbackId: `api-${syncId}`,
    origin: 'api',
    record: outcome.record,
    mode: 'write',
    refresh: false,
    priority,
    receivedAt: now,
    expiresAt: new Date(now.getTime() + expiryMs),
  } as const;
  await actingAs(first.actor, () => enqueue(trx, tenant, [execution]));
}
