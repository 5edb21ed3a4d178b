/**
 * Who works on what was accepted: the rows of `workflow_executions` and `webhook_events`. Several
 * processes may take at once and none takes what another has.
 */
import { sql, type Transaction } from 'kysely';
import { toText } from './json.ts';
import type { Tables } from './schema.ts';
import type { RunOwner } from './sync-logs.ts';
import type { StoredError } from './tables/sync.ts';

export type WorkTable = 'workflow_executions' | 'webhook_events';

type Trx = Transaction<Tables>;

/** Names one taking of rows: whoever took them later has another. */
export interface WorkClaim {
  readonly worker: string;
  /** Somebody else may take the rows after that. */
  readonly until: Date;
}

export interface WorkFilter {
  readonly dueBefore: Date;
  /** Also what a worker has: at the start of the only process there can be, that worker is dead. */
  readonly takeHeld: boolean;
}

/** Connections of all tenants with work that is due. For the system role only. */
export async function findWorkOwners(
  trx: Trx,
  table: WorkTable,
  { dueBefore, takeHeld }: WorkFilter,
): Promise<RunOwner[]> {
  const { rows } = await sql<{ organization_id: string; integration_id: string }>`
    select distinct organization_id, integration_id from ${sql.table(table)}
    where done_at is null and (due_at <= ${dueBefore} or (${takeHeld} and worker is not null))
  `.execute(trx);
  return rows.map((row) => ({
    organizationId: row.organization_id,
    integrationId: row.integration_id,
  }));
}

/** What goes first among due rows: only executions have a priority. */
const ranks: Readonly<Record<WorkTable, ReturnType<typeof sql>>> = {
  workflow_executions: sql`priority desc,`,
  webhook_events: sql``,
};

/** Takes due rows of a connection, the most urgent and then the oldest first. @returns their ids */
export async function claimWork(
  trx: Trx,
  table: WorkTable,
  owner: RunOwner,
  claim: WorkClaim,
  { dueBefore, takeHeld }: WorkFilter,
  limit: number,
): Promise<string[]> {
  // Materialised: as a plain subquery it may be evaluated once for each row, and take more than the limit.
  const { rows } = await sql<{ id: string }>`
    with due as materialized (
      select id from ${sql.table(table)}
      where organization_id = ${owner.organizationId}
        and integration_id = ${owner.integrationId}
        and done_at is null
        and (due_at <= ${dueBefore} or (${takeHeld} and worker is not null))
      order by ${ranks[table]} received_at, id
      limit ${limit}
      for update skip locked)
    update ${sql.table(table)} work
    set worker = ${claim.worker}, due_at = ${claim.until}, attempts = attempts + 1
    from due where work.id = due.id
    returning work.id
  `.execute(trx);
  return rows.map(({ id }) => id);
}

/** Keeps rows for longer. */
export async function keepWork(
  trx: Trx,
  table: WorkTable,
  owner: RunOwner,
  claim: WorkClaim,
): Promise<void> {
  await sql`
    update ${sql.table(table)} set due_at = ${claim.until}
    where organization_id = ${owner.organizationId} and worker = ${claim.worker}
      and done_at is null
  `.execute(trx);
}

/** Gives a row back until `dueAt`, with what was in the way. */
export async function postponeWork(
  trx: Trx,
  table: WorkTable,
  owner: RunOwner,
  claim: Pick<WorkClaim, 'worker'>,
  row: { readonly id: string; readonly dueAt: Date; readonly error: StoredError },
): Promise<void> {
  await sql`
    update ${sql.table(table)}
    set worker = null, due_at = ${row.dueAt},
      error_code = ${row.error.code}, error_message = ${toText(row.error.message)}
    where organization_id = ${owner.organizationId} and id = ${row.id}
      and worker = ${claim.worker} and done_at is null
  `.execute(trx);
}

/** Forgets what ended before an instant. */
export async function deleteDoneWork(
  trx: Trx,
  table: WorkTable,
  owner: RunOwner,
  doneBefore: Date,
): Promise<void> {
  await sql`
    delete from ${sql.table(table)}
    where organization_id = ${owner.organizationId}
      and integration_id = ${owner.integrationId}
      and done_at < ${doneBefore}
  `.execute(trx);
}
