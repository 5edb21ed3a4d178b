/** How far a CRM's streams of changes were read, and what is in the way of reading on. */
import type { TenantTransaction } from './database.ts';
import { toText } from './json.ts';
import type { RunOwner } from './sync-logs.ts';

export interface FeedPosition {
  /** The last event that is kept, as the CRM names its place; null before the first. */
  readonly replayId: Buffer | null;
  /** When it was begun to listen; nothing before is of interest. */
  readonly since: Date;
  /** It has just been begun. */
  readonly isNew: boolean;
}

export interface FeedState {
  readonly topic: string;
  /** When something was heard last, be it that there is nothing new. */
  readonly movedAt: Date | null;
  /** When the place turned out to be too old: changes before may have gone unheard. */
  readonly lostAt: Date | null;
  /** When the CRM left changes out because there were too many at once. */
  readonly overflowedAt: Date | null;
  /** What an administrator has to do before the stream can be read; null when it can. */
  readonly problem: string | null;
}

/** Where to read on; begins at `now` where nobody has read before. */
export async function openPosition(
  trx: TenantTransaction,
  owner: RunOwner,
  topic: string,
  now: Date,
): Promise<FeedPosition> {
  const begun = await trx
    .insertInto('feed_positions')
    .values({ ...identity(owner), topic, since: now })
    .onConflict((conflict) => conflict.doNothing())
    .returning('topic')
    .executeTakeFirst();
  const row = await trx
    .selectFrom('feed_positions')
    .select(['replay_id', 'since'])
    .where('integration_id', '=', owner.integrationId)
    .where('topic', '=', topic)
    .executeTakeFirstOrThrow();
  return { replayId: row.replay_id, since: row.since, isNew: begun !== undefined };
}

/** In the transaction that keeps the events up to there. */
export function movePosition(
  trx: TenantTransaction,
  owner: RunOwner,
  topic: string,
  to: { readonly replayId: Buffer; readonly at: Date; readonly overflowed: boolean },
): Promise<void> {
  return update(trx, owner, topic, {
    replay_id: to.replayId,
    moved_at: to.at,
    ...(to.overflowed && { overflowed_at: to.at }),
  });
}

/** The CRM no longer has what came after the place: reading begins with the oldest event it has. */
export function losePosition(
  trx: TenantTransaction,
  owner: RunOwner,
  topic: string,
  at: Date,
): Promise<void> {
  return update(trx, owner, topic, { replay_id: null, lost_at: at });
}

/** @param problem a sentence for an administrator; null when there is none any more */
export function noteProblem(
  trx: TenantTransaction,
  owner: RunOwner,
  topic: string,
  problem: string | null,
): Promise<void> {
  return update(trx, owner, topic, { problem: problem === null ? null : toText(problem) });
}

/** Everything that is listened to of a connection, by topic. */
export async function feedStates(trx: TenantTransaction, owner: RunOwner): Promise<FeedState[]> {
  const rows = await trx
    .selectFrom('feed_positions')
    .select(['topic', 'moved_at', 'lost_at', 'overflowed_at', 'problem'])
    .where('organization_id', '=', owner.organizationId)
    .where('integration_id', '=', owner.integrationId)
    .orderBy('topic')
    .execute();
  return rows.map((row) => ({
    topic: row.topic,
    movedAt: row.moved_at,
    lostAt: row.lost_at,
    overflowedAt: row.overflowed_at,
    problem: row.problem,
  }));
}

async function update(
  trx: TenantTransaction,
  owner: RunOwner,
  topic: string,
  values: Readonly<
    Partial<{
      replay_id: Buffer | null;
      moved_at: Date;
      lost_at: Date;
      overflowed_at: Date;
      problem: string | null;
    }>
  >,
): Promise<void> {
  await trx
    .updateTable('feed_positions')
    .set(values)
    .where('organization_id', '=', owner.organizationId)
    .where('integration_id', '=', owner.integrationId)
    .where('topic', '=', topic)
    .execute();
}

function identity({ organizationId, integrationId }: RunOwner) {
  return { organization_id: organizationId, integration_id: integrationId };
}
