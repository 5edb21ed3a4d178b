/** Looking on while a run is under way, whichever process works on it. */
import type { RunProgress } from '../../shared/contract/card.ts';
import type { RecordRef } from '../../shared/plan/plan.ts';
import { findActiveHead, findRunHead, type RunHead } from '../store/record-runs.ts';
import { isActive } from '../store/sync-logs.ts';
import { LEASE_MS, type SyncDependencies } from './dependencies.ts';
import { enrichmentNotFound, errorFromStored } from './errors.ts';
import { isRunId } from './find-run.ts';
import type { BoardEntry, ProgressBoard } from './progress-board.ts';
import type { Tenant, WatchOptions } from './service.ts';

/** How often the row of another process's run is looked at. */
const ROW_POLL_MS = 250;
const QUEUE_POLL_MS = 25;
/** Steps come in bursts: what follows within this time goes with the first. */
const GATHER_MS = 60;

/**
 * How far a run of the record is, as soon as there is more than was seen; null once it has ended.
 * @throws AppError `enrichment_not_found` when it is no run of this record; what an undo, a task or an
 *   apply failed with before it changed anything
 */
export async function watchRun(
  deps: SyncDependencies,
  board: ProgressBoard,
  tenant: Tenant,
  record: RecordRef,
  runId: string,
  { seen, waitMs }: WatchOptions,
): Promise<RunProgress | null> {
  if (!isRunId(runId)) throw enrichmentNotFound();
  const deadline = deps.runtime.now().getTime() + waitMs;
  const left = () => Math.max(0, deadline - deps.runtime.now().getTime());
  for (;;) {
    const here = ownEntry(board, tenant, record, runId);
    if (here) {
      const knewAll = here.seen <= seen;
      await board.changed(runId, seen, left());
      if (knewAll && !here.ended) {
        await board.changed(runId, here.seen, Math.min(GATHER_MS, left()));
      }
      if (!here.ended) return progressHere(here);
    }
    const head = await deps.database.withOrganization(tenant.organizationId, (trx) =>
      findRunHead(trx, tenant, record, runId),
    );
    if (!head) throw enrichmentNotFound();
    if (!isActive(head.status)) {
      // Whoever looks on goes on with the next run, so it is given the moment to begin.
      while (board.isQueued(tenant, record) && left() > 0) await deps.pause(QUEUE_POLL_MS);
      return ended(head);
    }
    if (left() === 0) return progressElsewhere(head, seen);
    await deps.pause(Math.min(ROW_POLL_MS, left()));
  }
}

/** What is under way on the record, whoever started it; null when nothing is. */
export async function underWay(
  deps: SyncDependencies,
  board: ProgressBoard,
  tenant: Tenant,
  record: RecordRef,
): Promise<RunProgress | null> {
  const head = await deps.database.withOrganization(tenant.organizationId, (trx) =>
    findActiveHead(trx, tenant, record),
  );
  return head && progressOf(board, tenant, record, head);
}

/** How far an active run is, without waiting. */
export function progressOf(
  board: ProgressBoard,
  tenant: Tenant,
  record: RecordRef,
  head: RunHead,
): RunProgress {
  const here = ownEntry(board, tenant, record, head.id);
  return here ? progressHere(here) : progressElsewhere(head, 0);
}

function ownEntry(
  board: ProgressBoard,
  tenant: Tenant,
  record: RecordRef,
  runId: string,
): BoardEntry | null {
  const entry = board.get(runId);
  const isTheirs =
    entry?.tenant.organizationId === tenant.organizationId &&
    entry.tenant.integrationId === tenant.integrationId &&
    entry.record.object === record.object &&
    entry.record.id === record.id;
  return entry && isTheirs ? entry : null;
}

function progressHere(entry: BoardEntry): RunProgress {
  return {
    runId: entry.id,
    operation: entry.operation,
    startedAt: entry.startedAt.toISOString(),
    steps: [...entry.steps],
    seen: entry.seen,
    pollAfterMs: 0,
  };
}

/** `seen` is given back as it came: the process that knows the steps may be asked next. */
function progressElsewhere(head: RunHead, seen: number): RunProgress {
  // A preview with a plan is being applied; when that began, no row says.
  const applies = head.operation === 'preview' && head.isPlanned;
  const lastSign = head.leaseExpiresAt && new Date(head.leaseExpiresAt.getTime() - LEASE_MS);
  return {
    runId: head.id,
    operation: applies ? 'apply' : head.operation,
    startedAt: ((applies && lastSign) || head.startedAt).toISOString(),
    steps: [],
    seen,
    pollAfterMs: 0,
  };
}

/** An enrichment that failed is shown with its failure; of the others only the error tells. */
function ended(head: RunHead): null {
  const releasedUnwritten = head.status === 'previewed' && head.errorCode !== null;
  const didNothing = head.status === 'failed' && !head.isPlanned && !head.hasResult;
  const isFollowUp = head.operation === 'undo' || head.operation === 'task';
  if (releasedUnwritten || (didNothing && isFollowUp)) {
    throw errorFromStored(head.errorCode, head.errorMessage);
  }
  return null;
}
