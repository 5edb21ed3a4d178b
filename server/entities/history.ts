import type {
  SyncHistory,
  SyncHistoryItem,
  SyncHistoryQuery,
} from '../../shared/contract/integrations.ts';
import { cursorOf, positionOf } from '../store/cursor.ts';
import type { Database } from '../store/database.ts';
import { type HistoryRow, listHistory } from '../store/sync-history.ts';

/** A page of the organisation's history, newest first. @throws AppError `cursor_unusable` */
export async function readHistory(
  database: Database,
  organizationId: string,
  { integrationId, status, from, to, limit, cursor }: SyncHistoryQuery,
): Promise<SyncHistory> {
  const after = cursor === undefined ? null : positionOf(cursor);
  const filter = {
    integrationId,
    status,
    ...(from && { from: new Date(from) }),
    ...(to && { to: new Date(to) }),
  };
  // One more than asked for tells whether there is another page.
  const rows = await database.withOrganization(organizationId, (trx) =>
    listHistory(trx, organizationId, filter, after, limit + 1),
  );
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: shown.map(toItem),
    nextCursor: last && rows.length > limit ? cursorOf({ at: last.started_at, id: last.id }) : null,
  };
}

function toItem(row: HistoryRow): SyncHistoryItem {
  return {
    id: row.id,
    integrationId: row.integration_id,
    operation: row.operation,
    trigger: row.trigger,
    object: row.object_type,
    recordId: row.record_id,
    status: row.status,
    score: row.score,
    startedAt: row.started_at.toISOString(),
    finishedAt: row.finished_at?.toISOString() ?? null,
    durationMs: row.duration_ms,
    enrichmentDurationMs: row.enrichment_duration_ms,
    error: row.error_code === null ? null : { code: row.error_code, message: row.error_message },
    ...(row.changed && { changed: [...row.changed] }),
  };
}
