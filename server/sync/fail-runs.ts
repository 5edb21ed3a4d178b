/** Runs that end without having written anything. */
import type { TenantTransaction } from '../store/database.ts';
import { endRuns } from '../store/sync-logs.ts';
import type { SyncDependencies } from './dependencies.ts';
import { elapsed } from './elapsed.ts';
import { storedError } from './errors.ts';
import type { Tenant } from './service.ts';
import { transactionsOf } from './slices.ts';

interface FailedRun {
  readonly run: { readonly id: string; readonly startedAt: Date };
  readonly error: unknown;
}

/**
 * Ends a run that wrote nothing. One whose plan was committed is left to recovery: its writes may have
 * been sent.
 */
export async function failRun(
  deps: SyncDependencies,
  tenant: Tenant,
  run: FailedRun['run'],
  error: unknown,
): Promise<void> {
  await failRuns(deps, tenant, [{ run, error }]);
}

/** The same for many. */
export async function failRuns(
  deps: SyncDependencies,
  tenant: Tenant,
  failed: readonly FailedRun[],
): Promise<void> {
  for (const part of transactionsOf(failed)) {
    await deps.database.withOrganization(tenant.organizationId, (trx) =>
      failRunsIn(deps, trx, tenant, part),
    );
  }
}

/** The same in a transaction that is open. */
export async function failRunsIn(
  deps: SyncDependencies,
  trx: TenantTransaction,
  tenant: Tenant,
  failed: readonly FailedRun[],
): Promise<void> {
  const finishedAt = deps.runtime.now();
  const ends = failed.map(({ run: { id, startedAt }, error }) => ({
    id,
    status: 'failed' as const,
    error: storedError(error),
    finishedAt,
    durationMs: elapsed(startedAt, finishedAt),
  }));
  await endRuns(trx, tenant, ends, { leaseOwner: deps.instanceId, from: 'running' });
}
