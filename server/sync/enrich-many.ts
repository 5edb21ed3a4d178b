import type { EnrichRequest } from '../../shared/contract/v1.ts';
import { startRuns } from '../store/run-claims.ts';
import type { NewRun } from '../store/sync-logs.ts';
import { newRun } from './claim.ts';
import { loadContext } from './context.ts';
import { LEASE_MS, type SyncDependencies } from './dependencies.ts';
import { type EnrichResult, enrichClaimed } from './enrich.ts';
import { enrichmentInProgress, LeaseLost } from './errors.ts';
import type { StepReport } from './progress.ts';
import type { Tenant } from './service.ts';

export interface BatchOptions {
  /** Called with the runs that are worked on, so that their leases are kept and people see them. */
  readonly around: <T>(
    runs: readonly NewRun[],
    body: (report: StepReport) => Promise<T>,
  ) => Promise<T>;
}

/**
 * Enriches many records in CRM-sized batches. Requests of one object and mode go together; a record
 * asked for twice is enriched once. A record that somebody else is enriching is reported as busy.
 * @returns one result per request, by object and record id (`contact 1001`)
 * @throws AppError when the connection cannot be used at all
 */
export async function enrichMany(
  deps: SyncDependencies,
  tenant: Tenant,
  requests: readonly EnrichRequest[],
  options: BatchOptions,
): Promise<Map<string, EnrichResult>> {
  const context = await loadContext(deps, tenant);
  const runs = new Map(requests.map((request) => [resultKey(request), newRun(deps, request)]));
  const lease = {
    owner: deps.instanceId,
    expiresAt: new Date(deps.runtime.now().getTime() + LEASE_MS),
  };
  const started = await deps.database.withOrganization(tenant.organizationId, (trx) =>
    startRuns(trx, tenant, [...runs.values()], lease),
  );
  const results = new Map<string, EnrichResult>();
  for (const [key, run] of runs) {
    if (!started.has(run.id)) results.set(key, { ok: false, error: enrichmentInProgress() });
  }
  const ours = [...runs.values()].filter((run) => started.has(run.id));
  // All at once: a batch that waits for its turn must not lose its leases meanwhile.
  await options.around(ours, async (report) => {
    for (const batch of batches(ours)) {
      const done = await enrichClaimed(deps, context, batch, report);
      for (const run of batch) {
        const result = done.get(run.id);
        if (result) results.set(resultKey(run.request), forCaller(result));
      }
    }
  });
  return results;
}

/** A run that another process has taken over ends there. */
function forCaller(result: EnrichResult): EnrichResult {
  const lost = !result.ok && result.error instanceof LeaseLost;
  return lost ? { ok: false, error: enrichmentInProgress() } : result;
}

/** How results of `enrichMany` are found again. */
export function resultKey({
  object,
  recordId,
}: Pick<EnrichRequest, 'object' | 'recordId'>): string {
  return `${object} ${recordId}`;
}

/** Runs that can share their CRM calls. */
function batches(runs: readonly NewRun[]): NewRun[][] {
  const byKind = new Map<string, NewRun[]>();
  for (const run of runs) {
    const kind = `${run.record.object} ${run.operation}`;
    byKind.set(kind, [...(byKind.get(kind) ?? []), run]);
  }
  return [...byKind.values()];
}
