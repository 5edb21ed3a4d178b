/** Which processes work on this database. All times are the database's. */
import { sql } from 'kysely';
import type { SystemTransaction } from './database.ts';

export interface LiveProcesses {
  /** The one that asks included. */
  readonly count: number;
  /** Whether one of the others cannot reach the count that is shared. */
  readonly anotherIsApart: boolean;
}

export interface Heartbeat {
  readonly instanceId: string;
  readonly role: string;
  readonly apart: boolean;
  /** Taken for gone after so many milliseconds without another heartbeat. */
  readonly countsForMs: number;
}

/** Says that a process is alive; forgets those that are gone. */
export async function beat(
  trx: SystemTransaction,
  { instanceId, role, apart, countsForMs }: Heartbeat,
): Promise<LiveProcesses> {
  const countsUntil = inMilliseconds(countsForMs);
  await trx.deleteFrom('processes').where('counts_until', '<=', sql<Date>`now()`).execute();
  await trx
    .insertInto('processes')
    .values({ instance_id: instanceId, role, apart, counts_until: countsUntil })
    .onConflict((known) =>
      known
        .column('instance_id')
        .doUpdateSet({ apart, counts_until: countsUntil, seen_at: sql<Date>`now()` }),
    )
    .execute();
  const others = await trx
    .selectFrom('processes')
    .select('apart')
    .where('instance_id', '!=', instanceId)
    .execute();
  return { count: others.length + 1, anotherIsApart: others.some(({ apart }) => apart) };
}

/** A process stops: it counts for so many milliseconds more, because its last calls do. */
export async function leave(
  trx: SystemTransaction,
  instanceId: string,
  countsForMs: number,
): Promise<void> {
  await trx
    .updateTable('processes')
    .set({ apart: false, counts_until: inMilliseconds(countsForMs) })
    .where('instance_id', '=', instanceId)
    .execute();
}

const inMilliseconds = (milliseconds: number) =>
  sql<Date>`now() + make_interval(secs => ${milliseconds / 1_000})`;
