/** Who runs: a request becomes a run of its own, or waits for one that answers it. */
import type { Enrichment, EnrichRequest } from '../../shared/contract/v1.ts';
import { startRuns } from '../store/run-claims.ts';
import {
  findActiveRun,
  findFreshRun,
  findRunByKey,
  getRun,
  isActive,
  type NewRun,
  type Run,
  releaseKey,
} from '../store/sync-logs.ts';
import { journalOfRuns } from '../store/write-journal.ts';
import { answerOf } from './answer.ts';
import { LEASE_MS, type SyncDependencies } from './dependencies.ts';
import {
  enrichmentInProgress,
  errorFromStored,
  idempotencyKeyReused,
  recordErased,
} from './errors.ts';
import { isEnrichment } from './finish.ts';
import type { Tenant } from './service.ts';

const WAIT_FOR_OTHERS_MS = 30_000;
const POLL_MS = 100;

export type Claim =
  | { readonly kind: 'ours'; readonly run: NewRun }
  | { readonly kind: 'answered'; readonly enrichment: Enrichment };

/**
 * Claims the record for this request, or answers it from an identical one.
 * @param answeredSince a run that was completed since then answers it too
 * @param announce told which run of somebody else will answer the request, while it is waited for
 * @throws AppError when the record stays busy, or the key was used for something else
 */
export async function claimEnrichment(
  deps: SyncDependencies,
  tenant: Tenant,
  request: EnrichRequest,
  answeredSince: Date | null,
  announce: (runId: string) => void,
): Promise<Claim> {
  const run = newRun(deps, request);
  const deadline = deps.runtime.now().getTime() + WAIT_FOR_OTHERS_MS;
  while (deps.runtime.now().getTime() < deadline) {
    const found = await claimOrFind(deps, tenant, run, answeredSince);
    if (found === 'ours') return { kind: 'ours', run };
    if (found === 'again') continue;
    const isSame = found.operation === run.operation && !request.refresh && !request.pick;
    const byKey = found.idempotencyKey !== null && found.idempotencyKey === request.idempotencyKey;
    const isAnswer = byKey || isSame;
    if (isAnswer && isActive(found.status)) announce(found.id);
    const ended = isActive(found.status) ? await waitFor(deps, tenant, found.id, deadline) : found;
    if (isAnswer) return { kind: 'answered', enrichment: await replay(deps, tenant, ended) };
  }
  throw enrichmentInProgress();
}

/**
 * Claims a record for what follows an enrichment: its undo, or a task for one of its next actions.
 * @throws AppError when the record stays busy
 */
export async function claimFollowUp(
  deps: SyncDependencies,
  tenant: Tenant,
  target: Run,
  operation: 'undo' | 'task',
): Promise<NewRun> {
  const run: NewRun = {
    ...newRun(deps, target.request),
    operation,
    idempotencyKey: null,
    undoOf: operation === 'undo' ? target.id : null,
  };
  const deadline = deps.runtime.now().getTime() + WAIT_FOR_OTHERS_MS;
  while (deps.runtime.now().getTime() < deadline) {
    const found = await claimOrFind(deps, tenant, run, null);
    if (found === 'ours') return run;
    if (found !== 'again' && isActive(found.status))
      await waitFor(deps, tenant, found.id, deadline);
  }
  throw enrichmentInProgress();
}

/** A run for a request; nothing is stored yet. */
export function newRun(deps: SyncDependencies, request: EnrichRequest): NewRun {
  return {
    id: deps.runtime.newId(),
    operation: request.mode === 'preview' ? 'preview' : 'enrich',
    record: { object: request.object, id: request.recordId },
    trigger: request.trigger,
    idempotencyKey: request.idempotencyKey,
    request,
    undoOf: null,
    startedAt: deps.runtime.now(),
  };
}

async function claimOrFind(
  deps: SyncDependencies,
  tenant: Tenant,
  run: NewRun,
  answeredSince: Date | null,
): Promise<'ours' | 'again' | Run> {
  const now = deps.runtime.now();
  return deps.database.withOrganization(tenant.organizationId, async (trx) => {
    if (run.idempotencyKey) {
      const used = await findRunByKey(trx, tenant, run.idempotencyKey);
      if (used && !sameRequest(used, run)) throw idempotencyKeyReused();
      // A run that failed before it planned anything did nothing: the repeated request is a new try.
      const didNothing = used?.status === 'failed' && used.plan === null;
      if (used && !didNothing) return used;
      if (used) await releaseKey(trx, tenant, used.id);
    }
    const fresh = answeredSince && (await findFreshRun(trx, tenant, run.record, answeredSince));
    if (fresh) return fresh;
    const lease = { owner: deps.instanceId, expiresAt: new Date(now.getTime() + LEASE_MS) };
    const started = await startRuns(trx, tenant, [run], lease);
    if (started.has(run.id)) return 'ours';
    // When nobody is at work after all, the other run ended between our two statements.
    return (await findActiveRun(trx, tenant, run.record)) ?? 'again';
  });
}

function sameRequest(a: NewRun, b: NewRun): boolean {
  return (
    a.record.object === b.record.object &&
    a.record.id === b.record.id &&
    a.request.mode === b.request.mode
  );
}

/** Waits until a run ends, whichever process works on it. @throws AppError when it takes too long */
export async function waitFor(
  deps: SyncDependencies,
  tenant: Tenant,
  runId: string,
  deadline: number,
): Promise<Run> {
  for (;;) {
    const run = await deps.database.withOrganization(tenant.organizationId, (trx) =>
      getRun(trx, tenant, runId),
    );
    if (!run) throw recordErased();
    if (!isActive(run.status)) return run;
    if (deps.runtime.now().getTime() >= deadline) throw enrichmentInProgress();
    await deps.pause(POLL_MS);
  }
}

/** The stored answer of a run that ended. @throws AppError what the run itself failed with */
async function replay(deps: SyncDependencies, tenant: Tenant, run: Run): Promise<Enrichment> {
  if (!isEnrichment(run.result)) throw errorFromStored(run.errorCode, run.errorMessage);
  const entries = await deps.database.withOrganization(tenant.organizationId, (trx) =>
    journalOfRuns(trx, tenant, [run.id]),
  );
  return { ...answerOf(run.result, run, entries), replayed: true };
}
