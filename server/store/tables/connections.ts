import type { ColumnType } from 'kysely';
import type { ObjectType } from '../../../shared/plan/plan.ts';
import type { DefaultedTimestamp, NullableTimestamp, Timestamp } from './columns.ts';

export interface OAuthAttemptsTable {
  id: string;
  for_organization_id: string | null;
  crm: 'hubspot' | 'salesforce';
  state_hash: Buffer | null;
  browser_hash: Buffer | null;
  ticket_hash: Buffer | null;
  verifier: Buffer | null;
  login_url: string | null;
  expected_account: string | null;
  requested_by: string | null;
  created_at: Timestamp;
  expires_at: Timestamp;
  consumed_at: NullableTimestamp;
}

export interface CrmEntitiesTable {
  organization_id: string;
  integration_id: string;
  entity_type: 'contact' | 'company';
  entity_id: string;
  object_type: ObjectType;
  crm_record_id: string;
  created_at: Timestamp;
  last_synced_at: Timestamp;
}

export interface AppCursorsTable {
  name: string;
  cursor: string;
  updated_at: Timestamp;
}

export type AuditActorKind = 'crm-user' | 'user' | 'api-token' | 'workflow' | 'system';

/** Through which door an action came. */
export type AuditSource =
  | 'hubspot-card'
  | 'hubspot-settings'
  | 'hubspot-workflow'
  | 'hubspot-webhook'
  | 'salesforce-card'
  | 'salesforce-setup'
  | 'salesforce-flow'
  | 'salesforce-list'
  | 'salesforce-event'
  | 'api'
  | 'cli'
  | 'install'
  | 'job';

/** Added to by the application; only the system role erases. */
export interface AuditEventsTable {
  id: string;
  organization_id: string;
  integration_id: string | null;
  occurred_at: Timestamp;
  actor_kind: AuditActorKind;
  actor_id: string | null;
  source: AuditSource;
  ip_address: string | null;
  action: string;
  object_type: ObjectType | 'task' | 'deal' | null;
  record_id: string | null;
  run_id: string | null;
  before: ColumnType<unknown, string | null, string | null>;
  after: ColumnType<unknown, string | null, string | null>;
}

export interface ProcessesTable {
  instance_id: string;
  role: string;
  started_at: DefaultedTimestamp;
  seen_at: DefaultedTimestamp;
  counts_until: Timestamp;
  apart: boolean;
}

export interface ConnectionTables {
  processes: ProcessesTable;
  oauth_attempts: OAuthAttemptsTable;
  crm_entities: CrmEntitiesTable;
  app_cursors: AppCursorsTable;
  audit_events: AuditEventsTable;
}
