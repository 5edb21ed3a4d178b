/** Runs that this process works on: their leases are kept, and everybody can see how far they are. */
import type { Progress } from '../../shared/contract/api.ts';
import { renewLeases } from '../store/run-claims.ts';
import { LEASE_MS, LEASE_RENEWAL_MS, type SyncDependencies } from './dependencies.ts';
import type { StepReport } from './progress.ts';
import { type BoardRun, ProgressBoard } from './progress-board.ts';
import type { Tenant } from './service.ts';

export class Work {
  readonly board = new ProgressBoard();
  readonly #deps: SyncDependencies;
  readonly #runIds = new Set<string>();

  constructor(deps: SyncDependencies) {
    this.#deps = deps;
  }

  isOurs(runId: string): boolean {
    return this.#runIds.has(runId);
  }

  /**
   * Does the work of runs that are claimed already.
   * @param onProgress told of every step, with the id of each run
   */
  async on<T>(
    tenant: Tenant,
    runs: readonly BoardRun[],
    onProgress: ((progress: Progress) => void) | undefined,
    body: (report: StepReport) => Promise<T>,
  ): Promise<T> {
    const ids = runs.map(({ id }) => id);
    for (const run of runs) {
      this.#runIds.add(run.id);
      this.board.begin(tenant, run);
    }
    const timer = setInterval(() => void renew(this.#deps, tenant, ids), LEASE_RENEWAL_MS);
    try {
      return await body((step, runIds = ids) => {
        for (const id of runIds) {
          this.board.note(id, step);
          onProgress?.({ ...step, enrichmentId: id });
        }
      });
    } finally {
      clearInterval(timer);
      for (const id of ids) {
        this.#runIds.delete(id);
        this.board.end(id);
      }
    }
  }
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
