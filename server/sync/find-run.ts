import type { RecordRef } from '../../shared/plan/plan.ts';
import type { AppError } from '../errors.ts';
import { erasedCode } from '../store/record-erasure.ts';
import { getRun, type Run } from '../store/sync-logs.ts';
import type { SyncDependencies } from './dependencies.ts';
import { enrichmentInProgress, enrichmentNotFound, recordErased } from './errors.ts';
import type { Tenant } from './service.ts';

/** The only form of an id that the database can look for. */
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export function isRunId(id: string): boolean {
  return uuid.test(id);
}

/** What to tell somebody whose run is not ours any more: another process has it, or it was erased. */
export async function goneOrTaken(
  deps: SyncDependencies,
  tenant: Tenant,
  runId: string,
): Promise<AppError> {
  const run = await deps.database.withOrganization(tenant.organizationId, (trx) =>
    getRun(trx, tenant, runId),
  );
  return !run || run.errorCode === erasedCode ? recordErased() : enrichmentInProgress();
}

/**
 * A run of the tenant.
 * @param record when given, a run of another record is not found either
 * @throws AppError `enrichment_not_found`
 */
export async function findRun(
  deps: SyncDependencies,
  tenant: Tenant,
  runId: string,
  record?: RecordRef,
): Promise<Run> {
  if (!isRunId(runId)) throw enrichmentNotFound();
  const run = await deps.database.withOrganization(tenant.organizationId, (trx) =>
    getRun(trx, tenant, runId),
  );
  if (!run) throw enrichmentNotFound();
  const isOther = record && (run.record.object !== record.object || run.record.id !== record.id);
  if (isOther) throw enrichmentNotFound();
  return run;
}
