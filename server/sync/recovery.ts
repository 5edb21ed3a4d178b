/**
 * Finishes what a dead process left behind. Nothing was written before a plan was committed, so such
 * a run starts again; after that its open writes are read back and completed.
 */
import { actingAs } from '../audit/actor.ts';
import { AppError, isAppError } from '../errors.ts';
import { recordAudit } from '../store/audit-events.ts';
import { findInterruptedRuns, renewLeases, takeOverRun } from '../store/run-claims.ts';
import { isEnrichmentRun, type Run, updateRun } from '../store/sync-logs.ts';
import { journalOfRuns } from '../store/write-journal.ts';
import { loadContext, type TenantContext } from './context.ts';
import { LEASE_MS, MAX_ATTEMPTS, type SyncDependencies } from './dependencies.ts';
import { elapsed } from './elapsed.ts';
import { enrichClaimed } from './enrich.ts';
import { LeaseLost } from './errors.ts';
import { failRun } from './fail-runs.ts';
import { finishRun } from './finish.ts';
import { writtenEvent } from './history.ts';
import { noReport } from './progress.ts';
import { finishUndo } from './undo-finish.ts';

const RUNS_AT_ONCE = 50;
const LONGEST_PAUSE_MS = 3_600_000;

export interface RecoveryOptions {
  /** True at the start of the only process there can be: nobody else holds a lease. */
  readonly ignoreLeases: boolean;
  /** Runs of this process that are still being worked on. */
  readonly isOurs?: (runId: string) => boolean;
}

/** @returns how many runs were taken over */
export async function recoverInterrupted(
  deps: SyncDependencies,
  options: RecoveryOptions,
): Promise<number> {
  const now = deps.runtime.now();
  const expiredBefore = options.ignoreLeases ? new Date(now.getTime() + 365 * 86_400_000) : now;
  const interrupted = await deps.database.asSystem((trx) =>
    findInterruptedRuns(trx, expiredBefore, RUNS_AT_ONCE),
  );
  let recovered = 0;
  for (const found of interrupted) {
    if (options.isOurs?.(found.runId)) continue;
    const lease = { owner: deps.instanceId, expiresAt: new Date(now.getTime() + LEASE_MS) };
    const run = await deps.database.withOrganization(found.organizationId, (trx) =>
      takeOverRun(trx, found, found.runId, lease, expiredBefore),
    );
    if (!run) continue;
    recovered += 1;
    // In the name of whoever asked for it.
    if (run.actor) await actingAs(run.actor, () => recoverRun(deps, run));
    else await recoverRun(deps, run);
  }
  return recovered;
}

async function recoverRun(deps: SyncDependencies, run: Run): Promise<void> {
  const log = deps.logger.child({ runId: run.id });
  try {
    const context = await loadContext(deps, run);
    const tooOften = run.attempts > MAX_ATTEMPTS;
    if (run.status === 'applying' && tooOften) await giveUp(deps, context, run);
    else if (run.status === 'applying' && run.operation === 'undo') {
      await finishUndo(deps, context, run.id, true, noReport);
    } else if (run.status === 'applying') {
      await finishRun(deps, context, run.id, true, noReport);
    } else if (tooOften && !isPlannedPreview(run)) await failRun(deps, run, run, keepsFailing());
    else await restart(deps, context, run);
    log.info({ operation: run.operation }, 'recovered an interrupted run');
  } catch (error) {
    if (error instanceof LeaseLost) return;
    log.warn({ err: error }, 'an interrupted run could not be recovered yet');
    const neverWritten = run.status === 'running';
    if (neverWritten && isAppError(error) && !error.retryable) await failRun(deps, run, run, error);
  }
  await postpone(deps, run);
}

/** It was about to be applied; it still can be. */
const isPlannedPreview = (run: Run) => run.operation === 'preview' && run.plan !== null;

const keepsFailing = () =>
  new AppError('This enrichment was interrupted again and again. Tell support its id.', {
    code: 'interrupted',
    status: 409,
  });

const interruptedBefore = {
  undo: {
    code: 'interrupted',
    message: 'The undo was interrupted before it changed anything. Undo again.',
  },
  task: {
    code: 'interrupted',
    message: 'The task was interrupted before it was created. Create it again.',
  },
} as const;

/** The run had not committed a plan: nothing was written. */
async function restart(deps: SyncDependencies, context: TenantContext, run: Run): Promise<void> {
  if (isEnrichmentRun(run) && !isPlannedPreview(run)) {
    await enrichClaimed(deps, context, [run], noReport);
    return;
  }
  await deps.database.withOrganization(run.organizationId, (trx) =>
    updateRun(
      trx,
      run,
      run.id,
      run.operation === 'preview'
        ? { status: 'previewed' }
        : {
            status: 'failed',
            error: interruptedBefore[run.operation === 'undo' ? 'undo' : 'task'],
            finishedAt: deps.runtime.now(),
          },
      { leaseOwner: deps.instanceId },
    ),
  );
}

/**
 * The CRM never confirmed what was sent. The open entries stay open in the journal, so that their
 * task or deal is not created a second time; a person has to look.
 */
async function giveUp(deps: SyncDependencies, context: TenantContext, run: Run): Promise<void> {
  const now = deps.runtime.now();
  await deps.database.withOrganization(run.organizationId, async (trx) => {
    const entries = await journalOfRuns(trx, context.tenant, [run.id]);
    const held = await updateRun(
      trx,
      run,
      run.id,
      {
        status: entries.some((entry) => entry.state === 'applied') ? 'partial' : 'failed',
        error: {
          code: 'not_confirmed',
          message:
            'The CRM never confirmed this write. Look at the record before enriching it again.',
        },
        finishedAt: now,
        durationMs: elapsed(run.startedAt, now),
      },
      { leaseOwner: deps.instanceId },
    );
    const { operation } = run;
    const event =
      held && operation !== 'undo' ? writtenEvent(deps, { ...run, operation }, entries, now) : null;
    if (event) await recordAudit(trx, event);
  });
}

/** Tries again later, each time after a longer pause. A run that has ended is not touched. */
async function postpone(deps: SyncDependencies, run: Run): Promise<void> {
  const pause = Math.min(LONGEST_PAUSE_MS, LEASE_MS * 2 ** (run.attempts - 1));
  const expiresAt = new Date(deps.runtime.now().getTime() + pause);
  await deps.database.withOrganization(run.organizationId, (trx) =>
    renewLeases(trx, run, [run.id], { owner: deps.instanceId, expiresAt }),
  );
}
