import type { ColumnType, Generated } from 'kysely';
import type { BulkSelection, QueueReport } from '../../../shared/contract/bulk.ts';
import type { WorkflowOutputs } from '../../../shared/contract/workflow-action.ts';
import type { ObjectType } from '../../../shared/plan/plan.ts';
import type { Actor } from '../../audit/actor.ts';
import type { EventKind } from '../../crm/record-event.ts';
import type { NullableTimestamp, Timestamp } from './columns.ts';

/** Work that was accepted and is done later; see `work.ts`. */
interface WorkColumns {
  id: string;
  organization_id: string;
  integration_id: string;
  error_code: string | null;
  error_message: string | null;
  received_at: Timestamp;
  attempts: Generated<number>;
  due_at: Timestamp;
  worker: string | null;
  done_at: NullableTimestamp;
}

/** Who asked for it. Only HubSpot is called back. */
export type QueueOrigin = BulkOrigin | 'hubspot-workflow' | 'salesforce-flow';

export type BulkOrigin = 'api' | 'cli' | 'hubspot-list' | 'salesforce-list' | 'refresh';

export type QueueOutcome = 'completed' | 'gone' | 'refused' | 'cancelled';

/** What a tenant is told; the database derives it from what the workers go by. */
export type QueueState =
  | 'waiting'
  | 'processing'
  | 'retrying'
  | 'delivering'
  | 'completed'
  | 'dead'
  | 'cancelled';

export type QueueKind = 'enrich' | 'undo';

export interface SyncQueueTable extends WorkColumns {
  kind: Generated<QueueKind>;
  callback_id: string;
  actor: ColumnType<Actor | null, string | null, string | null>;
  origin: QueueOrigin;
  object_type: ObjectType;
  record_id: string;
  mode: 'write' | 'preview';
  refresh: boolean;
  outputs: ColumnType<WorkflowOutputs | null, string | null, string | null>;
  outcome: QueueOutcome | null;
  expires_at: Timestamp;
  /** 1 to 10; 10 is worked on first. */
  priority: Generated<number>;
  bulk_id: string | null;
  undoes: string | null;
  enrichment_id: string | null;
  report: ColumnType<QueueReport | null, string | null, string | null>;
  scheduled_for: NullableTimestamp;
  max_attempts: Generated<number>;
  replays: Generated<number>;
  state: ColumnType<QueueState, never, never>;
}

export type BulkState = 'collecting' | 'running' | 'completed' | 'cancelled' | 'failed';

export interface BulkEnrichmentsTable {
  id: string;
  organization_id: string;
  integration_id: string;
  kind: QueueKind;
  origin: BulkOrigin;
  actor: ColumnType<Actor | null, string | null, string | null>;
  object_type: ObjectType;
  selection: ColumnType<BulkSelection, string, string>;
  mode: 'write' | 'preview';
  refresh: boolean;
  priority: number;
  max_attempts: number;
  scheduled_for: Timestamp;
  idempotency_key: string | null;
  undo_of: string | null;
  state: BulkState;
  cursor: string | null;
  expected: number | null;
  total: Generated<number>;
  error_code: string | null;
  error_message: string | null;
  created_at: Timestamp;
  finished_at: NullableTimestamp;
}

export interface WebhookEventsTable extends WorkColumns {
  kind: EventKind;
  object_type: ObjectType;
  record_id: string;
  absorbed_ids: string[];
  event_id: string;
  subscription_type: string;
  occurred_at: Timestamp;
}

export interface QueueTables {
  crm_sync_queue: SyncQueueTable;
  crm_bulk_enrichments: BulkEnrichmentsTable;
  webhook_events: WebhookEventsTable;
}
