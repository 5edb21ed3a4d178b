/** Puts the parts together: what routes, the command line and workers call. */
import type { EnrichmentSummary, Progress } from '../../shared/contract/api.ts';
import type { Enrichment, EnrichRequest, UndoReport } from '../../shared/contract/v1.ts';
import { AppError } from '../errors.ts';
import { renewLeases } from '../store/run-claims.ts';
import { findUndoOf, getRun, isActive, listRuns, type Run } from '../store/sync-logs.ts';
import { journalOfRuns } from '../store/write-journal.ts';
import { answerOf } from './answer.ts';
import { claimEnrichment, claimUndo, waitFor } from './claim.ts';
import { loadContext } from './context.ts';
import { LEASE_MS, LEASE_RENEWAL_MS, type SyncDependencies } from './dependencies.ts';
import { type EnrichResult, enrichClaimed } from './enrich.ts';
import { enrichMany } from './enrich-many.ts';
import {
  enrichmentInProgress,
  enrichmentNotFound,
  errorFromStored,
  LeaseLost,
  nothingToUndo,
} from './errors.ts';
import { failRun, isEnrichment } from './finish.ts';
import { Flights, type Start } from './flights.ts';
import { applyPreview, discardPreview } from './previews.ts';
import { recoverInterrupted } from './recovery.ts';
import type { SyncService, Tenant } from './service.ts';
import { undoRun } from './undo.ts';
import { isUndoReport } from './undo-finish.ts';

export interface Sync extends SyncService {
  /** Many records through the same pipeline; see `enrich-many.ts`. */
  enrichMany(
    tenant: Tenant,
    requests: readonly EnrichRequest[],
  ): Promise<ReadonlyMap<string, EnrichResult>>;
  /** Finishes runs of dead processes. @returns how many were taken over */
  recover(options?: { readonly ignoreLeases: boolean }): Promise<number>;
}

export function createSyncService(deps: SyncDependencies): Sync {
  const flights = new Flights(() => deps.runtime.now());
  /** Runs of this process; their leases are renewed while they are here. */
  const working = new Set<string>();

  async function work<T>(
    tenant: Tenant,
    runIds: readonly string[],
    body: () => Promise<T>,
  ): Promise<T> {
    for (const runId of runIds) working.add(runId);
    const timer = setInterval(() => void renew(deps, tenant, runIds), LEASE_RENEWAL_MS);
    try {
      return await body();
    } finally {
      clearInterval(timer);
      for (const runId of runIds) working.delete(runId);
    }
  }

  async function enrichOne(
    tenant: Tenant,
    request: EnrichRequest,
    { send, answeredSince }: Start,
  ): Promise<Enrichment> {
    const context = await loadContext(deps, tenant);
    const claim = await claimEnrichment(deps, tenant, request, answeredSince);
    if (claim.kind === 'answered') return claim.enrichment;
    const { run } = claim;
    return work(tenant, [run.id], async () => {
      const report = (step: Omit<Progress, 'enrichmentId'>) =>
        send({ ...step, enrichmentId: run.id });
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
        around: (runIds, body) => work(tenant, runIds, body),
      }),

    async get(tenant, enrichmentId) {
      const run = await find(deps, tenant, enrichmentId);
      return stored(deps, tenant, run);
    },

    list: (tenant, filter) =>
      deps.database.withOrganization(tenant.organizationId, async (trx) =>
        (await listRuns(trx, tenant, filter)).map(summary),
      ),

    apply: async (tenant, enrichmentId) => {
      await find(deps, tenant, enrichmentId);
      return work(tenant, [enrichmentId], async () => {
        try {
          return await applyPreview(deps, tenant, enrichmentId);
        } catch (error) {
          if (error instanceof LeaseLost) return finishedElsewhere(deps, tenant, enrichmentId);
          throw error;
        }
      });
    },

    discard: async (tenant, enrichmentId) => {
      await find(deps, tenant, enrichmentId);
      return discardPreview(deps, tenant, enrichmentId);
    },

    async undo(tenant, enrichmentId) {
      const target = await find(deps, tenant, enrichmentId);
      const earlier = await earlierUndo(deps, tenant, target);
      if (earlier) return earlier;
      const neverPlanned = !isActive(target.status) && !target.plan;
      if (target.operation === 'undo' || neverPlanned) throw nothingToUndo();
      const context = await loadContext(deps, tenant);
      const run = await claimUndo(deps, tenant, target);
      return work(tenant, [run.id], async () => {
        try {
          // It may have ended, or somebody may have undone it, while we waited for the record.
          const ended = await find(deps, tenant, enrichmentId);
          const undone = await earlierUndo(deps, tenant, ended);
          if (undone) {
            await failRun(deps, tenant, run, nothingToUndo());
            return undone;
          }
          return await undoRun(deps, context, run, ended);
        } catch (error) {
          if (error instanceof LeaseLost) throw enrichmentInProgress();
          await failRun(deps, tenant, run, error);
          throw error;
        }
      });
    },

    recover: ({ ignoreLeases } = { ignoreLeases: false }) =>
      recoverInterrupted(deps, { ignoreLeases, isOurs: (runId) => working.has(runId) }),
  };
}

async function renew(
  deps: SyncDependencies,
  tenant: Tenant,
  runIds: readonly string[],
): Promise<void> {
  const expiresAt = new Date(deps.runtime.now().getTime() + LEASE_MS);
  try {
    await deps.database.withOrganization(tenant.organizationId, (trx) =>
      renewLeases(trx, tenant, runIds, { owner: deps.instanceId, expiresAt }),
    );
  } catch (error) {
    // The lease outlasts several missed renewals; a run that lost it notices before it writes.
    deps.logger.warn({ err: error, runIds }, 'a lease was not renewed');
  }
}

/** The only form of an id that the database can look for. */
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

async function find(deps: SyncDependencies, tenant: Tenant, runId: string): Promise<Run> {
  if (!uuid.test(runId)) throw enrichmentNotFound();
  const run = await deps.database.withOrganization(tenant.organizationId, (trx) =>
    getRun(trx, tenant, runId),
  );
  if (!run) throw enrichmentNotFound();
  return run;
}

async function stored(deps: SyncDependencies, tenant: Tenant, run: Run): Promise<Enrichment> {
  if (run.operation === 'undo') throw enrichmentNotFound();
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
