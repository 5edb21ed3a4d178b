/** Puts the parts together: what routes, the command line and workers call. */
import type { EnrichmentSummary } from '../../shared/contract/api.ts';
import type { ActionTask } from '../../shared/contract/card.ts';
import type { Enrichment, EnrichRequest, UndoReport } from '../../shared/contract/v1.ts';
import type { RecordRef } from '../../shared/plan/plan.ts';
import { AppError } from '../errors.ts';
import { isMissingReference } from '../store/errors.ts';
import { expired } from '../store/retention.ts';
import {
  findUndoOf,
  isActive,
  isEnrichmentRun,
  listRuns,
  type NewRun,
  type Run,
} from '../store/sync-logs.ts';
import { journalOfRuns } from '../store/write-journal.ts';
import { createActionTask } from './action-task.ts';
import { answerOf } from './answer.ts';
import { cardState } from './card-state.ts';
import { claimEnrichment, claimFollowUp, waitFor } from './claim.ts';
import { loadContext } from './context.ts';
import { LEASE_MS, type SyncDependencies } from './dependencies.ts';
import { type EnrichResult, enrichClaimed } from './enrich.ts';
import { enrichMany } from './enrich-many.ts';
import {
  enrichmentNotFound,
  errorFromStored,
  LeaseLost,
  nothingToUndo,
  recordErased,
} from './errors.ts';
import { failRun } from './fail-runs.ts';
import { findRun, goneOrTaken } from './find-run.ts';
import { isEnrichment } from './finish.ts';
import { Flights, type Start } from './flights.ts';
import { applyPreview, claimForApply, discardPreview } from './previews.ts';
import type { BoardRun } from './progress-board.ts';
import { recoverInterrupted } from './recovery.ts';
import type { SyncService, Tenant } from './service.ts';
import { undoRun } from './undo.ts';
import { isUndoReport } from './undo-finish.ts';
import { underWay, watchRun } from './watch.ts';
import { Work } from './work.ts';

export interface Sync extends SyncService {
  /** Many records through the same pipeline; see `enrich-many.ts`. */
  enrichMany(
    tenant: Tenant,
    requests: readonly EnrichRequest[],
  ): Promise<ReadonlyMap<string, EnrichResult>>;
  /**
   * Forgets what stands in no table of a record that is being erased.
   * @throws AppError `cache_unavailable` when that is not certain; asking again may help
   */
  forget(tenant: Tenant, record: RecordRef): Promise<void>;
  /** Finishes runs of dead processes. @returns how many were taken over */
  recover(options?: { readonly ignoreLeases: boolean }): Promise<number>;
}

export function createSyncService(deps: SyncDependencies): Sync {
  const flights = new Flights(() => deps.runtime.now());
  const work = new Work(deps);
  const { board } = work;
  /** Tasks that are being created; asking again meanwhile is waiting for the same. */
  const tasks = new Map<string, Promise<ActionTask>>();

  async function enrichOne(
    tenant: Tenant,
    request: EnrichRequest,
    { send, answeredSince }: Start,
  ): Promise<Enrichment> {
    const context = await loadContext(deps, tenant);
    const record = { object: request.object, id: request.recordId };
    const announce = (enrichmentId: string) => send({ enrichmentId, ...underWayAlready });
    const claim = await board.queue(tenant, record, () =>
      claimEnrichment(deps, tenant, request, answeredSince, announce),
    );
    if (claim.kind === 'answered') return claim.enrichment;
    const { run } = claim;
    return work.on(tenant, [boardRun(run)], send, async (report) => {
      const results = await enrichClaimed(deps, context, [run], report);
      const result = results.get(run.id);
      if (result?.ok) return result.enrichment;
      if (result?.error instanceof LeaseLost) return finishedElsewhere(deps, tenant, run.id);
      throw result?.error ?? enrichmentNotFound();
    });
  }

  return {
    enrich: (tenant, request, onProgress) =>
      flights.join(tenant, request, onProgress, (start) => enrichOne(tenant, request, start)),

    enrichMany: (tenant, requests) =>
      enrichMany(deps, tenant, requests, {
        around: (runs, body) => work.on(tenant, runs.map(boardRun), undefined, body),
      }),

    async get(tenant, enrichmentId) {
      const run = await findRun(deps, tenant, enrichmentId);
      return stored(deps, tenant, run);
    },

    list: (tenant, filter) =>
      deps.database.withOrganization(tenant.organizationId, async (trx) =>
        (await listRuns(trx, tenant, filter)).map(summary),
      ),

    apply: async (tenant, enrichmentId, onProgress) => {
      await findRun(deps, tenant, enrichmentId);
      const claim = await claimForApply(deps, tenant, enrichmentId);
      if (claim.kind === 'answered') return claim.enrichment;
      const { run } = claim;
      const shown = { ...run, operation: 'apply' as const, startedAt: deps.runtime.now() };
      return work.on(tenant, [shown], onProgress, async (report) => {
        try {
          return await applyPreview(deps, tenant, run, report);
        } catch (error) {
          if (error instanceof LeaseLost) return finishedElsewhere(deps, tenant, enrichmentId);
          throw error;
        }
      });
    },

    discard: async (tenant, enrichmentId) => {
      await findRun(deps, tenant, enrichmentId);
      return discardPreview(deps, tenant, enrichmentId);
    },

    async undo(tenant, enrichmentId, onProgress) {
      const target = await findRun(deps, tenant, enrichmentId);
      const earlier = await earlierUndo(deps, tenant, target);
      if (earlier) return earlier;
      if (target.errorCode === expired.code) throw errorFromStored(expired.code, expired.message);
      const neverPlanned = !isActive(target.status) && !target.plan;
      if (target.operation === 'undo' || neverPlanned) throw nothingToUndo();
      const context = await loadContext(deps, tenant);
      const run = await claimFollowUp(deps, tenant, target, 'undo');
      return work.on(tenant, [boardRun(run)], onProgress, async (report) => {
        try {
          // It may have ended, or somebody may have undone it, while we waited for the record.
          const ended = await findRun(deps, tenant, enrichmentId);
          const undone = await earlierUndo(deps, tenant, ended);
          if (undone) {
            await failRun(deps, tenant, run, nothingToUndo());
            return undone;
          }
          return await undoRun(deps, context, run, ended, report);
        } catch (error) {
          if (error instanceof LeaseLost) throw await goneOrTaken(deps, tenant, run.id);
          // Its row is gone: the record was erased while we looked at it.
          if (isMissingReference(error)) throw recordErased();
          await failRun(deps, tenant, run, error);
          throw error;
        }
      });
    },

    card: (tenant, record, language) => cardState(deps, board, tenant, record, language ?? null),
    watch: (tenant, record, runId, options) =>
      watchRun(deps, board, tenant, record, runId, options),
    underWay: (tenant, record) => underWay(deps, board, tenant, record),
    requireRun: async (tenant, record, runId) => {
      await findRun(deps, tenant, runId, record);
    },
    createActionTask(tenant, record, asked, onProgress) {
      const { enrichmentId, actionId } = asked;
      const key = JSON.stringify([tenant.integrationId, record, enrichmentId, actionId]);
      const started =
        tasks.get(key) ??
        createActionTask(deps, work, tenant, record, asked, onProgress).finally(() =>
          tasks.delete(key),
        );
      tasks.set(key, started);
      return started;
    },

    async forget(tenant, record) {
      flights.forget(tenant, record);
      board.forget(tenant, record);
      await deps.narrator.forget({ ...tenant, ...record });
    },

    recover: ({ ignoreLeases } = { ignoreLeases: false }) =>
      recoverInterrupted(deps, { ignoreLeases, isOurs: (runId) => work.isOurs(runId) }),
  };
}

/** What somebody is told who waits for another's run. */
const underWayAlready = {
  step: 'read',
  provider: null,
  state: 'started',
  message: 'This record is being enriched already',
} as const;

function boardRun({ id, operation, record, startedAt }: NewRun): BoardRun {
  return { id, operation, record, startedAt };
}

async function stored(deps: SyncDependencies, tenant: Tenant, run: Run): Promise<Enrichment> {
  if (!isEnrichmentRun(run)) throw enrichmentNotFound();
  if (!isEnrichment(run.result)) {
    if (isActive(run.status)) {
      throw new AppError('The enrichment is still running. Ask again in a second.', {
        code: 'enrichment_running',
        status: 409,
        retryable: true,
        retryAfterMs: 1_000,
      });
    }
    throw errorFromStored(run.errorCode, run.errorMessage);
  }
  const entries = await deps.database.withOrganization(tenant.organizationId, (trx) =>
    journalOfRuns(trx, tenant, [run.id]),
  );
  return answerOf(run.result, run, entries);
}

async function finishedElsewhere(
  deps: SyncDependencies,
  tenant: Tenant,
  runId: string,
): Promise<Enrichment> {
  const deadline = deps.runtime.now().getTime() + LEASE_MS;
  return stored(deps, tenant, await waitFor(deps, tenant, runId, deadline));
}

/** The report of a finished undo; an undo with failures may be tried again. */
async function earlierUndo(
  deps: SyncDependencies,
  tenant: Tenant,
  target: Run,
): Promise<UndoReport | null> {
  if (target.status !== 'undone') return null;
  const undo = await deps.database.withOrganization(tenant.organizationId, (trx) =>
    findUndoOf(trx, tenant, target.id),
  );
  return undo && isUndoReport(undo.result) ? undo.result : null;
}

function summary(run: Run): EnrichmentSummary {
  return {
    id: run.id,
    object: run.record.object,
    recordId: run.record.id,
    status: run.status,
    score: run.score,
    startedAt: run.startedAt.toISOString(),
    durationMs: run.durationMs,
    errorCode: run.errorCode,
  };
}
