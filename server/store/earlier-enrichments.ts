/** The enrichment before, as far as the next one is compared with it. */
import { sql } from 'kysely';
import type { ObjectType } from '../../shared/plan/plan.ts';
import type { Earlier } from '../../shared/since/earlier.ts';
import type { TenantTransaction } from './database.ts';
import type { RunOwner } from './sync-logs.ts';

/**
 * By record id; a record without one that stands, or whose details have had their time, has no entry.
 */
export async function getEarlierEnrichments(
  trx: TenantTransaction,
  owner: RunOwner,
  object: ObjectType,
  recordIds: readonly string[],
): Promise<Map<string, Earlier>> {
  if (recordIds.length === 0) return new Map();
  const found = await sql<{ record_id: string; at: Date; id: string } & Omit<Earlier, 'at'>>`
    select asked.id as record_id, run.id, run.at, run.match, run.score, run.signals, run.evidence
    from unnest(${[...recordIds]}::text[]) as asked (id)
    cross join lateral (
      select id, coalesce(finished_at, started_at) as at, result -> 'match' as match,
        result -> 'score' as score, result -> 'signals' as signals, result -> 'evidence' as evidence
      from crm_sync_logs
      where organization_id = ${owner.organizationId} and integration_id = ${owner.integrationId}
        and object_type = ${object} and record_id = asked.id
        and operation in ('enrich', 'preview') and status in ('completed', 'partial')
        and result is not null
      order by started_at desc
      limit 1) as run`.execute(trx);
  return new Map(
    found.rows.map(({ record_id, id, at, match, score, signals, evidence }) => [
      record_id,
      { enrichmentId: id, at: at.toISOString(), match, score, signals, evidence },
    ]),
  );
}
