import type { AuditEvent } from '../../shared/contract/audit.ts';
import { type AuditFilter, listAudit, type StoredAuditEvent } from '../store/audit-events.ts';
import { cursorOf, type ListPosition, positionOf } from '../store/cursor.ts';
import type { Database } from '../store/database.ts';
import { csvHeader, csvLines } from './csv.ts';
import type { AuditSelection, AuditService } from './service.ts';

const pageSize = 100;
/** Of an export: what is held in memory at a time. */
const exportedAtOnce = 500;

export function createAuditService({ database }: { readonly database: Database }): AuditService {
  const read = (
    organizationId: string,
    filter: AuditFilter,
    after: ListPosition | null,
    limit: number,
  ) =>
    database.withOrganization(organizationId, (trx) =>
      listAudit(trx, organizationId, filter, after, limit),
    );

  async function* pages(organizationId: string, filter: AuditFilter) {
    let after: ListPosition | null = null;
    for (;;) {
      const rows: StoredAuditEvent[] = await read(organizationId, filter, after, exportedAtOnce);
      if (rows.length > 0) yield rows.map(toEvent);
      const last = rows.at(-1);
      if (!last || rows.length < exportedAtOnce) return;
      after = placeOf(last);
    }
  }

  return {
    async page(organizationId, { limit = pageSize, cursor, ...selection }) {
      const after = cursor === undefined ? null : positionOf(cursor);
      // One more than asked for tells whether there is another page.
      const rows = await read(organizationId, filterOf(selection), after, limit + 1);
      const shown = rows.slice(0, limit);
      const last = shown.at(-1);
      return {
        items: shown.map(toEvent),
        nextCursor: last && rows.length > limit ? cursorOf(placeOf(last)) : null,
      };
    },

    async *export(organizationId, selection, format) {
      if (format === 'csv') yield csvHeader();
      for await (const events of pages(organizationId, filterOf(selection))) {
        if (format === 'csv') yield csvLines(events);
        else yield events.map((event) => `${JSON.stringify(event)}\n`).join('');
      }
    },
  };
}

function filterOf({ from, to, ...filter }: AuditSelection): AuditFilter {
  return { ...filter, ...(from && { from: new Date(from) }), ...(to && { to: new Date(to) }) };
}

const placeOf = ({ occurred_at: at, id }: StoredAuditEvent): ListPosition => ({ at, id });

function toEvent(row: StoredAuditEvent): AuditEvent {
  return {
    id: row.id,
    at: row.occurred_at.toISOString(),
    integrationId: row.integration_id,
    actor: { kind: row.actor_kind, id: row.actor_id },
    source: row.source,
    ipAddress: row.ip_address,
    action: row.action,
    object: row.object_type,
    recordId: row.record_id,
    runId: row.run_id,
    // Written by `recordAudit` alone, as values by field.
    before: row.before as AuditEvent['before'],
    after: row.after as AuditEvent['after'],
  };
}
