/** What becomes of a preview: it is applied exactly as it was shown, or discarded. */
import type { Enrichment } from '../../shared/contract/v1.ts';
import { snapshotOfPreview } from '../../shared/scoring/learned/history.ts';
import { takeTurns } from '../store/assignment-turns.ts';
import { recordAudit } from '../store/audit-events.ts';
import { getEntityMemories } from '../store/entity-mappings.ts';
import { isUniqueViolation } from '../store/errors.ts';
import { claimPreview } from '../store/run-claims.ts';
import { keepSnapshots } from '../store/score-snapshots.ts';
import { getRun, isEnrichmentRun, type Run, updateRun } from '../store/sync-logs.ts';
import { addJournalEntries, journalOfRuns } from '../store/write-journal.ts';
import { answerOf } from './answer.ts';
import { loadContext, type TenantContext } from './context.ts';
import { LEASE_MS, type SyncDependencies } from './dependencies.ts';
import {
  enrichmentInProgress,
  enrichmentNotFound,
  LeaseLost,
  notAPreview,
  recordChanged,
  storedError,
} from './errors.ts';
import { finishRun, isEnrichment } from './finish.ts';
import { discardedEvent } from './history.ts';
import { journalEntries } from './journal.ts';
import { dealSubject, taskSubject } from './planning.ts';
import type { StepReport } from './progress.ts';
import { provisionOnce } from './provisioning.ts';
import { recordVersion } from './record-version.ts';
import { bothReadings, refusalsNow } from './refusal.ts';
import type { Tenant } from './service.ts';

export type PreviewClaim =
  | { readonly kind: 'ours'; readonly run: Run }
  /** It was applied before: applying twice is harmless. */
  | { readonly kind: 'answered'; readonly enrichment: Enrichment };

/** @throws AppError when it is no preview that waits, or its record is busy */
export async function claimForApply(
  deps: SyncDependencies,
  tenant: Tenant,
  runId: string,
): Promise<PreviewClaim> {
  const run = await claim(deps, tenant, runId);
  if (run.status === 'running') return { kind: 'ours', run };
  return { kind: 'answered', enrichment: await answer(deps, tenant, run) };
}

/**
 * Writes a preview that is claimed.
 * @throws AppError when it cannot be applied; it waits again then, and its row says why
 */
export async function applyPreview(
  deps: SyncDependencies,
  tenant: Tenant,
  run: Run,
  report: StepReport,
): Promise<Enrichment> {
  let context: TenantContext;
  try {
    report({ step: 'read', provider: null, state: 'started', message: 'Checking for changes' });
    context = await provisionOnce(deps, await loadContext(deps, tenant));
    await commit(deps, context, run);
    report({ step: 'read', provider: null, state: 'done', message: 'Nothing changed since' });
  } catch (error) {
    const release = { status: 'previewed' as const, error: storedError(error) };
    const condition = { leaseOwner: deps.instanceId, from: 'running' as const };
    const released = await deps.database.withOrganization(tenant.organizationId, (trx) =>
      updateRun(trx, tenant, run.id, release, condition),
    );
    // What we found does not matter to somebody who has taken it over.
    throw released ? error : new LeaseLost('another process has taken the run over');
  }
  const enrichment = await finishRun(deps, context, run.id, false, report);
  if (!enrichment) throw enrichmentNotFound();
  return enrichment;
}

/** Discarding twice is harmless. @throws AppError when it was applied already */
export async function discardPreview(
  deps: SyncDependencies,
  tenant: Tenant,
  runId: string,
): Promise<Enrichment> {
  const run = await claim(deps, tenant, runId, 'discarded');
  if (run.status !== 'running' && run.status !== 'discarded') throw notAPreview(run.status);
  await deps.database.withOrganization(tenant.organizationId, async (trx) => {
    const discarded = await updateRun(trx, tenant, runId, { status: 'discarded' });
    const isNews = discarded && run.status === 'running';
    if (isNews) await recordAudit(trx, discardedEvent(deps, run, deps.runtime.now()));
  });
  return answer(deps, tenant, { ...run, status: 'discarded' });
}

/** The preview, ours and `running`; or a run that was applied already, as it is. */
async function claim(
  deps: SyncDependencies,
  tenant: Tenant,
  runId: string,
  alsoFine?: Run['status'],
): Promise<Run> {
  const lease = {
    owner: deps.instanceId,
    expiresAt: new Date(deps.runtime.now().getTime() + LEASE_MS),
  };
  const { claimed, run } = await deps.database
    .withOrganization(tenant.organizationId, async (trx) => {
      const mine = await claimPreview(trx, tenant, runId, lease);
      return { claimed: mine, run: mine ?? (await getRun(trx, tenant, runId)) };
    })
    .catch((error: unknown) => {
      // The record already has an active run.
      if (isUniqueViolation(error)) throw enrichmentInProgress();
      throw error;
    });
  if (!run || !isEnrichmentRun(run)) throw enrichmentNotFound();
  if (claimed) return claimed;
  if (run.operation !== 'preview') throw notAPreview(run.status);
  if (run.status === 'running') throw enrichmentInProgress();
  if (run.status === 'discarded' && alsoFine !== 'discarded') throw notAPreview(run.status);
  if (run.status === 'failed' && !run.plan) throw notAPreview(run.status);
  return run;
}

async function commit(deps: SyncDependencies, context: TenantContext, run: Run): Promise<void> {
  const { tenant, connector } = context;
  const { plan, result } = run;
  if (!plan || !isEnrichment(result)) throw notAPreview(run.status);
  const { object, id } = run.record;
  const found = (await connector.readRecords(object, [id], context.fieldsToRead(object))).get(id);
  if (!found?.ok) throw found?.error ?? recordChanged();
  if (recordVersion(found.record) !== plan.recordVersion) throw recordChanged();
  const subjects = { task: taskSubject(found.record), deal: dealSubject(found.record) };
  const { assignment } = result;
  const assigns = plan.changes.some((c) => c.oppspotField === 'owner' && c.decision === 'write');
  const read = found.record;
  await deps.database.withOrganization(tenant.organizationId, async (trx) => {
    const memories = await getEntityMemories(trx, tenant, object, [id]);
    const lastWritten = memories.get(id)?.lastWritten ?? {};
    const { pick } = run.request;
    const candidates = bothReadings(context, { record: read, pick, lastWritten });
    const refusal = (await refusalsNow(trx, tenant, candidates)).get(id);
    if (refusal) throw refusal;
    const held = await updateRun(
      trx,
      tenant,
      run.id,
      { status: 'applying', error: null },
      { leaseOwner: deps.instanceId },
    );
    if (!held) throw new LeaseLost('another process has taken the run over');
    const entries = journalEntries(deps.runtime, run.id, plan, subjects, lastWritten);
    const added = await addJournalEntries(trx, tenant, entries, deps.runtime.now());
    // Somebody created the task or the deal for another record since: the plan would not be kept.
    if (added.size < entries.length) throw recordChanged();
    if (result.score.value !== null) {
      const snapshot = snapshotOfPreview(result, context.settings);
      await keepSnapshots(trx, tenant, object, [{ recordId: id, runId: run.id, snapshot }]);
    }
    if (assigns && assignment.status === 'rotation') {
      await takeTurns(trx, tenant, new Map([[assignment.ruleId, 1]]));
    }
  });
}

async function answer(deps: SyncDependencies, tenant: Tenant, run: Run): Promise<Enrichment> {
  if (!isEnrichment(run.result)) throw notAPreview(run.status);
  const entries = await deps.database.withOrganization(tenant.organizationId, (trx) =>
    journalOfRuns(trx, tenant, [run.id]),
  );
  return { ...answerOf(run.result, run, entries), replayed: true };
}
