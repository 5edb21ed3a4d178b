/** Which process listens to which connection: leases that end by themselves when it dies. */
import { sql } from 'kysely';
import type { CrmName } from '../crm/connector.ts';
import type { SystemTransaction, TenantTransaction } from './database.ts';
import { toJsonb } from './json.ts';
import type { RunOwner } from './sync-logs.ts';

/** Names one process for as long as it runs. */
export interface FeedLease {
  readonly holder: string;
  /** Somebody else may listen after that. */
  readonly until: Date;
}

/** Working connections of a CRM that nobody listens to now. */
export async function findFreeFeeds(
  trx: SystemTransaction,
  crm: CrmName,
  now: Date,
): Promise<RunOwner[]> {
  const rows = await trx
    .selectFrom('crm_integrations as connection')
    .leftJoin('event_feeds as feed', 'feed.integration_id', 'connection.id')
    .select(['connection.organization_id', 'connection.id'])
    .where('connection.crm', '=', crm)
    .where('connection.status', '=', 'connected')
    .where((eb) => eb.or([eb('feed.holder', 'is', null), eb('feed.leased_until', '<=', now)]))
    .execute();
  return rows.map(({ organization_id, id }) => ({
    organizationId: organization_id,
    integrationId: id,
  }));
}

/** False when another process has just begun to listen. */
export async function takeFeed(
  trx: SystemTransaction,
  owner: RunOwner,
  { holder, until }: FeedLease,
  now: Date,
): Promise<boolean> {
  const lease = { holder, leased_until: until };
  const row = await trx
    .insertInto('event_feeds')
    .values({
      organization_id: owner.organizationId,
      integration_id: owner.integrationId,
      ...lease,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['organization_id', 'integration_id'])
        .doUpdateSet(lease)
        .where((eb) =>
          eb.or([
            eb('event_feeds.holder', 'is', null),
            eb('event_feeds.holder', '=', holder),
            eb('event_feeds.leased_until', '<=', now),
          ]),
        ),
    )
    .returning('integration_id')
    .executeTakeFirst();
  return row !== undefined;
}

/**
 * Keeps what a process listens to. A connection that was ended is not among it any more.
 * @returns the ids of the connections that it still has
 */
export async function renewFeeds(
  trx: SystemTransaction,
  { holder, until }: FeedLease,
): Promise<Set<string>> {
  const rows = await trx
    .updateTable('event_feeds as feed')
    .from('crm_integrations as connection')
    .set({ leased_until: until })
    .whereRef('connection.id', '=', 'feed.integration_id')
    .where('connection.status', '=', 'connected')
    .where('feed.holder', '=', holder)
    .returning('feed.integration_id')
    .execute();
  return new Set(rows.map(({ integration_id }) => integration_id));
}

/** Gives connections back, so that another process need not wait for the lease to end. */
export async function releaseFeeds(
  trx: SystemTransaction,
  holder: string,
  integrationIds: readonly string[],
): Promise<void> {
  if (integrationIds.length === 0) return;
  await trx
    .updateTable('event_feeds')
    .set({ holder: null, leased_until: null })
    .where('holder', '=', holder)
    .where('integration_id', 'in', [...integrationIds])
    .execute();
}

/**
 * Whether this process may still keep what it hears. Until the transaction ends nobody takes the
 * connection over, nor ends it.
 */
export async function holdsFeed(
  trx: TenantTransaction,
  owner: RunOwner,
  holder: string,
): Promise<boolean> {
  const { rows } = await sql<{ held: number }>`
    select 1 as held from event_feeds feed
    join crm_integrations connection on connection.id = feed.integration_id
    where feed.organization_id = ${owner.organizationId}
      and feed.integration_id = ${owner.integrationId}
      and feed.holder = ${holder} and connection.status = 'connected'
    for key share of connection`.execute(trx);
  return rows.length > 0;
}

/** Whether anything comes of listening: records of the tenant that we know, or automatic enrichment. */
export async function isFeedWanted(trx: TenantTransaction, owner: RunOwner): Promise<boolean> {
  const { rows } = await sql<{ wanted: boolean }>`
    select exists (
        select from organizations
        where id = ${owner.organizationId}
          and settings @> ${toJsonb({ automation: { autoEnrich: true } })}::jsonb)
      or exists (
        select from crm_entity_mappings
        where organization_id = ${owner.organizationId}
          and integration_id = ${owner.integrationId}) as wanted`.execute(trx);
  return rows[0]?.wanted ?? false;
}
