/**
 * The history: who did what to which record, when and from where. Rows are added in the transaction
 * that makes them true, and never changed; see `audit-erasure.ts` for the two exceptions.
 */
import { type Selectable, sql, type Transaction } from 'kysely';
import type { ObjectType } from '../../shared/plan/plan.ts';
import { type Actor, currentActor } from '../audit/actor.ts';
import { bounded } from '../audit/bounded.ts';
import type { ListPosition } from './cursor.ts';
import { rowsOf } from './rows.ts';
import type { Tables } from './schema.ts';
import type { AuditEventsTable } from './tables/connections.ts';

type Trx = Transaction<Tables>;

export type AuditAction =
  | 'enrichment.written'
  | 'enrichment.failed'
  | 'enrichment.undone'
  | 'preview.applied'
  | 'preview.discarded'
  | 'task.created'
  | 'record.synced'
  | 'record.erased'
  | 'settings.changed'
  | 'mappings.changed'
  | 'fields.created'
  | 'scoring.changed'
  | 'scoring.trained'
  | 'scoring.alarmed'
  | 'connection.connected'
  | 'connection.needs-reauthorisation'
  | 'connection.works-again'
  | 'connection.disconnected'
  | 'connection.deleted'
  | 'keys.issued';

export interface NewAuditEvent {
  readonly id: string;
  readonly at: Date;
  readonly organizationId: string;
  /** Null when it concerns the organisation as a whole. */
  readonly integrationId: string | null;
  /** Absent: whoever is acting; see `server/audit/actor.ts`. */
  readonly actor?: Actor;
  readonly action: AuditAction;
  /** Without an id where the person was erased. */
  readonly record?: { readonly object: ObjectType; readonly id: string | null } | null;
  /** The enrichment, undo or task that it belongs to. */
  readonly runId?: string | null;
  /**
   * Values by field, only what differs; long ones are cut. Never a secret, and of suppressed addresses
   * their number: what is taken off a list must not live on here.
   */
  readonly before?: object | null;
  readonly after?: object | null;
}

const columns = `id uuid, organization_id uuid, integration_id uuid, occurred_at timestamptz,
  actor_kind text, actor_id text, source text, ip_address text, action text, object_type text,
  record_id text, run_id uuid, before jsonb, after jsonb`;
const columnNames = columns.replaceAll(/(\w+) \w+/g, '$1');

/** Adds to the organisation's history; to be called in the transaction that makes it true. */
export async function recordAudit(trx: Trx, ...events: readonly NewAuditEvent[]): Promise<void> {
  if (events.length === 0) return;
  await sql`
    insert into audit_events (${sql.raw(columnNames)})
    select ${sql.raw(columnNames)}
    from ${rowsOf('event', columns, events.map(toRow))}`.execute(trx);
}

function toRow(event: NewAuditEvent) {
  const actor = event.actor ?? currentActor();
  return {
    id: event.id,
    organization_id: event.organizationId,
    integration_id: event.integrationId,
    occurred_at: event.at,
    actor_kind: actor.kind,
    actor_id: actor.id?.slice(0, 200),
    source: actor.source,
    ip_address: actor.ip,
    action: event.action,
    object_type: event.record?.object,
    record_id: event.record?.id,
    run_id: event.runId,
    before: event.before ? bounded(event.before) : undefined,
    after: event.after ? bounded(event.after) : undefined,
  };
}

export interface AuditFilter {
  readonly integrationId?: string;
  readonly action?: string;
  readonly recordId?: string;
  /** From this instant on. */
  readonly from?: Date;
  /** Before this instant. */
  readonly to?: Date;
}

export type StoredAuditEvent = Selectable<AuditEventsTable>;

/**
 * The organisation's events, newest first.
 * @param after only what stands behind it; null for the first ones
 */
export async function listAudit(
  trx: Trx,
  organizationId: string,
  filter: AuditFilter,
  after: ListPosition | null,
  limit: number,
): Promise<StoredAuditEvent[]> {
  let query = trx
    .selectFrom('audit_events')
    .selectAll()
    .where('organization_id', '=', organizationId);
  if (filter.integrationId) query = query.where('integration_id', '=', filter.integrationId);
  if (filter.action) query = query.where('action', '=', filter.action);
  if (filter.recordId) query = query.where('record_id', '=', filter.recordId);
  if (filter.from) query = query.where('occurred_at', '>=', filter.from);
  if (filter.to) query = query.where('occurred_at', '<', filter.to);
  if (after) {
    query = query.where(sql<boolean>`(occurred_at, id) < (${after.at}, ${after.id}::uuid)`);
  }
  return query.orderBy('occurred_at', 'desc').orderBy('id', 'desc').limit(limit).execute();
}
