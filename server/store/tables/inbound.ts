import type { ColumnType, Generated } from 'kysely';
import type { WorkflowOutputs } from '../../../shared/contract/workflow-action.ts';
import type { ObjectType } from '../../../shared/plan/plan.ts';
import type { Actor } from '../../audit/actor.ts';
import type { EventKind } from '../../crm/record-event.ts';
import type { NullableTimestamp, Timestamp } from './columns.ts';

/** Records that a CRM sends events of. */
type InboundObject = 'contact' | 'company';

/** Work that was accepted and is done later; see `inbound-work.ts`. */
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
export type ExecutionOrigin = 'hubspot-workflow' | 'salesforce-flow' | 'salesforce-list' | 'api';

export type ExecutionOutcome = 'completed' | 'gone' | 'refused';

export interface WorkflowExecutionsTable extends WorkColumns {
  callback_id: string;
  actor: ColumnType<Actor | null, string | null, string | null>;
  origin: ExecutionOrigin;
  object_type: ObjectType;
  record_id: string;
  mode: 'write' | 'preview';
  refresh: boolean;
  outputs: ColumnType<WorkflowOutputs | null, string | null, string | null>;
  outcome: ExecutionOutcome | null;
  expires_at: Timestamp;
  /** -1, 0 or 1; higher is worked on first. */
  priority: Generated<number>;
}

export interface WebhookEventsTable extends WorkColumns {
  kind: EventKind;
  object_type: InboundObject;
  record_id: string;
  absorbed_ids: string[];
  event_id: string;
  subscription_type: string;
  occurred_at: Timestamp;
}

export interface InboundTables {
  workflow_executions: WorkflowExecutionsTable;
  webhook_events: WebhookEventsTable;
}
