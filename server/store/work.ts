/**
 * Who works on what was accepted: the rows of `crm_sync_queue` and `webhook_events`. Several
 * processes may take at once and none takes what another has.
 */
import { sql, type Transaction } from 'kysely';
import { toText } from './json.ts';
import type { Tables } from './schema.ts';
import type { RunOwner } from './sync-logs.ts';
import type { StoredError } from './tables/sync.ts';

export type WorkTable = 'crm_sync_queue' | 'webhook_events';

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

/**
 * Connections of all tenants with work that is due and that are not paused. For the system role only.
 * One step of the index for each connection with open work, however much of it there is.
 */
export async function findWorkOwners(
  trx: Trx,
  table: WorkTable,
  { dueBefore, takeHeld }: WorkFilter,
): Promise<RunOwner[]> {
  const { rows } = await sql<{ organization_id: string; integration_id: string }>`
    with recursive next as (
      (select integration_id, organization_id, due_at from ${sql.table(table)}
        where done_at is null and worker is null
        order by integration_id, due_at limit 1)
      union all
      select following.* from next cross join lateral (
        select work.integration_id, work.organization_id, work.due_at from ${sql.table(table)} work
        where work.done_at is null and work.worker is null
          and work.integration_id > next.integration_id
        order by work.integration_id, work.due_at limit 1) following)
    select organization_id, integration_id from (
      select organization_id, integration_id from next where due_at <= ${dueBefore}
      union
      select organization_id, integration_id from ${sql.table(table)}
      where done_at is null and worker is not null and (due_at <= ${dueBefore} or ${takeHeld})) owner
    where not exists (
      select from crm_integrations paused
      where paused.id = owner.integration_id and paused.paused_until > ${dueBefore})
  `.execute(trx);
  return rows.map((row) => ({
    organizationId: row.organization_id,
    integrationId: row.integration_id,
  }));
}

/** What goes first among due rows: only the queue has priorities. */
const ranks: Readonly<Record<WorkTable, ReturnType<typeof sql>>> = {
  crm_sync_queue: sql`priority desc,`,
  webhook_events: sql``,
};

/** Takes due rows of a connection, the most urgent and then the oldest first. @returns their ids */
export async function claimWork(
  trx: Trx,
  table: WorkTable,
  owner: RunOwner,
  claim: WorkClaim,
  filter: WorkFilter,
  limit: number,
): Promise<string[]> {
  await releaseHeld(trx, table, owner, filter);
  // Materialised: as a plain subquery it may be evaluated once for each row, and take more than the limit.
  const { rows } = await sql<{ id: string }>`
    with due as materialized (
      select id from ${sql.table(table)}
      where organization_id = ${owner.organizationId}
        and integration_id = ${owner.integrationId}
        and done_at is null and worker is null and due_at <= ${filter.dueBefore}
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

/** Whoever took these is dead: its time is over. */
async function releaseHeld(
  trx: Trx,
  table: WorkTable,
  owner: RunOwner,
  { dueBefore, takeHeld }: WorkFilter,
): Promise<void> {
  await sql`
    update ${sql.table(table)} work set worker = null, due_at = least(work.due_at, ${dueBefore})
    from (
      select id from ${sql.table(table)}
      where integration_id = ${owner.integrationId} and organization_id = ${owner.organizationId}
        and done_at is null and worker is not null
        and (due_at <= ${dueBefore} or ${takeHeld})
      for update skip locked) held
    where work.id = held.id
  `.execute(trx);
}

/** How many turns are being taken at a connection's work; those whose time is over are dead. */
export async function countWorkers(
  trx: Trx,
  table: WorkTable,
  owner: RunOwner,
  now: Date,
): Promise<number> {
  const { rows } = await sql<{ workers: number }>`
    select count(distinct worker)::int workers from ${sql.table(table)}
    where integration_id = ${owner.integrationId} and organization_id = ${owner.organizationId}
      and done_at is null and worker is not null and due_at > ${now}
  `.execute(trx);
  return rows[0]?.workers ?? 0;
}

/** Whether a connection has work that is due and that nobody has taken. */
export async function hasDueWork(
  trx: Trx,
  table: WorkTable,
  owner: RunOwner,
  dueBefore: Date,
): Promise<boolean> {
  const { rows } = await sql`
    select from ${sql.table(table)}
    where integration_id = ${owner.integrationId} and organization_id = ${owner.organizationId}
      and done_at is null and worker is null and due_at <= ${dueBefore}
    limit 1
  `.execute(trx);
  return rows.length > 0;
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
    where organization_id = ${owner.organizationId} and integration_id = ${owner.integrationId}
      and worker = ${claim.worker} and done_at is null
  `.execute(trx);
}

export interface PostponedRow {
  readonly id: string;
  readonly dueAt: Date;
  readonly error: StoredError;
  /** False when the row was not tried at all: the CRM has no calls left for anybody. */
  readonly isAttempt: boolean;
}

/** Gives rows back, each until its `dueAt`, with what was in the way. */
export async function postponeWork(
  trx: Trx,
  table: WorkTable,
  owner: RunOwner,
  claim: Pick<WorkClaim, 'worker'>,
  postponed: readonly PostponedRow[],
): Promise<void> {
  if (postponed.length === 0) return;
  const rows = JSON.stringify(
    postponed.map(({ id, dueAt, error, isAttempt }) => ({
      id,
      due_at: dueAt,
      error_code: error.code,
      error_message: toText(error.message),
      not_tried: isAttempt ? 0 : 1,
    })),
  );
  await sql`
    update ${sql.table(table)} work
    set worker = null, due_at = later.due_at, error_code = later.error_code,
      error_message = later.error_message, attempts = greatest(attempts - later.not_tried, 0)
    from jsonb_to_recordset(${rows}::jsonb) as later (id uuid, due_at timestamptz, error_code text,
      error_message text, not_tried integer)
    where work.organization_id = ${owner.organizationId} and work.id = later.id
      and work.worker = ${claim.worker} and work.done_at is null
  `.execute(trx);
}

/** Nothing of a connection is worked on before `until`. */
export async function pauseConnection(
  trx: Trx,
  owner: RunOwner,
  until: Date,
  reason: string,
): Promise<void> {
  await sql`
    update crm_integrations set paused_until = ${until}, paused_reason = ${toText(reason)}
    where organization_id = ${owner.organizationId} and id = ${owner.integrationId}
      and (paused_until is null or paused_until < ${until})
  `.execute(trx);
}

/** Until when nothing of a connection is worked on; null when it is. */
export async function pausedUntil(trx: Trx, integrationId: string): Promise<Date | null> {
  const { rows } = await sql<{ paused_until: Date | null }>`
    select paused_until from crm_integrations where id = ${integrationId}
  `.execute(trx);
  return rows[0]?.paused_until ?? null;
}

/** How many items of a connection's queue wait. @param most where the counting ends */
export async function countWaiting(trx: Trx, owner: RunOwner, most: number): Promise<number> {
  const { rows } = await sql<{ waiting: number }>`
    select count(*)::int waiting from (
      select from crm_sync_queue
      where organization_id = ${owner.organizationId} and integration_id = ${owner.integrationId}
        and done_at is null and worker is null
      limit ${most}) item
  `.execute(trx);
  return rows[0]?.waiting ?? 0;
}
