/** Who works on which run: starting, keeping and taking over runs of `crm_sync_logs`. */
import { sql, type Transaction } from 'kysely';
import { currentActor } from '../audit/actor.ts';
import { toJsonb } from './json.ts';
import { rowsOf } from './rows.ts';
import type { Tables } from './schema.ts';
import { activeStatuses, type NewRun, type Run, type RunOwner, toRun } from './sync-logs.ts';

type Trx = Transaction<Tables>;

/** Who works on a run and until when; another process may take it over after that. */
export interface Lease {
  readonly owner: string;
  readonly expiresAt: Date;
}

/**
 * Starts runs, in the same order everywhere: two batches of the same records must not wait for each
 * other. A record that already has an active run, and an idempotency key that was used, are
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
  const rows = runs.map(({ record, request, ...run }) => ({
    ...run,
    ...record,
    request,
    runId: run.id,
  }));
  const columns = `"runId" uuid, operation text, object text, id text, trigger text,
    "idempotencyKey" text, request jsonb, "undoOf" uuid, "startedAt" timestamptz`;
  const started = await sql<{ id: string }>`
    insert into crm_sync_logs (id, organization_id, integration_id, operation, object_type, record_id,
      status, trigger, idempotency_key, request, actor, undo_of, lease_owner, lease_expires_at, started_at)
    select run."runId", ${owner.organizationId}::uuid, ${owner.integrationId}::uuid, run.operation, run.object, run.id,
      'running', run.trigger, run."idempotencyKey", run.request, ${toJsonb(currentActor())}::jsonb,
      run."undoOf", ${lease.owner}::text, ${lease.expiresAt}::timestamptz, run."startedAt"
    from ${rowsOf('run', columns, rows)}
    order by run.object, run.id
    on conflict do nothing
    returning id`.execute(trx);
  return new Set(started.rows.map(({ id }) => id));
}

/**
 * Extends our leases.
 * @returns ids of the runs that are ours; somebody else took the others over: stop working on them
 */
export async function renewLeases(
  trx: Trx,
  owner: RunOwner,
  runIds: readonly string[],
  lease: Lease,
): Promise<Set<string>> {
  const held = await trx
    .updateTable('crm_sync_logs')
    .set({ lease_expires_at: lease.expiresAt })
    // In one order everywhere: whoever ends some of them at this moment must not wait for us and we for it.
    .where('id', 'in', (runs) =>
      runs
        .selectFrom('crm_sync_logs')
        .select('id')
        .where('organization_id', '=', owner.organizationId)
        .where(sql<boolean>`id = any(${[...runIds]}::uuid[])`)
        .where('lease_owner', '=', lease.owner)
        .where('status', 'in', activeStatuses)
        .orderBy('id')
        .forUpdate(),
    )
    .where('organization_id', '=', owner.organizationId)
    .returning('id')
    .execute();
  return new Set(held.map(({ id }) => id));
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
