/** The pipeline of claimed runs: prepare, commit the plan, carry it out, finish. Batch first. */
import type { Enrichment, EnrichRequest } from '../../shared/contract/v1.ts';
import { crmLabel } from '../crm/labels.ts';
import { isAppError } from '../errors.ts';
import type { NewRun } from '../store/sync-logs.ts';
import { commitPlans, type PlannedRun } from './commit-plans.ts';
import type { TenantContext } from './context.ts';
import type { SyncDependencies } from './dependencies.ts';
import { LeaseLost } from './errors.ts';
import { failRuns } from './fail-runs.ts';
import { finishCommitted } from './finish.ts';
import { prepareRecords } from './prepare.ts';
import type { StepReport } from './progress.ts';
import { provisionOnce } from './provisioning.ts';
import type { Tenant } from './service.ts';

export interface ClaimedRun {
  readonly id: string;
  readonly operation: NewRun['operation'];
  readonly request: EnrichRequest;
  readonly startedAt: Date;
}

export type EnrichResult =
  | { readonly ok: true; readonly enrichment: Enrichment }
  | { readonly ok: false; readonly error: unknown };

/**
 * Enriches records of one object; their runs are ours already. One result per run, by run id.
 * Never throws: what goes wrong stands in the runs' rows and in the results.
 */
export async function enrichClaimed(
  deps: SyncDependencies,
  loaded: TenantContext,
  runs: readonly ClaimedRun[],
  report: StepReport,
): Promise<Map<string, EnrichResult>> {
  const results = new Map<string, EnrichResult>();
  const [first] = runs;
  if (!first) return results;
  let context = loaded;
  try {
    // A preview writes nothing at all, not even the definitions of our fields.
    if (first.operation === 'enrich') {
      if (!loaded.provisioned) report(preparing(loaded));
      context = await provisionOnce(deps, loaded);
    }
    const items = runs.map(({ id, request }) => ({ runId: id, request }));
    const prepared = await prepareRecords(deps, context, first.request.object, items, report);
    const planned: PlannedRun[] = [];
    const failed: FailedRun[] = [];
    for (const run of runs) {
      const result = prepared.get(run.id);
      if (result?.ok) planned.push({ run, prepared: result.prepared });
      else failed.push({ run, error: result?.error });
    }
    report({ step: 'plan', provider: null, state: 'started', message: 'Planning' });
    const { committed, failures } = await commitPlans(deps, context, planned);
    report({ step: 'plan', provider: null, state: 'done', message: 'Planned' });
    const finished = await finishCommitted(deps, context, committed, report);
    for (const [id, enrichment] of finished.enrichments) {
      results.set(id, { ok: true, enrichment });
    }
    for (const run of runs) {
      const error = failures.get(run.id) ?? finished.failures.get(run.id);
      if (error !== undefined) failed.push({ run, error });
    }
    await fail(deps, context, failed, results);
  } catch (error) {
    const open = runs.filter(({ id }) => !results.has(id));
    await fail(
      deps,
      context,
      open.map((run) => ({ run, error })),
      results,
    );
  }
  return results;
}

/** The first run of a connection takes longer; that it began is known from the first. */
function preparing({ connector }: TenantContext): Parameters<StepReport>[0] {
  const message = `Preparing ${crmLabel[connector.crm]}`;
  return { step: 'read', provider: null, state: 'started', message };
}

/** Rows that are gone were erased with their person; a summary may have been remembered since. */
async function forgetSummaries(
  { narrator, logger }: SyncDependencies,
  tenant: Tenant,
  runs: readonly ClaimedRun[],
): Promise<void> {
  for (const { request } of runs) {
    const record = { ...tenant, object: request.object, id: request.recordId };
    await narrator.forget(record).catch((error: unknown) => {
      logger.warn({ err: error }, 'a summary could not be forgotten; it expires by itself');
    });
  }
}

interface FailedRun {
  readonly run: ClaimedRun;
  readonly error: unknown;
}

async function fail(
  deps: SyncDependencies,
  context: TenantContext,
  failed: readonly FailedRun[],
  results: Map<string, EnrichResult>,
): Promise<void> {
  for (const { run, error } of failed) results.set(run.id, { ok: false, error });
  const isLost = ({ error }: FailedRun) => error instanceof LeaseLost;
  // Somebody else finishes them: their rows are not ours to write.
  await forgetSummaries(
    deps,
    context.tenant,
    failed.filter(isLost).map(({ run }) => run),
  );
  const ended = failed.filter((one) => !isLost(one));
  for (const [err, runs] of Map.groupBy(ended, ({ error }) => error)) {
    if (isAppError(err)) continue;
    deps.logger.error({ err, runIds: runs.map(({ run }) => run.id) }, 'enrichment failed');
  }
  await failRuns(deps, context.tenant, ended);
}
