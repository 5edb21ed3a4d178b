/** Who works on which run: starting, keeping and taking over runs of `crm_sync_logs`. */
import { sql, type Transaction } from 'kysely';
import { currentActor } from '../audit/actor.ts';
import { toJsonb } from './json.ts';
import type { Tables } from './schema.ts';
import { activeStatuses, type NewRun, type Run, type RunOwner, toRun } from './sync-logs.ts';

type Trx = Transaction<Tables>;

/** Who works on a run and until when; another process may take it over after that. */
export interface Lease {
  readonly owner: string;
  readonly expiresAt: Date;
}

/**
 * Starts runs. A record that already has an active run, and an idempotency key that was used, are
 * left out of the answer.
 * @returns ids of the runs that were started
 */
export async function startRuns(
  trx: Trx,
  owner: RunOwner,
  runs: readonly NewRun[],
  lease: Lease,
): Promise<Set<string>> {
  if (runs.length === 0) return new Set();
  const rows = await trx
    .insertInto('crm_sync_logs')
    .values(
      runs.map((run) => ({
        id: run.id,
        organization_id: owner.organizationId,
        integration_id: owner.integrationId,
        operation: run.operation,
        object_type: run.record.object,
        record_id: run.record.id,
        status: 'running' as const,
        trigger: run.trigger,
        idempotency_key: run.idempotencyKey,
        request: toJsonb(run.request),
        actor: toJsonb(currentActor()),
        undo_of: run.undoOf,
        lease_owner: lease.owner,
        lease_expires_at: lease.expiresAt,
        started_at: run.startedAt,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .execute();
  return new Set(rows.map((row) => row.id));
}

/** Extends our lease. False when somebody else took the run over: then stop working on it. */
export async function renewLeases(
  trx: Trx,
  owner: RunOwner,
  runIds: readonly string[],
  lease: Lease,
): Promise<boolean> {
  const result = await trx
    .updateTable('crm_sync_logs')
    .set({ lease_expires_at: lease.expiresAt })
    .where('organization_id', '=', owner.organizationId)
    .where('id', 'in', [...runIds])
    .where('lease_owner', '=', lease.owner)
    .where('status', 'in', activeStatuses)
    .executeTakeFirst();
  return Number(result.numUpdatedRows) === runIds.length;
}

/** Takes over an interrupted run; null when it ended or somebody else was faster. */
export async function takeOverRun(
  trx: Trx,
  owner: RunOwner,
  runId: string,
  lease: Lease,
  expiredBefore: Date,
): Promise<Run | null> {
  const row = await trx
    .updateTable('crm_sync_logs')
    .set({
      lease_owner: lease.owner,
      lease_expires_at: lease.expiresAt,
      attempts: sql`attempts + 1`,
    })
    .where('organization_id', '=', owner.organizationId)
    .where('integration_id', '=', owner.integrationId)
    .where('id', '=', runId)
    .where('status', 'in', activeStatuses)
    .where((eb) =>
      eb.or([eb('lease_expires_at', 'is', null), eb('lease_expires_at', '<=', expiredBefore)]),
    )
    .returningAll()
    .executeTakeFirst();
  return row ? toRun(row) : null;
}

/** Claims a stored preview, which is then run by whoever claims it; null when it is not a preview (any more) or the record is busy. */
export async function claimPreview(
  trx: Trx,
  owner: RunOwner,
  runId: string,
  lease: Lease,
): Promise<Run | null> {
  const row = await trx
    .updateTable('crm_sync_logs')
    .set({
      status: 'running',
      actor: toJsonb(currentActor()),
      lease_owner: lease.owner,
      lease_expires_at: lease.expiresAt,
    })
    .where('organization_id', '=', owner.organizationId)
    .where('integration_id', '=', owner.integrationId)
    .where('id', '=', runId)
    .where('status', '=', 'previewed')
    .returningAll()
    .executeTakeFirst();
  return row ? toRun(row) : null;
}

/**
 * Runs of all tenants whose worker is gone. For the system role only.
 * @param expiredBefore leases up to this instant count as lost
 */
export async function findInterruptedRuns(
  trx: Trx,
  expiredBefore: Date,
  limit: number,
): Promise<(RunOwner & { runId: string })[]> {
  const rows = await trx
    .selectFrom('crm_sync_logs')
    .select(['id', 'organization_id', 'integration_id'])
    .where('status', 'in', activeStatuses)
    .where((eb) =>
      eb.or([eb('lease_expires_at', 'is', null), eb('lease_expires_at', '<=', expiredBefore)]),
    )
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    runId: row.id,
    organizationId: row.organization_id,
    integrationId: row.integration_id,
  }));
}
