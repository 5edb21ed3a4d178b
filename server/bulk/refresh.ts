/** Enriches records again whose enrichment has become stale, where their tenant wants that. */
import { actingAs } from '../audit/actor.ts';
import type { Jobs } from '../jobs/jobs.ts';
import type { Runtime } from '../runtime.ts';
import type { Database } from '../store/database.ts';
import { takeOfDay } from '../store/freshness.ts';
import { getSettings } from '../store/organizations.ts';
import { findConnected, findStale } from '../store/stale-records.ts';
import { enqueue } from '../store/sync-queue.ts';
import type { Tenant } from '../sync/service.ts';

export interface RefreshDependencies {
  readonly database: Database;
  readonly jobs: Jobs;
  readonly runtime: Runtime;
}

/** Of one connection and look: what came in once comes back spread over hours, not at once. */
const RECORDS_AT_ONCE = 500;
const DAY_MS = 86_400_000;
/** After everything that somebody asked for. */
const LAST = 1;

const system = { kind: 'system', id: null, source: 'job', ip: null } as const;

/** Puts what is stale into the queue. @returns how many records */
export async function refreshStale(
  deps: RefreshDependencies,
  signal: AbortSignal,
): Promise<number> {
  let queued = 0;
  for (const tenant of await deps.database.asSystem((trx) => findConnected(trx))) {
    if (signal.aborted) break;
    queued += await actingAs(system, () => refreshOf(deps, tenant));
  }
  return queued;
}

async function refreshOf(
  { database, jobs, runtime }: RefreshDependencies,
  tenant: Tenant,
): Promise<number> {
  const now = runtime.now();
  return database.withOrganization(tenant.organizationId, async (trx) => {
    const settings = await getSettings(trx, tenant.organizationId);
    if (!settings?.freshness.refresh) return 0;
    const before = new Date(now.getTime() - settings.freshness.staleAfterDays * DAY_MS);
    const found = await findStale(trx, tenant, before, RECORDS_AT_ONCE);
    const left = await takeOfDay(trx, tenant, 'enrichments', {
      day: now.toISOString().slice(0, 10),
      wanted: found.length,
      quota: settings.freshness.enrichmentsPerDay,
    });
    const items = found.slice(0, left).map(({ record, lastEnrichedAt }) => ({
      id: runtime.newId(),
      callbackId: `refresh-${record.object}-${record.id}-${lastEnrichedAt.getTime()}`,
      origin: 'refresh' as const,
      record,
      mode: 'write' as const,
      refresh: false,
      priority: LAST,
      receivedAt: now,
      expiresAt: new Date(now.getTime() + DAY_MS),
    }));
    await enqueue(trx, tenant, items);
    if (items.length > 0) await jobs.wake(trx, 'sync-turn', tenant);
    return items.length;
  });
}
